"""Opening, starting, saving and leaving projects, with the questions that have to be asked on the way."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from editor.core.editor import Editor
from editor.core.outside import SaveHeldError
from editor.core.project import needs_trust
from editor.ui.dialogs import error_dialog, trust_question, unsaved_question
from editor.ui.outside_flow import answer_held
from editor.ui.services import Ui
from editor.ui.tr import tr
from engine.document import DocumentError


class ProjectFlow:
    """Asks before anything is lost, and says what went wrong in the reader's words."""

    def __init__(self, window: QWidget, editor: Editor, ui: Ui) -> None:
        self._window, self._editor, self._ui = window, editor, ui

    def open(self, folder: Path, *, trusted: bool | None = None) -> bool:
        """Open a project; `trusted` None asks when its code is unknown. False when it stays as it was."""
        if not self.leave():
            return False
        trusted = self._ask_trust(folder) if trusted is None else trusted
        if trusted is None:
            return False
        try:
            self._editor.open_project(folder, trusted)
        except DocumentError as error:
            error_dialog(self._window, tr("The project cannot be opened"), str(error)).ask()
            return False
        self._editor.warm()
        return True

    def start(self, folder: Path) -> bool:
        """Start a project in an empty folder."""
        if not self.leave():
            return False
        try:
            self._editor.new_project(folder)
        except (OSError, DocumentError) as error:
            error_dialog(self._window, tr("The project cannot be made"), str(error)).ask()
            return False
        self._editor.warm()
        return True

    def save(self, *, overwrite: bool = False) -> bool:
        """Save; when that fails, say which file and why, with nothing lost."""
        try:
            self._editor.save(overwrite=overwrite)
        except SaveHeldError as held:
            return self._save_held(held)
        except (OSError, DocumentError) as error:
            text = tr(
                "{what} Your changes are still here; free the file or the disk and save again.", what=_whole(error)
            )
            error_dialog(self._window, tr("Saving failed"), text, error).ask()
            return False
        return True

    def _save_held(self, held: SaveHeldError) -> bool:
        answer = answer_held(self._window, held)
        if answer == "over":
            return self.save(overwrite=True)
        if answer == "resolve" and held.has_conflicts:
            self._ui.show_panel("conflicts")
        elif answer == "resolve":
            self._editor.outside.take_in()
            return self.save()
        return False

    def leave(self) -> bool:
        """Ask about unsaved changes; False when the user would rather stay."""
        if not self._editor.is_dirty:
            return True
        answer = unsaved_question(self._window, self._editor.title, self._editor.undo.unsaved_count).ask()
        if answer == "save":
            return self.save()
        return answer == "discard"

    def _ask_trust(self, folder: Path) -> bool | None:
        settings = self._editor.settings
        if not needs_trust(folder, settings.files.trusted_folders):
            return True
        answer = trust_question(self._window, str(folder)).ask()
        if answer == "trust":
            settings.set("files.trusted_folders", [*settings.files.trusted_folders, str(folder.resolve())])
        return None if answer == "cancel" else answer == "trust"


def _whole(error: Exception) -> str:
    """What went wrong as a sentence: a document's error says it already, the system's names a file and a reason."""
    if isinstance(error, OSError):
        error = Exception(f"{error.filename} could not be written: {error.strerror or error}")
    return f"{str(error).rstrip('.')}."
