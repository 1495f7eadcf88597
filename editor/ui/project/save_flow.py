"""Saving here and elsewhere, and what can be done when it does not work."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from editor.core.editor import Editor
from editor.core.outside.changes import SaveHeldError
from editor.core.project.copying import CopyRefusedError
from editor.core.project.samples import is_read_only_sample
from editor.tr import tr
from editor.ui.dialogs.folder import ask_folder
from editor.ui.dialogs.question import Answer, Question, error_dialog
from editor.ui.services import Ui
from engine.document import DocumentError


class SaveFlow:
    """Saves, and says what went wrong in the reader's words with the ways out as buttons."""

    def __init__(self, window: QWidget, editor: Editor, ui: Ui) -> None:
        self._window, self._editor, self._ui = window, editor, ui

    def save(self, *, overwrite: bool = False) -> bool:
        """Save; when that fails, say which file and why, with nothing lost, and offer another folder."""
        document = self._editor.document
        if document is not None and self._editor.is_dirty and is_read_only_sample(document.folder):
            return self._refuse_sample()
        try:
            self._editor.save(overwrite=overwrite)
        except SaveHeldError as held:
            return self._held(held)
        except (OSError, DocumentError) as error:
            return self._failed(error, overwrite=overwrite)
        return True

    def _held(self, held: SaveHeldError) -> bool:
        answer = answer_held(self._window, held)
        if answer == "over":
            return self.save(overwrite=True)
        if answer == "resolve":
            self._ui.show_panel("conflicts")
        elif answer in ("merge", "stop"):
            if answer == "stop":
                self._editor.play.stop()
            self._editor.outside.take_in()
            return self.save()
        return False

    def save_as(self) -> bool:
        """Write the whole project to another folder and go on there; False when it was not written."""
        target = self._elsewhere(tr("Save the project as"), tr("Save here"), self._editor.save_as)
        if target is None:
            return False
        self._editor.warm()
        self._ui.toast(tr("Saved {title} in another folder", title=self._editor.title), str(target))
        return True

    def save_copy(self) -> bool:
        """Write the whole project to another folder and stay here; False when it was not written."""
        target = self._elsewhere(tr("Save a copy of the project"), tr("Save the copy"), self._editor.save_copy)
        if target is None:
            return False
        self._ui.toast(tr("Saved a copy of {title}", title=self._editor.title), str(target))
        return True

    def _elsewhere(self, title: str, accept: str, write: Callable[[Path], Path]) -> Path | None:
        """Ask for folders until one does, and write there."""
        document = self._editor.document
        if document is None:
            return None
        name, start = document.folder.name, document.folder.parent
        while True:
            folder = ask_folder(self._window, title, accept, tr("{name} copy", name=name), start)
            if folder is None:
                return None
            try:
                return write(folder)
            except CopyRefusedError as error:
                text = str(error)
            except OSError as error:
                text = tr("{what} Nothing was left in {folder}.", what=whole(error), folder=folder)
            again = [Answer("again", tr("Choose another folder…"), "primary")]
            if error_dialog(self._window, tr("Not saved there"), text, remedies=again).ask() != "again":
                return None
            start = folder.parent if folder.parent.is_dir() else start

    def _failed(self, error: Exception, *, overwrite: bool) -> bool:
        if isinstance(error, DocumentError) and error.expected:
            # It says already what can be done about it.
            text = tr("{what} Your changes are still here.", what=whole(error))
        else:
            text = tr(
                "{what} Your changes are still here; free the file or the disk and save again, or save the project in "
                "another folder.",
                what=whole(error),
            )
        answers = [Answer("again", tr("Save again")), Answer("save_as", tr("Save as…"), "primary")]
        answer = error_dialog(self._window, tr("Saving failed"), text, remedies=answers).ask()
        if answer == "again":
            return self.save(overwrite=overwrite)
        return answer == "save_as" and self.save_as()

    def _refuse_sample(self) -> bool:
        text = tr(
            "{title} is a sample that ships with the program, and it stays as it is: nothing was written. Your changes "
            "are still here; make a copy of your own, and they are saved in it.",
            title=self._editor.title,
        )
        answers = [Answer("save_as", tr("Make your own copy…"), "primary")]
        answer = error_dialog(self._window, tr("The sample was not changed"), text, remedies=answers).ask()
        return answer == "save_as" and self.save_as()


def whole(error: Exception) -> str:
    """What went wrong as a sentence: a document's error says it already, the system's names a file and a reason."""
    if isinstance(error, OSError):
        place = error.filename or tr("The file")
        error = Exception(f"{place} could not be written: {error.strerror or error}")
    return f"{str(error).rstrip('.')}."


def answer_held(window: QWidget, held: SaveHeldError) -> str:
    """Ask what to do about a save that would bury others' changes: "cancel", "over", "resolve", "merge" or "stop"."""
    text = tr("{what}. Your changes are still here.", what=str(held).rstrip("."))
    answers = [Answer("cancel", tr("Cancel")), Answer("over", tr("Save mine over it"))]
    ways = {"resolve": tr("Resolve"), "merge": tr("Merge both"), "stop": tr("Stop and merge both")}
    if held.way:
        answers.append(Answer(held.way, ways[held.way], "primary"))
    title = {
        "resolve": tr("Not saved: conflicts are open"),
        "merge": tr("Not saved: changed on disk"),
        "stop": tr("Not saved: changed on disk"),
        "": tr("Not saved: broken on disk"),
    }[held.way]
    # Writing over what others wrote is never what Enter gives.
    default = held.way or "cancel"
    return Question(window, title, text, answers, glyph="git-merge", colour="severity.warning", default=default).ask()
