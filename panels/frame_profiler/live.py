"""The live page: a bar for each of the newest frames with the budget, and the table of zones beside it."""

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import Chart, ElidedLabel, EmptyState, icon_label, label, look, row, tool_button, tr
from editor.ui.profiling.api import NS_PER_MS, StageTable, budget_line, scale_of
from engine.telemetry.frames.rows import BUDGET_MS, over, series_of, stacked, zone_rows
from panels.frame_profiler.model import FrameProfilerModel

BAR_PITCH, FEWEST = 4, 20
SIDE_BY_SIDE_FROM, NUMBERS_EVERY = 560, 3


class LivePage(QWidget):
    """What the window costs now."""

    def __init__(self, model: FrameProfilerModel) -> None:
        super().__init__()
        self._model = model
        self._beats = 0
        self.subject = ElidedLabel(role="caption")
        self.dash = label()
        look.follow(self.dash, lambda place: place.setPixmap(budget_line()))
        self.budget = label(tr("budget {ms:.1f} ms", ms=BUDGET_MS), "caption")
        self.over_glyph = icon_label("warning-fill", "severity.warning", 14)
        self.over = label("", "caption")
        self.freeze = tool_button("pause", tr("Freeze the plot"), size=22, glyph_size=14, checkable=True, quiet=True)
        self.freeze.toggled.connect(model.freeze)
        self.chart = Chart("ms", name=tr("Time of each frame"))
        self.table = StageTable(series_of, tr("Zones of the frames"), title=tr("Zone"))
        look.follow(self.table, StageTable.redress)
        self._lists = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lists.setSpacing(0)
        self._lists.addWidget(self.chart, 1)
        self._lists.addWidget(self.table)
        bar = row((self.subject, 1), self.dash, self.budget, 4, self.over_glyph, self.over, 4, self.freeze,
                  margins=(8, 0, 4, 0))  # fmt: skip
        measured = QWidget()
        box = QVBoxLayout(measured)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addLayout(self._lists, 1)
        self.empty = EmptyState(
            "pulse",
            tr("No frame measured yet"),
            tr("Move the pointer over the picture, drag something, or play: each frame of the window becomes a bar."),
        )
        self.stack = QStackedLayout(self)
        self.stack.addWidget(measured)
        self.stack.addWidget(self.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The table stands beside the chart where there is room, else below it."""
        super().resizeEvent(event)
        is_wide = self.width() >= look.px(SIDE_BY_SIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._lists.setDirection(direction)
        self.table.fit(beside=is_wide, rows=max(1, self.height() // look.px(48)), room=self.height() // 2)

    def refresh(self) -> None:
        """Show what was measured until now."""
        self._beats = 0
        self.follow()

    def follow(self) -> None:
        """The same while frames come: the bars each time, the numbers every third, or nobody could read them."""
        frames = self._model.frames
        self.stack.setCurrentIndex(0 if frames else 1)
        if not frames:
            return
        if self._beats == 0:
            self._show_numbers()
        self._beats = (self._beats + 1) % NUMBERS_EVERY
        recent = frames[-max(FEWEST, self.chart.width() // look.px(BAR_PITCH)) :]
        longest = float(np.percentile([frame.work_ns for frame in recent], 95))
        scale, self.chart.unit = scale_of(longest, longest)
        self.chart.set_budget(BUDGET_MS if self.chart.unit == "ms" else None)
        self.chart.show_bars(*stacked(recent, scale))

    def _show_numbers(self) -> None:
        frames = self._model.frames
        rows = zone_rows(frames)
        self.table.show_rows(rows, *scale_of(rows[-1].p50 or 0.0, rows[-1].p95 or 0.0), BUDGET_MS * NS_PER_MS)
        self.subject.set_whole(tr("{count} frames", count=f"{len(frames):,}"))
        count = over(frames)
        self.over_glyph.setVisible(count > 0)
        self.over.setText(tr("1 frame over") if count == 1 else tr("{count} frames over", count=count))
