"""The captures page: a list, and the chosen one as flame, stages or ticks, to be saved, exported and gone into."""

from pathlib import Path as FilePath

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFileDialog, QMenu, QStackedLayout, QTabBar, QWidget

from editor.api import CaptureEntry
from editor.ui.api import (
    ElidedLabel,
    EmptyState,
    Table,
    Ui,
    column,
    explain,
    look,
    push_button,
    row,
    tool_button,
    tr,
    vertical_line,
)
from editor.ui.profiling.api import NS_PER_MS, StageTable, scale_of
from engine.physics.capture import Capture, CaptureError, summarize, time_text
from engine.physics.capture.file import SUFFIX
from engine.physics.profile import PhysicsStepProfile
from panels.physics_profiler.flame import FlameView
from panels.physics_profiler.model import BUDGET_MS, PhysicsProfilerModel
from panels.physics_profiler.ticks import TickTable
from panels.physics_profiler.words import series_of, tick_line

LIST_WIDTH, LIST_FROM = 224, 640
VIEWS = ("Flame", "Stages", "Ticks")
KINDS = {SUFFIX: "Capture", ".trace.json": "Chrome trace", ".csv": "CSV"}


class CaptureTable(Table):
    """Names, with the ticks and the median of each."""

    def __init__(self, model: PhysicsProfilerModel) -> None:
        self._cells = QStandardItemModel(0, 3)
        self._model = model
        super().__init__((0, 52, 72))
        self.setModel(self._cells)
        self.setAccessibleName(tr("Captures"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def refresh(self) -> None:
        """Take the list of the model."""
        entries, chosen = self._model.captures.entries, self._model.captures.chosen
        self.selectionModel().blockSignals(True)
        self._cells.setRowCount(0)
        self._cells.setHorizontalHeaderLabels([tr("Capture"), tr("Ticks"), "p50"])
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place in (1, 2):
            self._cells.horizontalHeaderItem(place).setTextAlignment(right)
        for entry in entries:
            # What is not read yet stays unread: a list of large files must not hold the window.
            capture = entry.capture
            glyph = "warning-fill" if entry.problem else "record" if not entry.is_saved else "file"
            name = QStandardItem(
                look.row_icon(glyph, "severity.warning" if entry.problem else "icon.primary"), entry.name
            )
            name.setToolTip(entry.problem or (str(entry.path) if entry.path else tr("Not saved yet")))
            times = summarize(capture.profiles)[-1] if capture is not None else None
            median = time_text(times.p50) if times is not None and times.p50 is not None else ""
            items = [name, QStandardItem(f"{len(capture):,}" if capture is not None else ""), QStandardItem(median)]
            for item in items[1:]:
                item.setTextAlignment(right)
            self._cells.appendRow(items)
        self.selectionModel().blockSignals(False)
        if chosen in entries:
            self.setCurrentIndex(self._cells.index(entries.index(chosen), 0))

    def _choose(self, now: object) -> None:
        place = self.currentIndex().row()
        entries = self._model.captures.entries
        if 0 <= place < len(entries) and entries[place] is not self._model.captures.chosen:
            self._model.captures.choose(entries[place])


class CapturesPage(QWidget):
    """A list on the left where there is room; the chosen capture beside it."""

    def __init__(self, model: PhysicsProfilerModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.list = CaptureTable(model)
        self.open = tool_button("folder", tr("Open a capture…"), size=22, glyph_size=14)
        self.open.clicked.connect(self._open)
        self.origin = ElidedLabel(role="caption")
        self.views = QTabBar()
        self.views.setAccessibleName(tr("How the capture is shown"))
        for name in VIEWS:
            self.views.addTab(tr(name))
        self.go = tool_button("crosshair-simple", tr("Put the run to the chosen tick"), size=22, glyph_size=14)
        self.slow = tool_button("caret-double-up", tr("Choose the slowest tick"), size=22, glyph_size=14)
        self.whole = tool_button("arrows-out", tr("Show the whole capture"), size=22, glyph_size=14)
        self.save = tool_button("floppy-disk", tr("Save to the project's target folder"), size=22, glyph_size=14)
        self.export = tool_button("export", tr("Export or save elsewhere"), size=22, glyph_size=14)
        self.delete = tool_button("trash", tr("Delete the capture"), size=22, glyph_size=14)
        for button, run in ((self.go, self._go), (self.slow, self._slowest), (self.save, self._save),
                            (self.export, self.offer_export), (self.delete, self._delete)):  # fmt: skip
            button.clicked.connect(lambda _checked=False, run=run: run())
        self.flame = FlameView()
        self.whole.clicked.connect(self.flame.show_all)
        self.stages = StageTable(series_of, tr("Physics stages"), is_full=True)
        self.ticks = TickTable()
        self.detail = ElidedLabel(role="caption")
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        for page in (self.flame, self.stages, self.ticks):
            self._pages.addWidget(page)
        self.problem = EmptyState("warning-fill", tr("This file is no capture"), "", colour="severity.warning")
        self.names = QComboBox()
        self.names.setAccessibleName(tr("Capture"))
        self.names.activated.connect(lambda place: model.captures.choose(self.names.itemData(place)))
        self.open_narrow = tool_button("folder", tr("Open a capture…"), size=22, glyph_size=14)
        self.open_narrow.clicked.connect(self._open)
        self._narrow = row((self.names, 1), self.open_narrow, margins=(8, 2, 4, 2))
        head = row(self.views, (self.origin, 1), self.slow, self.whole, self.go, self.save, self.export, self.delete,
                   margins=(0, 0, 4, 0), gap=2)  # fmt: skip
        foot = row((self.detail, 1), margins=(8, 2, 8, 2))
        whole = column(head, (pages, 1), foot)
        shown = QWidget()
        self._shown = QStackedLayout(shown)
        self._shown.addWidget(whole)
        self._shown.addWidget(self.problem)
        self.folder = ElidedLabel(role="caption", keeps_end=True)
        self._list_side = column(row((self.folder, 1), self.open, margins=(8, 1, 4, 1)), (self.list, 1))
        look.follow(self._list_side, lambda side: side.setFixedWidth(look.px(LIST_WIDTH)))
        lists = row(self._list_side, vertical_line(), (column(self._narrow, (shown, 1)), 1), gap=0)
        self.empty = EmptyState(
            "record",
            tr("No capture yet"),
            tr("Play and press Capture: the next seconds are kept here, to be looked into and compared."),
        )
        self.open_first = push_button(tr("Open a capture…"))
        self.open_first.clicked.connect(self._open)
        self.empty.layout().insertWidget(4, self.open_first, 0, Qt.AlignmentFlag.AlignHCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(lists)
        self._stack.addWidget(self.empty)
        self.views.currentChanged.connect(self._pages.setCurrentIndex)
        self.flame.picked.connect(lambda index: self._chose(self._profile(index).tick))
        self.flame.entered.connect(lambda index: self._go(self._profile(index).tick))
        self.ticks.picked.connect(self._chose)
        self.ticks.entered.connect(self._go)
        self._chosen_tick: int | None = None
        look.follow(self.stages, StageTable.redress)

    def refresh(self) -> None:
        """Show the list and the chosen capture."""
        captures = self._model.captures
        if captures.chosen is None and captures.entries:
            captures.chosen = captures.entries[0]
        entry = captures.chosen
        self._stack.setCurrentIndex(0 if captures.entries else 1)
        capture = entry.get() if entry is not None else None
        self.list.refresh()
        self.names.clear()
        for known in captures.entries:
            self.names.addItem(known.name, known)
        self.names.setCurrentIndex(captures.entries.index(entry) if entry in captures.entries else -1)
        self.folder.set_whole(str(captures.folder or ""))
        if entry is None:
            return
        self._shown.setCurrentIndex(0 if capture is not None else 1)
        if capture is None:
            self.problem.say(tr("{name} can't be shown", name=entry.name), entry.problem)
            return
        if self.flame.layout_of is None or self.flame.layout_of.capture is not capture:
            self._chosen_tick = None
            self.detail.set_whole(
                tr("Wheel or plus and minus zoom, drag or arrows move; click a tick for its numbers.")
            )
        self.flame.show_capture(capture)
        self.ticks.rows.show_capture(capture)
        rows = summarize(capture.profiles)
        self.stages.show_rows(rows, *scale_of(rows[-1].p50 or 0.0), BUDGET_MS * NS_PER_MS)
        origin = capture.origin
        ticks = tr("ticks {first} to {last}", first=f"{capture.first_tick:,}", last=f"{capture.last_tick:,}")
        self.origin.set_whole(f"{origin.project}, {origin.scene}, seed {origin.seed}, {ticks}, {origin.threads_text}, "
                              f"{origin.machine}, {origin.taken}")  # fmt: skip
        saved = tr("It is saved as {path}.", path=entry.path) if entry.path is not None else ""
        explain(self.save, tr("Save to the project's target folder"), saved)
        self._show_go()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list becomes a box of names where there is little room."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= look.px(LIST_FROM)
        self._list_side.setVisible(is_wide)
        self._narrow.setVisible(not is_wide)
        self.origin.setVisible(is_wide)

    def offer_export(self) -> QMenu:
        """Open the menu of formats."""
        menu = QMenu(self)
        menu.addAction(tr("Save as…"), lambda: self._write(SUFFIX))
        menu.addAction(tr("As Chrome trace for Perfetto…"), lambda: self._write(".trace.json"))
        menu.addAction(tr("As CSV…"), lambda: self._write(".csv"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.export.mapToGlobal(QPoint(0, self.export.height())))
        return menu

    # ---- inside ----
    @property
    def _entry(self) -> CaptureEntry[Capture]:
        entry = self._model.captures.chosen
        assert entry is not None
        return entry

    def _profile(self, index: int) -> PhysicsStepProfile:
        assert self.flame.layout_of is not None
        return self.flame.layout_of.capture.profiles[index]

    def _chose(self, tick: int) -> None:
        capture = self._entry.get()
        if capture is None or tick == self._chosen_tick:
            return
        self._chosen_tick = tick
        index = tick - capture.first_tick
        self.detail.set_whole(tick_line(capture.profiles[index]))
        if self.flame.chosen != index:
            self.flame.choose(index)
        line = self.ticks.rows.line_of(tick)
        if line is not None and self.ticks.currentIndex().row() != line:
            self.ticks.setCurrentIndex(self.ticks.rows.index(line, 0))
        self._show_go()

    def _show_go(self) -> None:
        capture, tick = self._entry.get(), self._chosen_tick
        why = tr("Choose a tick first.") if tick is None else self._model.why_not_go(tick, capture)
        explain(self.go, tr("Put the run to the chosen tick"), why)

    def _slowest(self) -> None:
        if self.flame.layout_of is not None:
            self.flame.choose(self.flame.layout_of.slowest())

    def _go(self, tick: int | None = None) -> None:
        wanted = self._chosen_tick if tick is None else tick
        if wanted is None:
            return
        refused = self._model.go_to(wanted, self._entry.get())
        if refused:
            self._ui.editor.status(refused)

    def _open(self) -> None:
        kinds = tr("Captures") + f" (*{SUFFIX});;JSON (*.json)"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Open a capture"), self._at_hand(), kinds)
        if chosen:
            self.open_file(FilePath(chosen))

    def open_file(self, path: FilePath) -> None:
        """Open a file, or say why it is none."""
        try:
            self._model.captures.open(path)
        except CaptureError as error:
            self._ui.toast(tr("Not opened"), str(error), "error")

    def _save(self) -> None:
        try:
            path = self._model.captures.save(self._entry)
        except OSError as error:
            self._ui.toast(tr("Not saved"), str(error), "error")
            return
        self._ui.toast(tr("Saved"), str(path))

    def _write(self, suffix: str) -> None:
        title = tr("Save the capture") if suffix == SUFFIX else tr("Export the capture")
        name = str(FilePath(self._at_hand()) / f"{self._entry.name}{suffix}")
        dialog = QFileDialog(self, title, self._at_hand(), f"{tr(KINDS[suffix])} (*{suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(name)
        if dialog.exec():
            self.write_file(FilePath(dialog.selectedFiles()[0]), suffix)
        dialog.deleteLater()

    def _at_hand(self) -> str:
        """The folder that a dialog opens in: that of the captures, or what there is of it until one is saved."""
        folder = self._model.captures.folder
        while folder is not None and not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        return str(folder or "")

    def write_file(self, path: FilePath, suffix: str) -> None:
        """Write the chosen capture to a file in the format that a suffix stands for, or say why that can't be."""
        captures, is_export = self._model.captures, suffix != SUFFIX
        try:
            written = captures.export(self._entry, path, suffix) if is_export else captures.save(self._entry, path)
        except OSError as error:
            self._ui.toast(tr("Nothing was written"), str(error), "error")
            return
        self._ui.toast(tr("Exported") if is_export else tr("Saved"), written.name)

    def _delete(self) -> None:
        entry = self._entry
        try:
            self._model.captures.delete(entry)
        except OSError as error:
            self._ui.toast(tr("Not deleted"), str(error), "error")
            return
        if entry.capture is not None:
            back = lambda: self._model.captures.add(entry.capture)  # noqa: E731
            self._ui.toast(tr("Deleted {name}", name=entry.name), "", "ok", tr("Keep it"), back)
