"""Draws a flame: an overview of all ticks, then a row of ticks, one of stages, and one for each thread."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from editor.ui.api import look, tr
from engine.physics.capture import STAGES, TITLES, time_text
from panels.physics_profiler.flame_layout import COUNTS, FlameLayout

LABELS, OVERVIEW, AXIS, TICKS, STAGE_ROW, THREAD_ROW, GAP = 84, 34, 18, 20, 52, 18, 4
COUNT_ROW = 34
NARROW_LABELS = 62
NARROW_BELOW = 420
COUNT_NAMES = {"collision_pair_count": "Pairs", "active_body_count": "Bodies"}
BAR_FROM_PX = 3.0
TEXT_FROM_PX = 40


class FlamePainter:
    """Remembers where it drew, so that places can be told."""

    def __init__(self) -> None:
        self.overview, self.plot = QRectF(), QRectF()
        self._rows: dict[str, QRectF] = {}
        self._first_thread = 0.0
        self._counted: dict[str, QRectF] = {}

    def paint(
        self, painter: QPainter, rect: QRectF, layout: FlameLayout | None, chosen: int | None, *, has_focus: bool
    ) -> None:
        """Draw everything into a rectangle."""
        painter.fillRect(rect, look.qcolor("surface.input"))
        if layout is not None:
            self._place(rect, layout)
            painter.setFont(look.font("caption"))
            self._names(painter, layout)
            self._overview(painter, layout)
            painter.setClipRect(QRectF(self.plot.x(), 0, self.plot.width(), rect.height()))
            self._axis(painter, layout)
            self._ticks(painter, layout)
            self._stages(painter, layout)
            self._threads(painter, layout)
            self._counts(painter, layout)
            self._choice(painter, layout, chosen)
            painter.setClipping(False)
        if has_focus:
            width = look.size("size.focus_ring")
            painter.setPen(QPen(look.qcolor("line.focus"), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2))

    def is_stage_row(self, y: float) -> bool:
        """Whether a height is that of the stages."""
        row = self._rows.get("stages")
        return row is not None and row.top() <= y < row.bottom()

    def thread_at(self, y: float, layout: FlameLayout) -> int | None:
        """The thread whose row is at a height."""
        place = int((y - self._first_thread) // look.px(THREAD_ROW))
        return place if self._first_thread <= y and 0 <= place < layout.threads else None

    def _place(self, rect: QRectF, layout: FlameLayout) -> None:
        narrow = rect.width() < look.px(NARROW_BELOW)
        left, gap = look.px(NARROW_LABELS if narrow else LABELS), look.px(GAP)
        right = rect.width() - look.px(8)
        y = float(gap)
        overview = look.px(OVERVIEW) if rect.height() >= look.px(150) else 0
        self.overview = QRectF(left, y, right - left, overview)
        y += overview + (gap if overview else 0)
        self._rows = {"axis": QRectF(left, y, right - left, look.px(AXIS))}
        y += look.px(AXIS)
        self._rows["ticks"] = QRectF(left, y, right - left, look.px(TICKS))
        y += look.px(TICKS) + 1
        # Stages take the height that threads leave.
        rest = rect.height() - y - gap - layout.threads * look.px(THREAD_ROW)
        counts = int((rest - look.px(STAGE_ROW)) // look.px(COUNT_ROW)) if rest > look.px(STAGE_ROW) else 0
        counted = COUNTS[: min(counts, len(COUNTS))]
        height = look.px(COUNT_ROW) if rest < look.px(STAGE_ROW * 6) else look.px(COUNT_ROW * 2)
        stages = min(max(rest - len(counted) * height, look.px(18)), look.px(STAGE_ROW * 6))
        self._rows["stages"] = QRectF(left, y, right - left, stages)
        self._first_thread = y + stages + gap
        y = self._first_thread + layout.threads * look.px(THREAD_ROW)
        self._counted = {
            name: QRectF(left, y + place * height, right - left, height - gap) for place, name in enumerate(counted)
        }
        self.plot = QRectF(left, self._rows["axis"].top(), right - left, rect.height() - self._rows["axis"].top())

    def _names(self, painter: QPainter, layout: FlameLayout) -> None:
        painter.setPen(look.qcolor("text.secondary"))
        named = {"ticks": tr("Ticks"), "stages": tr("Stages")}
        rows = [(name, self._rows[id_]) for id_, name in named.items()]
        if self.overview.height():
            rows.append((tr("All"), self.overview))
        rows += [(tr("Thread {number}", number=k), self._thread_row(k)) for k in range(layout.threads)]
        for id_, row in self._counted.items():
            most = f"{layout.counts[id_].max():,.0f}"
            rows.append((f"{tr(COUNT_NAMES[id_])}\n≤ {most}", row))
        for name, row in rows:
            place = QRectF(look.px(8), row.top(), row.left() - look.px(12), row.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _thread_row(self, thread: int) -> QRectF:
        height = look.px(THREAD_ROW)
        return QRectF(self.plot.x(), self._first_thread + thread * height, self.plot.width(), height - look.px(3))

    def _overview(self, painter: QPainter, layout: FlameLayout) -> None:
        """The longest tick in each column of all, the part in sight brighter, its edges marked."""
        area = self.overview
        if not area.height():
            return
        columns = max(1, int(area.width()))
        peaks = layout.peaks(columns)
        heights = peaks / max(float(peaks.max()), 1.0) * (area.height() - 2)
        first, last = layout.seen()
        low = area.x() + first / len(layout.capture) * area.width()
        high = area.x() + last / len(layout.capture) * area.width()
        if not layout.is_whole:
            painter.fillRect(
                QRectF(low, area.top(), max(2.0, high - low), area.height()), look.qcolor("surface.pressed")
            )
        colour, faint = look.qcolor("plot.axis"), look.qcolor("plot.axis", 110)
        for column, height in enumerate(heights):
            x = area.x() + column
            within = low <= x <= high
            painter.fillRect(QRectF(x, area.bottom() - height, 1, height), colour if within else faint)

    def _axis(self, painter: QPainter, layout: FlameLayout) -> None:
        """At most six round times, with lines of the grid below them."""
        row, length = self._rows["axis"], layout.end - layout.begin
        room = max(2, min(6, int(row.width() / look.px(90))))
        raw = length / room
        step = 10 ** np.floor(np.log10(max(raw, 1.0)))
        step *= next(factor for factor in (1, 2, 5, 10) if step * factor >= raw)
        painter.setFont(look.font("caption"))
        first = np.ceil(layout.begin / step) * step
        for time in np.arange(first, layout.end, step):
            x = row.x() + (time - layout.begin) / length * row.width()
            painter.setPen(look.qcolor("plot.grid"))
            painter.drawLine(QPointF(x, row.bottom() - 3), QPointF(x, self.plot.bottom()))
            painter.setPen(look.qcolor("plot.axis"))
            text = time_text(float(time)) if time else "0"
            if x + look.px(3) + look.text_width(text, "caption") <= row.right():
                painter.drawText(QPointF(x + look.px(3), row.bottom() - look.px(5)), text)

    def _ticks(self, painter: QPainter, layout: FlameLayout) -> None:
        row = self._rows["ticks"]
        first, last = layout.seen()
        across = row.width() / (layout.end - layout.begin)
        if (last - first) * BAR_FROM_PX > row.width():
            painter.fillRect(row, look.qcolor("surface.chip"))
            painter.setPen(look.qcolor("text.secondary"))
            text = tr("{count} ticks in sight; zoom in to tell them apart", count=f"{last - first:,}")
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter, text)
            return
        for index in range(first, last):
            x = row.x() + (layout.edges[index] - layout.begin) * across
            width = (layout.edges[index + 1] - layout.edges[index]) * across
            bar = QRectF(x, row.top(), max(1.0, width - 1), row.height())
            painter.fillRect(bar, look.qcolor("surface.pressed"))
            text = f"{layout.capture.profiles[index].tick:,}"
            if width > look.text_width(text, "caption") + look.px(6):
                painter.setPen(look.qcolor("text.primary"))
                seen = bar.intersected(row)
                painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, text)

    def _stages(self, painter: QPainter, layout: FlameLayout) -> None:
        row = self._rows["stages"]
        first, last = layout.seen()
        if (last - first) * BAR_FROM_PX > row.width():
            self._mixed(painter, layout, row)
            return
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
                self._title(painter, bar.intersected(row), TITLES[stage], float(lengths[index]), colour)

    def _title(self, painter: QPainter, bar: QRectF, title: str, time: float, colour: QColor) -> None:
        if bar.width() < look.px(TEXT_FROM_PX):
            return
        told = f"{title} {time_text(time)}"
        if look.text_width(told, "caption") + look.px(8) > bar.width():
            told = title
        if look.text_width(told, "caption") + look.px(8) > bar.width():
            return
        painter.setPen(QColor("#000000" if _is_light(colour) else "#ffffff"))
        painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, told)

    def _mixed(self, painter: QPainter, layout: FlameLayout, row: QRectF) -> None:
        """Far away: how much of each column every stage takes, stacked from the bottom as in the bars."""
        columns = max(1, int(row.width()))
        shares = layout.shares(columns)
        base = np.zeros(columns)
        for number in range(len(STAGES)):
            top = base + shares[number] * row.height()
            colour = QColor(look.series(number))
            for column in np.nonzero(shares[number] > 0)[0]:
                low, high = base[column], top[column]
                painter.fillRect(QRectF(row.x() + column, row.bottom() - high, 1, high - low), colour)
            base = top

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

    def _choice(self, painter: QPainter, layout: FlameLayout, chosen: int | None) -> None:
        if chosen is None:
            return
        across = self.plot.width() / (layout.end - layout.begin)
        x = self.plot.x() + (layout.edges[chosen] - layout.begin) * across
        width = max(3.0, (layout.edges[chosen + 1] - layout.edges[chosen]) * across)
        top, bottom = self._rows["ticks"].top(), self._rows["stages"].bottom()
        painter.setPen(QPen(look.qcolor("line.focus"), look.px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(x, top, width, bottom - top))


def _is_light(colour: QColor) -> bool:
    """Whether black reads better on a fill than white: relative luminance as in WCAG 2, where both are even at 0.18."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
             for part in (colour.redF(), colour.greenF(), colour.blueF())]  # fmt: skip
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] > 0.18
