"""The panel "Why": who is shown, what it is doing and for which goal, and the reasons below."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QStackedLayout, QWidget

from editor.ui.api import ElidedLabel, EmptyState, Tree, Ui, column, icon_label, label, look, row, tr
from engine.ai.goap.explanation import Explanation
from panels.goap_inspector.model import WhyModel
from panels.goap_inspector.painter import ReasonPainter
from panels.goap_inspector.rows import ReasonRows
from panels.goap_inspector.sections import number, sections, spoken


class WhyView(QWidget):
    """A list of agents, the decision in two lines, and the tree of reasons; or what is missing for them."""

    def __init__(self, model: WhyModel, ui: Ui) -> None:
        super().__init__()
        self.model, self.ui = model, ui
        self.agents = QComboBox()
        self.agents.setAccessibleName(tr("Agent"))
        self.agents.setToolTip(tr("Whose reasons are shown"))
        self.agents.activated.connect(self._choose)
        self.tick = label("", "caption")
        self.action = ElidedLabel("", "title")
        self.purpose = ElidedLabel("", "secondary")
        self.glyph = icon_label("user", "icon.primary", 16)
        self.tree = ReasonTree()
        self.empty = EmptyState("question", "", "")
        self._bar = row(self.glyph, (self.agents, 1), self.tick, margins=(8, 4, 8, 4), name="panelbar")
        head = column(self.action, self.purpose, margins=(8, 8, 8, 8), gap=2)
        reasons = column(head, (self.tree, 1))
        self._pages = QStackedLayout()
        pages = QWidget()
        pages.setLayout(self._pages)
        self._pages.addWidget(reasons)
        self._pages.addWidget(self.empty)
        self._box = column(self._bar, (pages, 1))
        outer = QStackedLayout(self)
        outer.addWidget(self._box)
        self.empty.button.clicked.connect(self._help)
        self._is_stale = True
        model.changed.connect(self._changed)
        model.ticked.connect(self._ticked)
        self.destroyed.connect(lambda _=None, model=model, slots=(self._changed, self._ticked): _let_go(model, slots))
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self._refresh()

    def _changed(self) -> None:
        self._is_stale = True
        if self._is_seen():
            self._refresh()

    def _ticked(self) -> None:
        if self._is_seen():
            tick = self.model.tick
            self.tick.setText("" if tick is None else tr("tick {tick}", tick=f"{tick:,}"))

    def _is_seen(self) -> bool:
        # A dock behind another tab says that it is visible; only its visible region tells the truth.
        return self.isVisible() and not self.visibleRegion().isEmpty()

    def _refresh(self) -> None:
        self._is_stale = False
        why, missing = self.model.explanation, self.model.empty
        self._list_agents()
        tick = self.model.tick
        self.tick.setText("" if tick is None else tr("tick {tick}", tick=f"{tick:,}"))
        self._pages.setCurrentIndex(0 if why is not None else 1)
        if why is not None:
            self._decision(why)
            self.tree.show_reasons(why)
        elif missing is not None:
            self.empty.say(tr(missing.title), tr(missing.text))
            self.empty.button.setText(tr(missing.action) if missing.action else "")
            self.empty.button.setVisible(bool(missing.action))

    def _decision(self, why: Explanation) -> None:
        self.glyph.show_glyph("robot" if why.skill else "user")
        self.action.set_whole(spoken(why.action) if why.action else tr("Does nothing"))
        if why.goal is None:
            self.purpose.set_whole(why.note.replace("_", " "))
            return
        parts = [tr("For {goal}", goal=spoken(why.goal).lower())]
        if why.plan_cost is not None:
            parts.append(tr("plan costs {cost}", cost=number(why.plan_cost)))
        if why.skill:
            parts.append(tr("{skill} autopilot", skill=why.skill))
        self.purpose.set_whole(", ".join(parts))

    def _list_agents(self) -> None:
        agents = self.model.agents
        self._bar.setVisible(bool(agents))
        if [self.agents.itemData(place) for place in range(self.agents.count())] != list(agents):
            self.agents.clear()
            for agent in agents:
                self.agents.addItem(agent.name, agent)
        shown = [place for place, agent in enumerate(agents) if agent.local_id == self.model.local_id]
        self.agents.setCurrentIndex(shown[0] if shown else -1)
        self.agents.setPlaceholderText(tr("Choose an agent"))

    def _choose(self, place: int) -> None:
        self.model.choose(self.agents.itemData(place))

    def _help(self) -> None:
        missing = self.model.empty
        if missing is not None and missing.action_id:
            self.ui.run(missing.action_id)


class ReasonTree(Tree):
    """The reasons as a tree of two columns; sections stay open or closed while rows come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = ReasonRows(self)
        self._closed: set[str] = set()
        self.setItemDelegate(ReasonPainter(self))
        self.setUniformRowHeights(False)
        self.setModel(self.rows)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setAccessibleName(tr("Reasons"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        look.follow(self, ReasonTree._fit_columns)
        self.clicked.connect(self._toggle)
        self.setExpandsOnDoubleClick(False)
        self.collapsed.connect(lambda index: self._closed.add(self.rows.sections[index.row()].id))
        self.expanded.connect(lambda index: self._closed.discard(self.rows.sections[index.row()].id))

    def show_reasons(self, why: Explanation) -> None:
        """Show an explanation; scroll position and closed sections stay."""
        scrolled = self.verticalScrollBar().value()
        if self.rows.show(sections(why)):
            for place, section in enumerate(self.rows.sections):
                self.setFirstColumnSpanned(place, QModelIndex(), True)
                self.setExpanded(self.rows.index(place, 0), section.id not in self._closed)
            self.verticalScrollBar().setValue(scrolled)

    def _toggle(self, index: QModelIndex) -> None:
        section = index.siblingAtColumn(0)
        if not section.parent().isValid():
            self.setExpanded(section, not self.isExpanded(section))

    def _fit_columns(self) -> None:
        self.header().resizeSection(1, look.px(16) + look.text_width("999.99"))


def _let_go(model: WhyModel, slots: tuple[object, ...]) -> None:
    for signal, slot in zip((model.changed, model.ticked), slots, strict=True):
        signal.disconnect(slot, missing_ok=True)  # type: ignore[arg-type]
