"""The captures page: a list, and the chosen one as flame, stages or ticks, to be saved, exported and gone into."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QMenu, QStackedLayout, QTabBar, QWidget

from editor.api import CaptureEntry
from editor.ui.api import (
    ElidedLabel,
    EmptyState,
    Ui,
    column,
    explain,
    look,
    push_button,
    row,
    side_line,
    tool_button,
    tr,
)
from editor.ui.profiling.api import NS_PER_MS, CaptureFiles, CaptureTable, StageTable, scale_of
from engine.physics.capture import Capture, summarize, time_text
from engine.physics.profile import PhysicsStepProfile
from panels.physics_profiler.flame import PhysicsFlame
from panels.physics_profiler.model import BUDGET_MS, PhysicsProfilerModel
from panels.physics_profiler.ticks import TickTable
from panels.physics_profiler.words import series_of, tick_line

LIST_WIDTH, LIST_FROM = 224, 640
VIEWS = ("Flame", "Stages", "Ticks")
KINDS = {".trace.json": ("As Chrome trace for Perfetto…", "Chrome trace"), ".csv": ("As CSV…", "CSV")}


class CapturesPage(QWidget):
    """A list on the left where there is room; the chosen capture beside it."""

    def __init__(self, model: PhysicsProfilerModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.list = CaptureTable(model.captures, (tr("Ticks"), "p50"), _told)
        self.files = CaptureFiles(self, model.captures, ui, KINDS)
        self.open_file, self.write_file = self.files.open_file, self.files.write_file
        self.open = tool_button("folder", tr("Open a capture…"), size=22, glyph_size=14)
        self.open.clicked.connect(self.files.open)
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
        for button, run in ((self.go, self._go), (self.slow, self._slowest), (self.save, self.files.save),
                            (self.export, self.offer_export), (self.delete, self.files.delete)):  # fmt: skip
            button.clicked.connect(lambda _checked=False, run=run: run())
        self.flame = PhysicsFlame()
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
        self.open_narrow.clicked.connect(self.files.open)
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
        lists = row(self._list_side, side_line(), (column(self._narrow, (shown, 1)), 1), gap=0)
        self.empty = EmptyState(
            "record",
            tr("No capture yet"),
            tr("Play and press Capture: the next seconds are kept here, to be looked into and compared."),
        )
        self.open_first = push_button(tr("Open a capture…"))
        self.open_first.clicked.connect(self.files.open)
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
        return self.files.offer_export(self.export)

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


def _told(capture: Capture) -> tuple[str, str]:
    """Ticks and median of a capture."""
    median = summarize(capture.profiles)[-1].p50
    return f"{len(capture):,}", "" if median is None else time_text(median)
