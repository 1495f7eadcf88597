"""Opens, saves, exports and deletes captures, with the dialogs and the words for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from editor.core.profiling.captures import CaptureEntry, CaptureList
from editor.tr import tr
from editor.ui.kit.popup import menu_below
from editor.ui.services import Ui
from engine.telemetry.capture_error import CaptureError


@dataclass(frozen=True)
class CaptureWords:
    """What captures are called in the dialogs: one of them, many, and the titles of what is done with them."""

    one: str = "Capture"
    many: str = "Captures"
    opening: str = "Open a capture"
    saving: str = "Save the capture"
    exporting: str = "Export the capture"


class CaptureFiles:
    """What can be done with the chosen capture of a list, and with files. `over` is the widget that dialogs belong to.

    `exports` are the other formats by the ending of their files: the line of the menu, and the kind of file.
    """

    def __init__(
        self,
        over: QWidget,
        captures: CaptureList[Any],
        ui: Ui,
        exports: Mapping[str, tuple[str, str]],
        words: CaptureWords = CaptureWords(),
    ) -> None:
        self._over, self._captures, self._ui, self._exports, self._words = over, captures, ui, exports, words

    def open(self) -> None:
        """Ask for a file and open it."""
        kinds = tr(self._words.many) + f" (*{self._captures.kind.suffix});;JSON (*.json)"
        chosen, _ = QFileDialog.getOpenFileName(self._over, tr(self._words.opening), self._at_hand(), kinds)
        if chosen:
            self.open_file(FilePath(chosen))

    def open_file(self, path: FilePath) -> None:
        """Open a file, or say why it is none."""
        try:
            self._captures.open(path)
        except CaptureError as error:
            self._ui.toast(tr("Not opened"), str(error), "error")

    def save(self) -> None:
        """Save the chosen capture to the project's target folder."""
        try:
            path = self._captures.save(self._entry)
        except OSError as error:
            self._ui.toast(tr("Not saved"), str(error), "error")
            return
        self._ui.toast(tr("Saved"), str(path))

    def offer_export(self, below: QWidget) -> QMenu:
        """Open the menu of formats below a button."""
        lines = {self._captures.kind.suffix: "Save as…"} | {key: line for key, (line, _kind) in self._exports.items()}
        return menu_below(below, [(tr(line), partial(self._write, suffix), "") for suffix, line in lines.items()])

    def write_file(self, path: FilePath, suffix: str) -> None:
        """Write the chosen capture to a file in the format that a suffix stands for, or say why that can't be."""
        captures, is_export = self._captures, suffix != self._captures.kind.suffix
        try:
            written = captures.export(self._entry, path, suffix) if is_export else captures.save(self._entry, path)
        except OSError as error:
            self._ui.toast(tr("Nothing was written"), str(error), "error")
            return
        self._ui.toast(tr("Exported") if is_export else tr("Saved"), written.name)

    def delete(self) -> None:
        """Delete the chosen capture; as long as the toast stands, it can be kept after all."""
        entry = self._entry
        try:
            self._captures.delete(entry)
        except OSError as error:
            self._ui.toast(tr("Not deleted"), str(error), "error")
            return
        if entry.capture is not None:
            back = lambda: self._captures.add(entry.capture)  # noqa: E731
            self._ui.toast(tr("Deleted {name}", name=entry.name), "", "ok", tr("Keep it"), back)

    @property
    def _entry(self) -> CaptureEntry[Any]:
        entry = self._captures.chosen
        assert entry is not None
        return entry

    def _write(self, suffix: str) -> None:
        is_export = suffix != self._captures.kind.suffix
        title = tr(self._words.exporting if is_export else self._words.saving)
        kind = self._exports[suffix][1] if is_export else self._words.one
        name = str(FilePath(self._at_hand()) / f"{self._entry.name}{suffix}")
        dialog = QFileDialog(self._over, title, self._at_hand(), f"{tr(kind)} (*{suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(name)
        if dialog.exec():
            self.write_file(FilePath(dialog.selectedFiles()[0]), suffix)
        dialog.deleteLater()

    def _at_hand(self) -> str:
        """The folder that a dialog opens in: that of the captures, or what there is of it until one is saved."""
        folder = self._captures.folder
        while folder is not None and not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        return str(folder or "")
