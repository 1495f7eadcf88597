"""Draws a flame: an overview of everything, a line of time, a row of ticks or frames, and what lies in them below."""

from typing import Generic, TypeVar

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from editor.tr import tr
from editor.ui.kit.contrast import ink_on
from editor.ui.kit.focus_ring import paint_focus_ring
from editor.ui.profiling.time_line import TimeLine
from editor.ui.theme.look import look
from engine.telemetry.words import time_text

LABELS, OVERVIEW, AXIS, ITEMS, GAP = 84, 34, 18, 20, 4
NARROW_LABELS = 62
NARROW_BELOW = 420
OVERVIEW_FROM = 150
BAR_FROM_PX = 3.0
TEXT_FROM_PX = 40
T = TypeVar("T", bound=TimeLine)


class FlamePainter(Generic[T]):
    """Remembers where it drew, so that places can be told. `items` names what lies on the line: "Ticks", "Frames".

    Who inherits says where its own rows are (`place_rows`), what they are called (`names`), and draws them (`rows`).
    """

    def __init__(self, items: str) -> None:
        self.overview, self.plot, self.items = QRectF(), QRectF(), QRectF()
        self._axis_row = QRectF()
        self._title_of_items = items

    # ---- for who inherits ----
    def place_rows(self, left: float, top: float, right: float, bottom: float, layout: T) -> None:
        """Give the own rows their places between the row of items and the bottom."""

    def names(self, layout: T) -> list[tuple[str, QRectF]]:
        """The own rows and what they are called."""
        return []

    def rows(self, painter: QPainter, layout: T) -> None:
        """Draw the own rows."""

    def number_of(self, layout: T, index: int) -> str:
        """What an item is called in its bar."""
        return f"{index + 1:,}"

    def crowded(self, count: int) -> str:
        """What is said where too many items are in sight to tell them apart."""
        return f"{count:,}"

    def chosen_bottom(self) -> float:
        """How far down the frame around the chosen item reaches."""
        return self.items.bottom()

    # ---- drawing ----
    def paint(self, painter: QPainter, rect: QRectF, layout: T | None, chosen: int | None, *, has_focus: bool) -> None:
        """Draw everything into a rectangle."""
        painter.fillRect(rect, look.qcolor("surface.input"))
        if layout is not None:
            self._place(rect, layout)
            painter.setFont(look.font("caption"))
            self._names(painter, layout)
            self._overview(painter, layout)
            painter.setClipRect(QRectF(self.plot.x(), 0, self.plot.width(), rect.height()))
            self._axis(painter, layout)
            self._items(painter, layout)
            self.rows(painter, layout)
            self._choice(painter, layout, chosen)
            painter.setClipping(False)
        if has_focus:
            paint_focus_ring(painter, rect)

    def title(self, painter: QPainter, bar: QRectF, title: str, time_ns: float, colour: QColor) -> None:
        """A bar's title and time, as far as there is room."""
        if bar.width() < look.px(TEXT_FROM_PX):
            return
        told = f"{title} {time_text(time_ns)}"
        if look.text_width(told, "caption") + look.px(8) > bar.width():
            told = title
        if look.text_width(told, "caption") + look.px(8) > bar.width():
            return
        painter.setPen(ink_on(colour))
        painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, told)

    def is_far(self, layout: T) -> bool:
        """Whether items are too narrow to be told apart."""
        first, last = layout.seen()
        return (last - first) * BAR_FROM_PX > self.plot.width()

    def _place(self, rect: QRectF, layout: T) -> None:
        narrow = rect.width() < look.px(NARROW_BELOW)
        left, gap = look.px(NARROW_LABELS if narrow else LABELS), look.px(GAP)
        right = rect.width() - look.px(8)
        y = float(gap)
        overview = look.px(OVERVIEW) if rect.height() >= look.px(OVERVIEW_FROM) else 0
        self.overview = QRectF(left, y, right - left, overview)
        y += overview + (gap if overview else 0)
        self._axis_row = QRectF(left, y, right - left, look.px(AXIS))
        y += look.px(AXIS)
        self.items = QRectF(left, y, right - left, look.px(ITEMS))
        y += look.px(ITEMS) + 1
        self.plot = QRectF(left, self._axis_row.top(), right - left, rect.height() - self._axis_row.top())
        self.place_rows(left, y, right, rect.height() - gap, layout)

    def _names(self, painter: QPainter, layout: T) -> None:
        painter.setPen(look.qcolor("text.secondary"))
        rows = [(self._title_of_items, self.items)]
        if self.overview.height():
            rows.append((tr("All"), self.overview))
        for name, row in (*rows, *self.names(layout)):
            place = QRectF(look.px(8), row.top(), row.left() - look.px(12), row.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _overview(self, painter: QPainter, layout: T) -> None:
        """The longest item in each column of all, the part in sight brighter, its edges marked."""
        area = self.overview
        if not area.height():
            return
        columns = max(1, int(area.width()))
        peaks = layout.peaks(columns)
        heights = peaks / max(float(peaks.max()), 1.0) * (area.height() - 2)
        first, last = layout.seen()
        low = area.x() + first / len(layout) * area.width()
        high = area.x() + last / len(layout) * area.width()
        if not layout.is_whole:
            painter.fillRect(
                QRectF(low, area.top(), max(2.0, high - low), area.height()), look.qcolor("surface.pressed")
            )
        colour, faint = look.qcolor("plot.axis"), look.qcolor("plot.axis", 110)
        for column, height in enumerate(heights):
            x = area.x() + column
            within = low <= x <= high
            painter.fillRect(QRectF(x, area.bottom() - height, 1, height), colour if within else faint)

    def _axis(self, painter: QPainter, layout: T) -> None:
        """At most six round times, with lines of the grid below them."""
        row, length = self._axis_row, layout.end - layout.begin
        room = max(2, min(6, int(row.width() / look.px(90))))
        raw = length / room
        step = 10 ** np.floor(np.log10(max(raw, 1.0)))
        step *= next((factor for factor in (1, 2, 5) if step * factor >= raw), 10)
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

    def _items(self, painter: QPainter, layout: T) -> None:
        row = self.items
        first, last = layout.seen()
        across = row.width() / (layout.end - layout.begin)
        if self.is_far(layout):
            painter.fillRect(row, look.qcolor("surface.chip"))
            painter.setPen(look.qcolor("text.secondary"))
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter, self.crowded(last - first))
            return
        for index in range(first, last):
            x = row.x() + (layout.edges[index] - layout.begin) * across
            width = (layout.edges[index + 1] - layout.edges[index]) * across
            bar = QRectF(x, row.top(), max(1.0, width - 1), row.height())
            painter.fillRect(bar, look.qcolor("surface.pressed"))
            text = self.number_of(layout, index)
            if width > look.text_width(text, "caption") + look.px(6):
                painter.setPen(look.qcolor("text.primary"))
                seen = bar.intersected(row)
                painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, text)

    def mixed(self, painter: QPainter, shares: np.ndarray, row: QRectF) -> None:
        """Far away: how much of each column every stage takes (stages, columns), stacked from the bottom as in bars."""
        base = np.zeros(shares.shape[1])
        for number in range(len(shares)):
            top = base + shares[number] * row.height()
            colour = QColor(look.series(number))
            for column in np.nonzero(shares[number] > 0)[0]:
                low, high = base[column], top[column]
                painter.fillRect(QRectF(row.x() + column, row.bottom() - high, 1, high - low), colour)
            base = top

    def _choice(self, painter: QPainter, layout: T, chosen: int | None) -> None:
        if chosen is None:
            return
        across = self.plot.width() / (layout.end - layout.begin)
        x = self.plot.x() + (layout.edges[chosen] - layout.begin) * across
        width = max(3.0, (layout.edges[chosen + 1] - layout.edges[chosen]) * across)
        painter.setPen(QPen(look.qcolor("line.focus"), look.px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(x, self.items.top(), width, self.chosen_bottom() - self.items.top()))
