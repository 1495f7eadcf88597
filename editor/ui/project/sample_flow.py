"""Opening a sample: as a copy of one's own, or as it is; asked once for each."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from editor.core.editor import Editor
from editor.core.project.copying import CopyRefusedError, copy_folder
from editor.core.project.opening import needs_trust
from editor.core.project.samples import SampleChoices
from editor.tr import tr
from editor.ui.dialogs.folder import ask_folder
from editor.ui.dialogs.question import Answer, Question, error_dialog
from editor.ui.project.save_flow import whole
from editor.ui.services import Ui
from editor.ui.start.samples import Sample


class SampleFlow:
    """Stands between a sample's card and its project; `open_folder` opens one."""

    def __init__(self, window: QWidget, editor: Editor, ui: Ui, open_folder: Callable[[Path], bool]) -> None:
        self._window, self._editor, self._ui, self._open = window, editor, ui, open_folder

    def open(self, sample: Sample) -> bool:
        """Open what the user wants to work on; False when it stays as it was."""
        choices, name = SampleChoices(), sample.folder.name
        if choices.is_wanted_as_it_is(name):
            return self._open(sample.folder)
        own = choices.copy_of(name)
        if own is not None:
            return self._open_own(sample, own)
        answer = sample_question(self._window, sample.title).ask()
        if answer == "as_it_is":
            choices.open_as_it_is(name)
            return self._open(sample.folder)
        return answer == "copy" and self._copy(sample, choices)

    def _open_own(self, sample: Sample, own: Path) -> bool:
        if not self._open(own):
            return False
        self._ui.toast(
            tr("This is your copy of {title}", title=sample.title),
            str(own),
            "info",
            tr("Open the sample itself"),
            lambda: self._open(sample.folder),
        )
        return True

    def _copy(self, sample: Sample, choices: SampleChoices) -> bool:
        start = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
        start = start if start.is_dir() else Path.home()
        title = tr("Where shall your copy of {title} lie?", title=sample.title)
        folder = ask_folder(self._window, title, tr("Make the copy"), sample.title, start)
        if folder is None:
            return False
        try:
            copy = copy_folder(sample.folder, folder)
        except (CopyRefusedError, OSError) as error:
            text = whole(error) if isinstance(error, OSError) else str(error)
            error_dialog(self._window, tr("The copy was not made"), text).ask()
            return False
        files = self._editor.settings.files
        if needs_trust(copy, files.trusted_folders):
            # The sample's code ships with the program and is trusted; a copy of it is the same code.
            self._editor.settings.set("files.trusted_folders", [*files.trusted_folders, str(copy)])
        choices.open_copy(sample.folder.name, copy)
        return self._open(copy)


def sample_question(parent: QWidget | None, title: str) -> Question:
    """How to open a sample: "cancel", "as_it_is" or "copy"."""
    return Question(
        parent,
        tr("Work on a copy of {title}?", title=title),
        tr(
            "{title} is the shipped sample. In a copy of your own you can change and save everything, and the sample "
            "stays as it is to compare with. The answer is remembered for this sample.",
            title=title,
        ),
        [
            Answer("cancel", tr("Cancel")),
            Answer("as_it_is", tr("Open the sample as it is")),
            Answer("copy", tr("Make your own copy…"), "primary"),
        ],
        glyph="copy-simple",
        colour="icon.primary",
    )
