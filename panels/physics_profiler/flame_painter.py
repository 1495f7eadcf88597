"""Draws the flame of physics: below the ticks a row of stages, one for each thread, and what was simulated."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from editor.ui.api import look, tr
from editor.ui.profiling.api import BAR_FROM_PX, FlamePainter
from engine.physics.capture import STAGES, TITLES
from panels.physics_profiler.flame_layout import COUNTS, FlameLayout

STAGE_ROW, THREAD_ROW, COUNT_ROW, GAP = 52, 18, 34, 4
COUNT_NAMES = {"collision_pair_count": "Pairs", "active_body_count": "Bodies"}


class PhysicsFlamePainter(FlamePainter[FlameLayout]):
    """Remembers where it drew, so that places can be told."""

    def __init__(self) -> None:
        super().__init__(tr("Ticks"))
        self._stages_row = QRectF()
        self._first_thread = 0.0
        self._counted: dict[str, QRectF] = {}

    def is_stage_row(self, y: float) -> bool:
        """Whether a height is that of the stages."""
        row = self._stages_row
        return bool(row.height()) and row.top() <= y < row.bottom()

    def thread_at(self, y: float, layout: FlameLayout) -> int | None:
        """The thread whose row is at a height."""
        place = int((y - self._first_thread) // look.px(THREAD_ROW))
        return place if self._first_thread <= y and 0 <= place < layout.threads else None

    def place_rows(self, left: float, top: float, right: float, bottom: float, layout: FlameLayout) -> None:
        """Stages take the height that threads leave."""
        gap = look.px(GAP)
        rest = bottom - top - layout.threads * look.px(THREAD_ROW)
        counts = int((rest - look.px(STAGE_ROW)) // look.px(COUNT_ROW)) if rest > look.px(STAGE_ROW) else 0
        counted = COUNTS[: min(counts, len(COUNTS))]
        height = look.px(COUNT_ROW) if rest < look.px(STAGE_ROW * 6) else look.px(COUNT_ROW * 2)
        stages = min(max(rest - len(counted) * height, look.px(18)), look.px(STAGE_ROW * 6))
        self._stages_row = QRectF(left, top, right - left, stages)
        self._first_thread = top + stages + gap
        y = self._first_thread + layout.threads * look.px(THREAD_ROW)
        self._counted = {
            name: QRectF(left, y + place * height, right - left, height - gap) for place, name in enumerate(counted)
        }

    def names(self, layout: FlameLayout) -> list[tuple[str, QRectF]]:
        """Stages, threads, and the greatest count of what was simulated."""
        rows = [(tr("Stages"), self._stages_row)]
        rows += [(tr("Thread {number}", number=k), self._thread_row(k)) for k in range(layout.threads)]
        for id_, row in self._counted.items():
            most = f"{layout.counts[id_].max():,.0f}"
            rows.append((f"{tr(COUNT_NAMES[id_])}\n≤ {most}", row))
        return rows

    def rows(self, painter: QPainter, layout: FlameLayout) -> None:
        """Stages, threads, counts."""
        self._stages(painter, layout)
        self._threads(painter, layout)
        self._counts(painter, layout)

    def number_of(self, layout: FlameLayout, index: int) -> str:
        """The tick's number in the run."""
        return f"{layout.capture.profiles[index].tick:,}"

    def crowded(self, count: int) -> str:
        """How many ticks are in sight."""
        return tr("{count} ticks in sight; zoom in to tell them apart", count=f"{count:,}")

    def chosen_bottom(self) -> float:
        """The stages of a tick belong to it."""
        return self._stages_row.bottom()

    def _thread_row(self, thread: int) -> QRectF:
        height = look.px(THREAD_ROW)
        return QRectF(self.plot.x(), self._first_thread + thread * height, self.plot.width(), height - look.px(3))

    def _stages(self, painter: QPainter, layout: FlameLayout) -> None:
        row = self._stages_row
        if self.is_far(layout):
            self.mixed(painter, layout.shares(max(1, int(row.width()))), row)
            return
        first, last = layout.seen()
        across = row.width() / (layout.end - layout.begin)
        for number, stage in enumerate(STAGES):
            begins, lengths = layout.stages[stage]
            colour = QColor(look.series(number))
            for index in range(first, last):
                width = lengths[index] * across
                if width <= 0:
                    continue
                x = row.x() + (begins[index] - layout.begin) * across
                bar = QRectF(x, row.top(), max(1.0, width - (1 if width > BAR_FROM_PX else 0)), row.height())
                painter.fillRect(bar, colour)
                self.title(painter, bar.intersected(row), TITLES[stage], float(lengths[index]), colour)

    def _threads(self, painter: QPainter, layout: FlameLayout) -> None:
        if not layout.threads:
            return
        columns = max(1, int(self.plot.width()))
        shares = np.clip(np.nan_to_num(layout.busy_shares(columns)), 0.0, 1.0)
        colour = look.qcolor("plot.axis")
        for thread in range(layout.threads):
            row = self._thread_row(thread)
            painter.fillRect(row, look.qcolor("surface.header"))
            for column in np.nonzero(shares[thread] > 0)[0]:
                height = max(1.0, shares[thread][column] * row.height())
                painter.fillRect(QRectF(row.x() + column, row.bottom() - height, 1, height), colour)

    def _counts(self, painter: QPainter, layout: FlameLayout) -> None:
        """What was simulated: a column for each column of the picture, the greatest count of all being full height."""
        columns = max(1, int(self.plot.width()))
        colour = look.qcolor("plot.axis", 150)
        for name, row in self._counted.items():
            painter.fillRect(row, look.qcolor("surface.header"))
            most = float(layout.counts[name].max())
            heights = layout.count_peaks(name, columns) / most * row.height() if most else np.zeros(columns)
            for column in np.nonzero(heights > 0)[0]:
                painter.fillRect(QRectF(row.x() + column, row.bottom() - heights[column], 1, heights[column]), colour)
