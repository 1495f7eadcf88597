"""After a run in which numbers were tuned: ask which of them to keep, once, when the window is free for it."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from editor.core.editor import Editor
from editor.core.play.live.keeping import keep_edits
from editor.core.play.live.tunes import TunedEdit
from editor.core.workbench import EditRefusedError
from editor.ui.play.keep_dialog import KeepEditsDialog
from engine.document import CommandError


class KeepFlow:
    """Shows the list when play was stopped; starting again at once puts the question off to the next stop."""

    def __init__(self, window: QWidget, editor: Editor) -> None:
        self._window, self._editor = window, editor
        self.dialog: KeepEditsDialog | None = None
        self._later = QTimer(window)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.ask)
        editor.play.tunes.offered.connect(self._offered)
        editor.opened.connect(self._opened)

    def close(self) -> None:
        """Ask no more; the window goes."""
        self._later.stop()
        self._editor.play.tunes.offered.disconnect(self._offered)
        self._editor.opened.disconnect(self._opened)

    def ask(self) -> None:
        """Show what was tuned and not decided on; nothing happens while a copy plays, or without a project."""
        edits = self._editor.play.tunes.left
        if not edits or self._editor.document is None or self._editor.play.is_active or self.dialog is not None:
            return
        titles = {file: node.title for file, node in self._editor.document.files.items()}
        self.dialog = KeepEditsDialog(self._window, edits, self._keep, titles)
        self.dialog.destroyed.connect(self._gone)
        self.dialog.open()

    def _keep(self, chosen: Sequence[TunedEdit]) -> None:
        try:
            keep_edits(self._editor, chosen)
        except (CommandError, EditRefusedError) as refusal:
            self._editor.status(str(refusal))

    def _gone(self) -> None:
        self.dialog = None

    def _offered(self) -> None:
        self._later.start()

    def _opened(self) -> None:
        """What was tuned in another project is no question any more."""
        self._editor.play.tunes.forget()
