"""Opening, starting, saving and leaving projects, with the questions that have to be asked on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from editor.core.editor import Editor
from editor.core.project.opening import needs_trust
from editor.tr import tr
from editor.ui.dialogs.question import Question, error_dialog, others_question, trust_question, unsaved_question
from editor.ui.project.sample_flow import SampleFlow
from editor.ui.project.save_flow import SaveFlow
from editor.ui.project.trust_dialog import TrustDialog
from editor.ui.recovery.flow import RecoveryFlow
from editor.ui.services import Ui, take_typed
from engine.document import DocumentError


class ProjectFlow:
    """Asks before anything is lost, and says what went wrong in the reader's words."""

    def __init__(self, window: QWidget, editor: Editor, ui: Ui) -> None:
        self._window, self._editor, self._ui = window, editor, ui
        self.saving = SaveFlow(window, editor, ui)
        self.recovery = RecoveryFlow(window, editor, ui, lambda folder: self.open(folder, offers=False))
        self.samples = SampleFlow(window, editor, ui, self.open)

    def open(self, folder: Path, *, trusted: bool | None = None, offers: bool = True, goes_back: bool = True) -> bool:
        """Open a project; `trusted` None asks when its code is unknown. False when it stays as it was.

        Work that was lost there is offered then, unless `offers` says that this is being done already. With `goes_back`
        the scene and encounter that were shown last are shown again, else the project's main ones.
        """
        if not self.leave() or not self._ask_others(folder):
            return False
        trusted = self._ask_trust(folder) if trusted is None else trusted
        if trusted is None:
            return False
        place = self._editor.recents.place(folder) if goes_back else ("", "")
        try:
            with self._busy(tr("Opening {name}…", name=folder.name)):
                self._editor.open_project(folder, trusted)
                self._editor.go_back_to(*place)
        except DocumentError as error:
            error_dialog(self._window, tr("The project cannot be opened"), str(error)).ask()
            return False
        self._editor.warm()
        if offers:
            self.recovery.offer(folder)
        return True

    def _ask_others(self, folder: Path) -> bool:
        """Whether to open a project that another editor has open; a window that is driven does, and says so."""
        held = self._editor.lock.holder(folder)
        if held is not None and Question.answerer is not None:
            self._editor.log.add("info", "project", f"{held}.")
            return True
        return held is None or others_question(self._window, held).ask() == "open"

    def start(self, folder: Path) -> bool:
        """Start a project in an empty folder."""
        if not self.leave():
            return False
        try:
            with self._busy(tr("Making {name}…", name=folder.name)):
                self._editor.new_project(folder)
        except (OSError, DocumentError) as error:
            error_dialog(self._window, tr("The project cannot be made"), str(error)).ask()
            return False
        self._editor.warm()
        return True

    @contextmanager
    def _busy(self, doing: str) -> Iterator[None]:
        """Say what is done, by the pointer too, before it is done: on a busy machine it takes a while."""
        said: list[str] = []
        self._editor.said.connect(said.append)
        self._editor.status(doing)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        # At once: where a dialog stood that asked, it would stay to be seen until the project is open.
        self._window.repaint()
        try:
            yield
        finally:
            QGuiApplication.restoreOverrideCursor()
            self._editor.said.disconnect(said.append, missing_ok=True)
            if said[-1:] == [doing]:
                self._editor.status("")

    def leave(self) -> bool:
        """Ask about unsaved changes, those in the user's hands included; False when the user would rather stay."""
        take_typed()
        self._editor.gestures.finish()
        if not self._editor.is_dirty:
            return True
        undo = self._editor.undo
        count = undo.unsaved_count if undo.saved_index is not None else None
        answer = unsaved_question(self._window, self._editor.title, count).ask()
        if answer == "save":
            return self.saving.save()
        return answer == "discard"

    def _ask_trust(self, folder: Path) -> bool | None:
        settings = self._editor.settings
        if not needs_trust(folder, settings.files.trusted_folders):
            return True
        answer = trust_question(self._window, folder).ask()
        if answer == "trust":
            self._remember_trust(folder)
        return None if answer == "cancel" else answer == "trust"

    def trust(self) -> bool:
        """Tell what is off in the open project, and run its code when the user trusts it; False when it stays off."""
        editor = self._editor
        if editor.document is None or TrustDialog(self._window, editor.document, editor.title).ask() != "trust":
            return False
        if not editor.trust():
            text = "\n".join(finding.text for finding in editor.findings.items if finding.rule == "project-code")
            error_dialog(self._window, tr("The code does not load"), text).ask()
            return False
        self._remember_trust(editor.document.folder)
        self._ui.toast(tr("The code of {title} is on", title=editor.title), tr("Your changes and the history stayed."))
        return True

    def _remember_trust(self, folder: Path) -> None:
        settings = self._editor.settings
        place = str(folder.resolve())
        if place not in settings.files.trusted_folders:
            settings.set("files.trusted_folders", [*settings.files.trusted_folders, place])
