"""Who plays the whole game wants to see it: its workspace comes with the run, and the one before it comes back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from editor.core.editor import Editor
from editor.ui.docks.workspaces import Workspaces

PLAY = "Play"


class PlayWorkspace(QObject):
    """Shows the Play workspace when the slice is begun by its action; a workspace chosen meanwhile stays."""

    def __init__(self, editor: Editor, workspaces: Workspaces, show: Callable[[str], None]) -> None:
        """`show` shows a workspace by its name."""
        super().__init__()
        self._editor, self._workspaces, self._show = editor, workspaces, show
        self._before = ""
        # Playing again is to stop and to start: what stands after both counts.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._return)
        editor.actions.ran.connect(self._on_ran)
        editor.play.changed.connect(self._on_play)

    def close(self) -> None:
        """The window goes: nothing is followed any more."""
        self._later.stop()
        self._editor.actions.ran.disconnect(self._on_ran, missing_ok=True)
        self._editor.play.changed.disconnect(self._on_play, missing_ok=True)

    def _on_ran(self, id_: str) -> None:
        workspaces = self._workspaces
        if id_ != "play.slice" or not self._editor.play.is_active or not self._editor.settings.play.own_workspace:
            return
        if workspaces.current != PLAY and PLAY in workspaces.available():
            self._before = workspaces.current
            self._show(PLAY)

    def _on_play(self) -> None:
        if self._before and not self._editor.play.is_active:
            self._later.start()

    def _return(self) -> None:
        if self._editor.play.is_active:
            return
        before, self._before = self._before, ""
        if before and self._workspaces.current == PLAY:
            self._show(before)
