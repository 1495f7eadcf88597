"""The window of agent access: what agents may do, how they connect, what they asked, and the way to cut them off."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from editor.core.agents.service import Agents
from editor.core.links import Links
from editor.tr import tr
from editor.ui.agents.calls_table import CallsTable
from editor.ui.agents.connecting import Connecting
from editor.ui.agents.copying import forget_secret
from editor.ui.agents.names import names_words
from editor.ui.dialogs.screen_fit import resize_within
from editor.ui.kit.box import Box, Part, column, row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.kit.scrolled import scrolled
from editor.ui.theme.look import look

WIDTH, HEIGHT = 600, 672
CALLS_PX = 132
START, AGAIN, CUT_OFF = "Let agents connect", "Let agents connect again", "Cut agents off"
MAY = (
    (
        "eye",
        "icon.primary",
        "Look at the open project, unsaved changes too: find and describe, check, explain a decision, take pictures.",
    ),
    (
        "sparkle",
        "icon.primary",
        "Hand in proposals and playtest them. They wait in Propose until you accept them or put them away.",
    ),
    (
        "prohibit",
        "icon.primary",
        "Nothing else: no tool changes or saves the project, accepts, runs code or reads a file.",
    ),
)


class AgentsDialog(QDialog):
    """Stays open beside the work; it shows no token. `guide` opens the help."""

    def __init__(self, parent: QWidget | None, agents: Agents, guide: Callable[[], object]) -> None:
        super().__init__(parent)
        self._agents = agents
        self.setWindowTitle(tr("Agent access"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._glyph = icon_label("broadcast", "icon.secondary", 24)
        self.state = label("", "secondary", wrap=True)
        self.connecting = Connecting(agents)
        self.off = label(tr("While agents can connect, an address and a token stand here."), "secondary", wrap=True)
        self.away = label("", "caption", wrap=True)
        self.calls = CallsTable(agents)
        look.follow(self.calls, lambda calls: calls.setMinimumHeight(look.px(CALLS_PX)))
        self.guide = push_button(tr("Guide"), "fix", glyph="question")
        self.guide.clicked.connect(lambda _=False: guide())
        self.close_button = push_button(tr("Close"))
        self.close_button.clicked.connect(self.close)
        self.start, self.cut_off = push_button(tr(START), "primary"), push_button(tr(CUT_OFF), glyph="scissors")
        self.start.clicked.connect(lambda _=False: agents.start())
        self.cut_off.clicked.connect(lambda _=False: self._cut_off())
        head = column(label(tr("Agent access"), "title"), self.state, gap=4)
        page = column(
            _part(tr("What agents can do"), *[_may(*each) for each in MAY]),
            _part(tr("Connect a client"), self.connecting, self.off),
            (_part(tr("Recent calls"), (self.calls, 1), self.away), 1),
            gap=16,
            name="panel",
        )
        box = QVBoxLayout(self)
        box.addWidget(row(column(self._glyph, None), (head, 1), gap=12))
        box.addWidget(scrolled(page), 1)
        box.addWidget(row(self.guide, None, self.close_button, self.cut_off, self.start, gap=8))
        self._was_on: bool | None = None
        self._links = Links((agents.changed, self.refresh))
        self.finished.connect(self._let_go)
        look.follow(self, AgentsDialog._fit)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands."""
        agents = self._agents
        is_open = bool(agents.address)
        went_wrong = agents.standing in ("failed", "ended")
        if went_wrong:
            self._glyph.show_glyph("warning-fill", "severity.warning")
        else:
            self._glyph.show_glyph("broadcast", "severity.ok" if is_open else "icon.secondary")
        self.start.setText(tr(AGAIN) if went_wrong else tr(START))
        self.state.setText(_state_words(agents))
        self.connecting.setVisible(is_open)
        self.connecting.refresh()
        self.off.setVisible(not is_open)
        self.calls.refresh()
        away = agents.turned_away
        told = tr("1 request without the token was turned away.")
        self.away.setText(tr("{count} requests without the token were turned away.", count=away) if away > 1 else told)
        self.away.setVisible(away > 0)
        self.start.setVisible(not agents.is_on)
        self.cut_off.setVisible(agents.is_on)
        if is_open != self._was_on:
            # Qt would give the keyboard to whatever comes next.
            self._was_on = is_open
            (self.connecting.copy_text if is_open else self.start).setFocus()

    def _cut_off(self) -> None:
        forget_secret(self._agents.token())
        self._agents.cut_off()

    def _let_go(self, _result: int = 0) -> None:
        self._links.close()
        self._links = Links()

    def _fit(self) -> None:
        box = self.layout()
        assert box is not None
        box.setContentsMargins(*[look.px(16)] * 4)
        box.setSpacing(look.px(16))
        resize_within(self, look.px(WIDTH), look.px(HEIGHT))


def _state_words(agents: Agents) -> str:
    match agents.standing:
        case "off":
            return tr("Off. An agent of your own, such as Claude Code, can work beside you on the open project.")
        case "starting":
            return tr("Starting…")
        case "failed" | "ended":
            return tr(agents.error)
        case _:
            names = names_words(agents.active)
            if names:
                return tr("On, at this computer's own address alone. {names} works now.", names=names)
            return tr("On, at this computer's own address alone. Nobody works now.")


def _part(title: str, *parts: Part) -> Box:
    return column(label(title, "strong"), *parts, gap=8)


def _may(glyph: str, colour: str, text: str) -> Box:
    return row(column(icon_label(glyph, colour, 16), None), (label(tr(text), wrap=True), 1), gap=8)
