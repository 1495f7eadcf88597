"""What the window does about agents: their window, and a word in the corner when they send something."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from editor.core.editor import Editor
from editor.core.links import Links
from editor.tr import tr
from editor.ui.agents.copying import forget_secret
from editor.ui.agents.dialog import AgentsDialog
from editor.ui.services import Ui

if TYPE_CHECKING:
    from engine.llm.proposals.kept import KeptProposal

GUIDE, PANEL = "guide:agents", "scenario_authoring"


class AgentsFlow(QObject):
    """Follows agent access for one window."""

    def __init__(self, window: QWidget, editor: Editor, ui: Ui) -> None:
        super().__init__(window)
        self._window, self._editor, self._ui, self._agents = window, editor, ui, editor.agents
        self.dialog: AgentsDialog | None = None
        self._failed = ""
        self._links = Links(
            (self._agents.inbox.arrived, self._arrived),
            (self._agents.changed, self._changed),
            (editor.opened, self._reopened),
        )

    def open_dialog(self) -> None:
        """Show the window, or bring it to the front."""
        if self.dialog is None:
            self.dialog = AgentsDialog(self._window, self._agents, lambda: self._ui.show_help(GUIDE))
            self.dialog.destroyed.connect(self._forget)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def cut_off(self) -> None:
        """Cut all agents off, and offer the way back."""
        forget_secret(self._agents.token())
        self._agents.cut_off()
        self._ui.toast(
            tr("Agents are cut off"),
            tr("Their token is void. What they have proposed stays in Propose."),
            "info",
            tr("Agent access…"),
            self.open_dialog,
        )

    def close(self) -> None:
        """Stop following; the window goes."""
        self._links.close()
        if self.dialog is not None:
            self.dialog.close()

    def _arrived(self, kept: "KeptProposal", is_shown: bool) -> None:
        title = tr("{agent} proposes: {title}", agent=kept.agent or tr("An agent"), title=kept.proposal.title)
        if is_shown:
            told = tr("Its parts stand as ghosts in the viewport. Nothing is changed before you accept.")
        else:
            told = tr("It waits in Propose.")
        self._ui.toast(title, told, "info", tr("Review"), partial(self._review, kept.id))

    def _review(self, identifier: str) -> None:
        if identifier in self._agents.inbox.waiting:
            why_not = self._agents.inbox.review(identifier)
            if why_not:
                self._editor.status(why_not)
        self._ui.show_panel(PANEL)

    def _changed(self) -> None:
        """Access that could not be started, or ended by itself, is told where its window is not open."""
        error = self._agents.error
        if error and error != self._failed and self.dialog is None:
            ended = self._agents.standing == "ended"
            title = tr("Agent access has ended") if ended else tr("Agents can't connect")
            self._ui.toast(title, tr(error), "error", tr("Agent access…"), self.open_dialog)
        self._failed = error

    def _reopened(self) -> None:
        if self.dialog is not None and self._editor.document is None:
            self.dialog.close()

    def _forget(self, _dialog: object = None) -> None:
        self.dialog = None
