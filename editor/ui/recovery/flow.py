"""Offers the work of sessions that ended without saving: at the start, and when such a project is opened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from editor.core.editor import Editor
from editor.core.jobs import Job
from editor.core.recovery.lost_work import Lost, Recovered, RecoveryError
from editor.core.workbench import EditRefusedError
from editor.tr import tr
from editor.ui.dialogs.question import Question, error_dialog
from editor.ui.recovery.dialog import RecoveryDialog
from editor.ui.services import Ui


class RecoveryFlow:
    """Looks for lost work, shows it, and brings it back; `open_folder` opens a project, True where that worked.

    `pending` is what was found last; `changed` is called with it after each look.
    """

    def __init__(self, window: QWidget, editor: Editor, ui: Ui, open_folder: Callable[[Path], bool]) -> None:
        self._window, self._editor, self._ui, self._open = window, editor, ui, open_folder
        self.pending: list[Lost] = []
        self.changed: Callable[[list[Lost]], object] = lambda _pending: None
        self._job: Job | None = None
        self._looks_again = False

    def look(self) -> None:
        """Search for the lost work of all projects, in the background."""
        if self._job is not None and self._job.is_running:
            # What it finds may be old by then.
            self._looks_again = True
            return
        recovery = self._editor.recovery
        self._job = self._editor.jobs.submit(
            "Look for unsaved work", lambda *_: recovery.pending(), self._found, quiet=True
        )

    def offer(self, folder: Path) -> None:
        """Show the lost work of a project that was just opened; before a window that is driven, only say so."""
        for lost in self._editor.recovery.pending(folder):
            if Question.answerer is not None:
                text = tr("{what} were not saved and can be recovered in the window.", what=lost.sentence)
                self._editor.log.add("warning", "recovery", text)
            elif self.show(lost) == "later":
                self._remind(lost)
                return

    def ask(self) -> None:
        """Show what the open project still has of lost work; say so when there is none."""
        document = self._editor.document
        pending = self._editor.recovery.pending(document.folder) if document is not None else []
        if not pending:
            self._ui.toast(tr("No unsaved work is waiting"), tr("All sessions of this project ended well."), "ok")
        for lost in pending:
            if self.show(lost) == "later":
                return

    def show(self, lost: Lost) -> str:
        """Let the user look at lost work and decide; gives the decision."""
        answer = RecoveryDialog(self._window, lost).ask()
        if answer == "recover":
            self._recover(lost)
        elif answer == "discard":
            self._discard(lost)
        if self._editor.document is None:
            self.look()
        return answer

    def _recover(self, lost: Lost) -> None:
        if not (lost.project / "project.toml").is_file():
            text = tr(
                "{folder} holds no project any more. Put the folder back where it was and recover again; the changes "
                "are kept until then.",
                folder=lost.project,
            )
            error_dialog(self._window, tr("The project is not there"), text).ask()
            return
        document = self._editor.document
        if (document is None or document.folder.resolve() != lost.project) and not self._open(lost.project):
            return
        try:
            with self._busy(lost):
                recovered = self._editor.recovery.recover(lost)
            self._tell(recovered)
        except (RecoveryError, EditRefusedError) as error:
            text = tr("{what} The changes are kept; they are offered again.", what=f"{str(error).rstrip('.')}.")
            error_dialog(self._window, tr("The work was not recovered"), text).ask()

    @contextmanager
    def _busy(self, lost: Lost) -> Iterator[None]:
        """Thousands of changes take a while to be made again: the pointer says so, and nobody calls it a stall."""
        self._editor.status(tr("Recovering {what}…", what=lost.sentence))
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            with self._editor.watchdog.excused():
                yield
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _tell(self, recovered: Recovered) -> None:
        count = recovered.count
        title = tr("Recovered 1 change") if count == 1 else tr("Recovered {count} changes", count=f"{count:,}")
        if recovered.is_merging:
            title = (
                tr("1 change can come back") if count == 1 else tr("{count} changes can come back", count=f"{count:,}")
            )
            text = tr("The files have changed since, and both sides changed the same. Choose what holds in Conflicts.")
            self._ui.show_panel("conflicts")
            self._ui.toast(title, text, "warning", tr("Show conflicts"), lambda: self._ui.show_panel("conflicts"))
            return
        left = len(recovered.left)
        if left:
            lost = (
                tr("1 change could not be read") if left == 1 else tr("{count} changes could not be read", count=left)
            )
            text = tr("Save to keep them. {lost}: {reason}.", lost=lost, reason=recovered.reason.rstrip("."))
        else:
            text = tr("Save to keep them; until then the files are as they were.")
        if recovered.kept is not None:
            text += " " + tr("The journal is kept in {place}.", place=recovered.kept)
        self._ui.toast(
            title, text, "warning" if left else "ok", tr("Show history"), partial(self._ui.show_panel, "history")
        )

    def _discard(self, lost: Lost) -> None:
        try:
            self._editor.recovery.discard(lost)
        except (RecoveryError, OSError) as error:
            error_dialog(self._window, tr("Not discarded"), str(error)).ask()

    def _remind(self, lost: Lost) -> None:
        self._ui.toast(
            tr("Unsaved work is kept"),
            tr("{what} can be recovered later: start screen, or command Recover unsaved work.", what=lost.sentence),
            "info",
            tr("Look again…"),
            lambda: self.show(lost),
        )

    def _found(self, job: Job) -> None:
        self.pending = job.result if job.state == "done" else []
        self.changed(self.pending)
        if self._looks_again:
            self._looks_again = False
            self.look()
