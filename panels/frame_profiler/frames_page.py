"""The page of frames: captures at the left, the graph above the flame, and the table of zones at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from editor.ui.api import (
    ElidedLabel,
    EmptyState,
    Ui,
    column,
    explain,
    icon_label,
    label,
    look,
    push_button,
    row,
    side_line,
    tool_button,
    tr,
)
from editor.ui.profiling.api import NS_PER_MS, StageTable, budget_line, scale_of
from engine.telemetry.frames.rows import BUDGET_MS, over, series_of, zone_rows
from panels.frame_profiler.flame import FrameFlame
from panels.frame_profiler.frame_table import FrameTable
from panels.frame_profiler.graph import FrameGraph
from panels.frame_profiler.list_side import ListSide
from panels.frame_profiler.model import FrameProfilerModel

NUMBERS_EVERY = 3
LIST_FROM, TABLE_FROM, TABLE_WIDTH = 860, 560, 400
WIDTHS = (0, 58, 58, 72, 72, 72, 54)
FLAME_FROM, WHY_FROM, BUDGET_FROM = 190, 120, 520


class FramesPage(QWidget):
    """Live or a capture; where there is little room the list becomes a box of names, then the table goes."""

    def __init__(self, model: FrameProfilerModel, ui: Ui) -> None:
        super().__init__()
        self._model = model
        self._beats = 0
        self.side = ListSide(model, ui, self)
        self.subject = ElidedLabel(role="caption")
        self.dash = label()
        look.follow(self.dash, lambda place: place.setPixmap(budget_line()))
        self.budget = label(tr("budget {ms:.1f} ms", ms=BUDGET_MS), "caption")
        self.over_glyph = icon_label("warning-fill", "severity.warning", 14)
        self.over = label("", "caption")
        self.freeze = tool_button(
            "pause", tr("Freeze the newest frames"), size=22, glyph_size=14, checkable=True, quiet=True
        )
        self.freeze.clicked.connect(model.freeze)
        self.slow = tool_button("caret-double-up", tr("Look into the slowest frame"), size=22, glyph_size=14)
        self.whole = tool_button("arrows-out", tr("Show all frames"), size=22, glyph_size=14)
        self.save = tool_button("floppy-disk", tr("Save to the project's target folder"), size=22, glyph_size=14)
        self.export = tool_button("export", tr("Export or save elsewhere"), size=22, glyph_size=14)
        self.delete = tool_button("trash", tr("Delete the capture"), size=22, glyph_size=14)
        self.graph, self.flame = FrameGraph(model), FrameFlame()
        self.zones = StageTable(series_of, tr("Zones of the frames"), title=tr("Zone"), widths=WIDTHS)
        look.follow(self.zones, StageTable.redress)
        self.frame_zones = FrameTable()
        self.why = label("", "secondary", wrap=True)
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = (self.slow, self.whole, self.freeze, self.save, self.export, self.delete)
        self._bar = row((self.subject, 1), self.dash, self.budget, 4, self.over_glyph, self.over, 4, *buttons,
                        margins=(8, 0, 4, 0), gap=2)  # fmt: skip
        tables = QWidget()
        self._tables = QStackedLayout(tables)
        for table in (self.zones, self.frame_zones):
            self._tables.addWidget(table)
        self._table_side = tables
        look.follow(tables, lambda place: place.setFixedWidth(look.px(TABLE_WIDTH)))
        self._why_row = row((self.why, 1), margins=(8, 2, 8, 4))
        plots = column((self.graph, 3), (self.flame, 4), self._why_row)
        measured = column(self._bar, (row((plots, 1), tables, gap=0), 1))
        self.empty = EmptyState(
            "gauge",
            tr("No frame measured yet"),
            tr("Move the pointer over the picture, drag something, or play: each frame of the window becomes a bar."),
        )
        self.open_first = push_button(tr("Open a capture…"))
        self.open_first.clicked.connect(self.side.files.open)
        self.empty.layout().insertWidget(4, self.open_first, 0, Qt.AlignmentFlag.AlignHCenter)
        self.problem = EmptyState("warning-fill", tr("This file is no capture"), "", colour="severity.warning")
        shown = QWidget()
        self.stack = QStackedLayout(shown)
        for page in (measured, self.empty, self.problem):
            self.stack.addWidget(page)
        self._line = side_line()
        box = QStackedLayout(self)
        box.addWidget(row(self.side.wide, self._line, (column(self.side.narrow, (shown, 1)), 1), gap=0))
        self._connect()

    def _connect(self) -> None:
        files = self.side.files
        for button, run in ((self.slow, self._model.choose_slowest), (self.whole, self._show_all),
                            (self.save, files.save), (self.delete, files.delete),
                            (self.export, lambda: files.offer_export(self.export))):  # fmt: skip
            button.clicked.connect(lambda _checked=False, run=run: run())
        self.flame.picked.connect(lambda index: self._model.choose(self._model.frames[index].number))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every part the place that this size allows."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """The list needs room first, then the table; a low panel keeps the graph alone."""
        width, height = self.width() / look.scale, self.height() / look.scale
        for part in (self.side.wide, self._line):
            part.setVisible(width >= LIST_FROM)
        self.side.narrow.setVisible(width < LIST_FROM)
        self._table_side.setVisible(width >= TABLE_FROM)
        for part in (self.dash, self.budget):
            part.setVisible(width >= BUDGET_FROM)
        self.flame.setVisible(height >= FLAME_FROM and not self._model.moves)
        self._why_row.setVisible(height >= WHY_FROM and bool(self.why.text()))

    def refresh(self) -> None:
        """Show everything anew."""
        self._beats = 0
        self.side.refresh()
        self.freeze.setVisible(self._model.is_live)
        self.freeze.setChecked(self._model.is_frozen)
        for button in (self.save, self.export, self.delete):
            button.setVisible(not self._model.is_live)
        entry = self._model.captures.chosen
        if entry is not None and not self._model.is_live:
            saved = tr("It is saved as {path}.", path=entry.path) if entry.path is not None else ""
            nowhere = "" if self._model.captures.folder else tr("Open a project first.")
            explain(self.save, tr("Save to the project's target folder"), saved or nowhere)
        self._show_frame()
        self.follow()

    def follow(self) -> None:
        """The same while frames come: the bars each time, the numbers every third, or nobody could read them."""
        frames, entry = self._model.frames, self._model.captures.chosen
        if not self._model.is_live and entry is not None and entry.problem:
            self.problem.say(tr("{name} can't be shown", name=entry.name), entry.problem)
            self.stack.setCurrentIndex(2)
            return
        self.stack.setCurrentIndex(0 if frames else 1)
        if not frames:
            return
        if self._beats == 0:
            self._show_numbers()
        self._beats = (self._beats + 1) % NUMBERS_EVERY
        self.graph.show_frames(frames)

    def _show_numbers(self) -> None:
        frames, capture = self._model.frames, self._model.capture
        rows = zone_rows(frames)
        self.zones.show_rows(rows, *scale_of(rows[-1].p50 or 0.0, rows[-1].p95 or 0.0), BUDGET_MS * NS_PER_MS)
        told = tr("1 frame") if len(frames) == 1 else tr("{count} frames", count=f"{len(frames):,}")
        if capture is not None:
            origin = capture.origin
            things = tr("{count} entities", count=f"{origin.entities:,}")
            told = f"{told}, {origin.project}, {origin.scene}, {things}, {origin.machine}, {origin.taken}"
        self.subject.set_whole(told)
        count = over(frames)
        self.over_glyph.setVisible(count > 0)
        self.over.setText(tr("1 frame over") if count == 1 else tr("{count} frames over", count=count))

    def _show_frame(self) -> None:
        """The chosen frame in the flame, in the table and in a sentence."""
        frame, frames = self._model.frame, self._model.frames
        self.why.setText(self._model.why())
        self._tables.setCurrentIndex(0 if frame is None else 1)
        self.arrange()
        if self._model.moves:
            return
        self.flame.show_frames(frames)
        if frame is None:
            self.flame.chosen = None
            self.flame.update()
        else:
            self.frame_zones.show_frame(frame, frames)
            self.flame.look_at(frames.index(frame))

    def _show_all(self) -> None:
        self._model.choose(None)
        self.flame.show_all()
