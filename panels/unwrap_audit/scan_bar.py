"""The folder that is looked at, the scan of it with its progress, and reports to be written."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QProgressBar, QWidget

from editor.ui.api import (
    SEPARATOR,
    Entry,
    Ui,
    explain,
    fixed_width,
    label,
    look,
    menu_below,
    row,
    tool_button,
    tr,
)
from panels.unwrap_audit.model import AuditModel
from panels.unwrap_audit.reports import NAME, REPORTS

BAR_WIDTH, WORDS_FROM, LONGEST_NAME = 72, 640, 24


class ScanBar(QWidget):
    """Stands at the right of the tabs; words give way to glyphs where it is narrow."""

    def __init__(self, model: AuditModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self._with_words = True
        self.folder = tool_button("folder", tr("Choose a folder"), text=" ", size=22, glyph_size=14)
        self.folder.clicked.connect(lambda _checked=False: self.offer_folders())
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the scan"))
        fixed_width(self.bar, BAR_WIDTH)
        self.count = label("", "caption")
        self.run = tool_button("magnifying-glass", tr("Scan the folder"), text=tr("Scan"), size=22, glyph_size=14)
        self.run.clicked.connect(lambda _checked=False: self.press())
        self.export = tool_button("export", tr("Write a report"), size=22, glyph_size=14)
        self.export.clicked.connect(lambda _checked=False: self.offer_reports())
        self._row = row(self.bar, self.count, self.folder, self.run, self.export, gap=2)
        self._row.setParent(self)
        model.exported.connect(self._tell)
        self.destroyed.connect(lambda _=None, slot=self._tell: model.exported.disconnect(slot, missing_ok=True))
        look.follow(self, ScanBar.refresh)

    def set_words(self, *, with_words: bool) -> None:
        """Show words beside glyphs, or leave them out."""
        if with_words != self._with_words:
            self._with_words = with_words
            self.refresh()

    def press(self) -> None:
        """Begin a scan, or give the one up that goes on."""
        if self._model.is_scanning:
            self._model.stop()
        elif self._model.folder is None:
            self.ask_folder()
        else:
            self._model.scan()

    def refresh(self) -> None:
        """Show the folder and how far its scan is."""
        model = self._model
        fraction, text = model.progress
        is_on = model.is_scanning
        for part in (self.bar, self.count):
            part.setVisible(is_on)
        self.bar.setRange(0, 0 if fraction is None else 1000)
        if fraction is not None:
            self.bar.setValue(round(fraction * 1000))
        self.count.setText(text)
        name = model.folder.name if model.folder is not None else tr("No folder")
        short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
        self.folder.set_text(short if self._with_words else "")
        told = (
            tr("Folder: {folder}", folder=model.folder) if model.folder is not None else tr("Choose a folder to scan")
        )
        self.folder.set_tip(told)
        words = tr("Stop") if is_on else tr("Scan again") if model.is_known else tr("Scan")
        self.run.set_glyph("stop-fill" if is_on else "magnifying-glass")
        self.run.set_text(words if self._with_words else "")
        tip = tr("Give the scan up; what was found before stays") if is_on else tr("Look for places that can fail")
        explain(self.run, tip, "" if is_on or model.folder is not None else tr("Choose a folder first."))
        self.run.setAccessibleName(words)
        explain(self.export, tr("Write a report"), "" if model.is_known else tr("Scan the folder first."))
        self._row.adjustSize()
        self.setFixedSize(self._row.sizeHint())
        self._row.resize(self.size())

    def offer_folders(self) -> QMenu:
        """Open the menu of folders to look at."""
        model = self._model
        lines: list[Entry] = [
            (
                title,
                lambda folder=folder: model.choose_folder(folder),
                "" if folder != model.folder else tr("It is shown."),
            )
            for title, folder in model.folders()
        ]
        return menu_below(self.folder, [*lines, SEPARATOR, (tr("Another folder…"), self.ask_folder, "")])

    def offer_reports(self) -> QMenu:
        """Open the menu of kinds of reports."""
        return menu_below(
            self.export,
            [(tr("As {kind}…", kind=kind), partial(self._ask_file, suffix), "") for suffix, kind in REPORTS.items()],
        )

    def _ask_file(self, suffix: str) -> None:
        folder, kind = self._model.folder or Path.home(), f"{REPORTS[suffix]} (*{suffix})"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Write a report"), str(folder / f"{NAME}{suffix}"), kind)
        if chosen:
            self._model.export(Path(chosen) if chosen.endswith(suffix) else Path(f"{chosen}{suffix}"))

    def _tell(self, path: Path, problem: str) -> None:
        if problem:
            self._ui.toast(tr("Nothing was written"), problem, "error")
        else:
            self._ui.toast(tr("Report written"), str(path))

    def ask_folder(self) -> None:
        """Ask for a folder, and scan it."""
        start = str(self._model.folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder to scan"), start)
        if chosen:
            self._model.choose_folder(Path(chosen))
            self._model.scan()
