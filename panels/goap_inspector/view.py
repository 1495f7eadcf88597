"""The panel "Why": who is shown, what it is doing and for which goal, and the reasons below."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import (
    Attention,
    EmptyState,
    NameQuestion,
    Ui,
    column,
    explain,
    icon_label,
    label,
    look,
    row,
    scrolled,
    tool_button,
    tr,
)
from panels.goap_inspector.ask_bar import AnswerBox, AskField
from panels.goap_inspector.head import DecisionHead, MomentBar
from panels.goap_inspector.model import WhyModel
from panels.goap_inspector.numbers import Number
from panels.goap_inspector.statistics_line import StatisticsLine
from panels.goap_inspector.strip import DecisionStrip
from panels.goap_inspector.tree import ReasonTree
from panels.goap_inspector.words import tick_text

LEAST_TREE = 120
PIN_TIP = "Pin this tick as a test…"
EVERY = 12
"""Ticks of play between two looks, a fifth of a second: nobody reads faster."""


class WhyView(QWidget):
    """A list of agents, the decision, its history, a question, and the tree of reasons; or what is missing for them."""

    def __init__(self, model: WhyModel, ui: Ui) -> None:
        super().__init__()
        self.model, self.ui = model, ui
        self.agents = QComboBox()
        self.agents.setAccessibleName(tr("Agent"))
        self.agents.setToolTip(tr("Whose reasons are shown"))
        self.agents.activated.connect(self._choose)
        self.tick = label("", "caption")
        self.glyph = icon_label("user", "icon.primary", 16)
        self.head = DecisionHead()
        self.moment = MomentBar()
        self.strip = DecisionStrip()
        self.ask = AskField()
        self.answer = AnswerBox()
        self.tree = ReasonTree(model.set_number, self._tell)
        self.refused = label("", "error", wrap=True)
        self.statistics = StatisticsLine()
        self.empty = EmptyState("question", "", "", "Play")
        self.pin = tool_button("push-pin", tr(PIN_TIP))
        self._bar = row(self.glyph, (self.agents, 1), self.tick, self.pin, margins=(8, 4, 8, 4), name="panelbar")
        asks = row((self.ask, 1), margins=(8, 6, 8, 6))
        glyph = column(icon_label("x-circle-fill", "severity.error", 14), None, margins=(0, 2, 0, 0))
        self.trouble = row(glyph, (self.refused, 1), margins=(8, 0, 8, 6), gap=6)
        self.trouble.hide()
        # What comes and goes stands below the rows, so that nothing moves under the mouse.
        reasons = column(
            self.head, self.strip, self.moment, (self.tree, 1), self.head.notes, self.trouble, self.answer, asks
        )
        look.follow(self.tree, lambda tree: tree.setMinimumHeight(look.px(LEAST_TREE)))
        self.page = scrolled(reasons)
        self._pages = QStackedLayout()
        pages = QWidget()
        pages.setLayout(self._pages)
        self._pages.addWidget(column((self.page, 1), self.statistics))
        self._pages.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(self._bar, (pages, 1)))
        self._connect()
        self._is_stale, self._looked_at = True, -EVERY
        self._shown: tuple[bool, int | None] = (False, None)
        self.attention = Attention(self)
        self.attention.changed.connect(self._looked)
        self._refresh()

    def _connect(self) -> None:
        model = self.model
        self.empty.button.clicked.connect(self._help)
        self.strip.chosen.connect(model.look_at)
        self.strip.left.connect(model.look_live)
        self.moment.live.connect(model.look_live)
        self.moment.go.connect(self._go)
        self.ask.asked.connect(lambda action: model.ask(action or None))
        self.answer.closed.connect(self._close_answer)
        self.answer.offered.connect(self._do)
        self.pin.clicked.connect(self._pin)
        self.tree.asked.connect(self._ask_about)
        self.tree.toggled.connect(model.toggle)
        self.tree.reverted.connect(self._revert)
        for part in (self.tree, self.answer, self.moment.back, self.moment.there):
            part.installEventFilter(self)
        look.changed.connect(self._redress)
        model.changed.connect(self._changed)
        model.ticked.connect(self._ticked)
        slots = ((look.changed, self._redress), (model.changed, self._changed), (model.ticked, self._ticked))
        self.destroyed.connect(lambda _=None, slots=slots: _let_go(slots))

    # --- following -----------------------------------------------------------------------------------------------

    def _looked(self, is_seen: bool) -> None:
        if is_seen and self._is_stale:
            self._refresh()

    def _changed(self) -> None:
        self._is_stale = True
        if self.model.standing == "stopped":
            # Also unseen, as when the workspace of play goes with it: what is half typed is let go.
            self.tree.give_up()
        if self.attention.is_on and self._is_due():
            self._refresh()

    def _redress(self) -> None:
        self.tree.doItemsLayout()
        self._changed()

    def _ticked(self) -> None:
        """What changes with each tick: its number, the strip, the figures."""
        if self.attention.is_on and self._is_due():
            if self._is_stale:
                self._refresh()
            else:
                self._show_moment()

    def _is_due(self) -> bool:
        """Whether to look now: what hands do is shown at once, what plays a few times a second."""
        is_ticking = self.model.is_ticking and self.model.editor.play.state == "playing"
        return not is_ticking or abs((self.model.now or 0) - self._looked_at) >= EVERY

    def _refresh(self) -> None:
        self._is_stale = False
        why, missing = self.model.explanation, self.model.empty
        shown = (self.model.is_past, None if why is None else why.local_id)
        if shown != self._shown:
            # What could not be done to somebody else, or in the past, is over.
            self._shown = shown
            self._tell("")
            self.tree.give_up()
        self._list_agents()
        self._pages.setCurrentIndex(0 if why is not None else 1)
        if why is not None:
            self.head.show_decision(why, is_ahead=self.model.is_ahead)
            self.glyph.show_glyph("robot" if why.skill else "user")
            self.ask.offer(self.model.actions)
            explain(self.pin, tr(PIN_TIP), self.model.why_not_pin())
            self.ask.show_asked(self.model.asked)
            self.answer.show_answer(self.model.answer)
            self.tree.show_sections(self.model.sections, shown)
        elif missing is not None:
            self.empty.say(tr(missing.title), tr(missing.text))
            self.empty.button.setText(tr(missing.action) if missing.action else "")
            self.empty.button.setVisible(bool(missing.action))
        self._show_moment()

    def _show_moment(self) -> None:
        model = self.model
        now, tick = model.now, model.tick
        self._looked_at = now or 0
        when = "" if tick is None else tick_text(tick)
        if tick is not None:
            if model.is_past:
                when = tr("{tick}, past", tick=when)
            elif not model.editor.play.is_past:
                when = tr("{tick}, live", tick=when)
        self.tick.setText(when)
        line = model.timeline
        self.strip.setVisible(bool(line.spans))
        self.strip.show_line(line, model.goal_order, tick if model.is_past else None)
        self.moment.setVisible(bool(line.spans))
        ago = (now or 0) - tick if model.is_past and tick is not None else None
        self.moment.show_moment(ago, model.why_not_go())
        self.statistics.show_figures(model.agent_count, model.statistics)

    def _list_agents(self) -> None:
        agents = self.model.agents
        self._bar.setVisible(bool(agents))
        self.pin.setVisible(self.model.explanation is not None)
        if [self.agents.itemData(place) for place in range(self.agents.count())] != list(agents):
            self.agents.clear()
            for agent in agents:
                self.agents.addItem(agent.name, agent)
        shown = [place for place, agent in enumerate(agents) if agent.local_id == self.model.local_id]
        self.agents.setCurrentIndex(shown[0] if shown else -1)
        self.agents.setPlaceholderText(tr("Choose an agent"))

    # --- hands ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc comes back to the present."""
        if event.key() == Qt.Key.Key_Escape and self.model.is_past:
            self.model.look_live()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc closes an answer first, then comes back to the present, wherever the keyboard is in the panel."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            if self.model.asked is not None and watched in (self.tree, self.answer):
                self._close_answer()
                return True
            if self.model.is_past:
                self.model.look_live()
                return True
        return super().eventFilter(watched, event)

    def _choose(self, place: int) -> None:
        self.model.choose(self.agents.itemData(place))

    def _help(self) -> None:
        action = self.model.help()
        if action:
            self.ui.run(action)

    def _ask_about(self, subject: str) -> None:
        kind, _, name = subject.partition(":")
        if kind == "action":
            self.model.ask(name)
        elif kind == "pin":
            self.model.ask(subject)

    def _close_answer(self) -> None:
        self.ask.clear()
        self.ask.setModified(False)
        self.model.ask(None)

    def _do(self, deed: str, subject: str) -> None:
        self._tell(self.model.do(deed, subject))

    def _pin(self) -> None:
        """Ask for a name and keep what is shown as a test, although play goes on while the name is typed."""
        why, pins, pursued = self.model.explanation, self.model.pins, self.model.pursued_before
        if why is None or self.model.why_not_pin():
            return
        question = NameQuestion(
            self.ui.window or self, tr("Pin {tick} as a test", tick=tick_text(why.tick)), pins.told(why),
            pins.name_for(why), tr("Pin it"), pins.why_not_named, glyph="push-pin",
        )  # fmt: skip
        title = question.asked()
        if title:
            refused = pins.pin(why, title, pursued)
            self._tell(refused)
            if not refused:
                self.tree.show_row("pins", pins.newest)
                self.ui.toast(tr("{title} is pinned", title=title.strip()), f"{pins.newest}.toml")

    def _revert(self, number: Number) -> None:
        self._tell(self.model.reset_number(number))

    def _go(self) -> None:
        self._tell(self.model.go())

    def _tell(self, refused: str) -> None:
        """Say below the question why something was not done."""
        self.refused.setText(refused)
        self.trouble.setVisible(bool(refused))


def _let_go(slots: object) -> None:
    for signal, slot in slots:  # type: ignore[attr-defined]
        signal.disconnect(slot, missing_ok=True)
