"""The legend at the bottom left: what the lines mean; in a small picture a chip that unfolds under the pointer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from editor.tr import tr
from editor.viewport.overlays import Swatch
from editor.viewport.paint.colours import Colours
from editor.viewport.paint.hud_layout import Rect
from editor.viewport.paint.text import font, paint_text, width

Choice = Literal["fits", "open", "folded"]
MARGIN = 8.0
MOST_ASIDE = 0.5
"""A legend that had to move aside ends before this share of the width: what is worked on lies there."""
MOST_AREA = 0.12
"""Share of the picture that it may cover before it folds."""
CARET = 22.0


@dataclass
class Legend:
    """Where the legend stands in the last picture, what its rows mean, and whether it is folded to its chip."""

    box: QRectF | None = None
    is_folded: bool = False
    is_under_pointer: bool = False
    tips: list[tuple[QRectF, str]] = field(default_factory=list)

    def clear(self) -> None:
        """It is not in the next picture, unless it is painted again."""
        self.box, self.tips = None, []

    def tip_at(self, x: float, y: float) -> str:
        """What its row at a place means; empty where there is none."""
        return next((text for box, text in self.tips if box.contains(x, y)), "")

    def hover(self, x: float, y: float) -> bool:
        """The pointer is there now: gives whether it unfolds or folds by that."""
        was = self.is_under_pointer
        self.is_under_pointer = self.box is not None and self.box.contains(x, y)
        return self.is_folded and was != self.is_under_pointer

    def pressed(self, x: float, y: float) -> Choice | None:
        """What a click at a place asks for: a folded one stays open, the caret of an open one folds it."""
        if self.box is None or not self.box.contains(x, y):
            return None
        if self.is_folded:
            return "open"
        size = caret_size()
        corner = QRectF(self.box.right() - size, self.box.top(), size, size)
        return "folded" if corner.contains(x, y) else None

    def paint(
        self,
        painter: QPainter,
        size: tuple[float, float],
        swatches: Sequence[Swatch | str],
        colours: Colours,
        notes: Sequence[str] = (),
        *,
        taken: Sequence[Rect] = (),
        beside: Sequence[Rect] = (),
        choice: Choice = "fits",
    ) -> None:
        """What the lines mean, and what was counted, at the bottom left, above what is `taken` there already.

        A text among the swatches is the heading of those that follow. Where it would reach up to one of those
        `beside`, it stands to the right of it, or not at all in a small picture. Where it "fits" it is open.
        """
        self.clear()
        if not swatches and not notes:
            return
        line = float(round(font(11).pixelSize() * 1.75))
        texts = [*notes, *(each for each in swatches if isinstance(each, str))]
        rows = [each for each in swatches if isinstance(each, Swatch)]
        wide = max([width(swatch.title, 11) + 46.0 for swatch in rows] + [width(text, 11) + 22.0 for text in texts])
        wide = max(wide, width(rows[0].title, 11) + 46.0 + CARET) if rows else wide
        high = line * (len(swatches) + len(notes)) + 10.0
        is_large = wide * high > MOST_AREA * size[0] * size[1]
        self.is_folded = choice == "folded" or (choice == "fits" and is_large)
        is_chip = self.is_folded and not self.is_under_pointer
        if is_chip:
            wide, high = width(tr("Legend"), 11) + 22.0 + CARET, line + 10.0
        below = [top for left, top, _, _ in taken if left < MARGIN + wide and top > size[1] / 2.0]
        top = round(min([size[1], *below]) - high - MARGIN)
        left = max([MARGIN, *(x + across + MARGIN for x, y, across, down in beside if y + down > top)])
        if left > MARGIN and left + wide > size[0] * MOST_ASIDE:
            return
        self.box = QRectF(left, top, round(wide), round(high))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.of("viewport.chip"))
        painter.drawRoundedRect(self.box, 4, 4)
        self._paint_caret(painter, colours, points_up=is_chip)
        if is_chip:
            paint_text(
                painter, self.box.adjusted(9, 0, -5, 0), tr("Legend"), colours.of("viewport.chip_text"), pixels=11
            )
            self.tips.append((self.box, tr("What the lines in the picture mean; a click keeps it open")))
        else:
            self._paint_rows(painter, swatches, notes, colours, line)

    def _paint_caret(self, painter: QPainter, colours: Colours, *, points_up: bool) -> None:
        assert self.box is not None
        side = caret_size()
        middle = QPointF(self.box.right() - side / 2.0 - 2.0, self.box.top() + side / 2.0 + 2.0)
        if points_up:
            middle.setY(self.box.center().y())
        half, rise = side * 0.18, side * 0.1 * (-1.0 if points_up else 1.0)
        ends = [QPointF(-half, -rise), QPointF(0.0, rise), QPointF(half, -rise)]
        painter.setPen(QPen(colours.of("viewport.chip_icon"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([middle + end for end in ends]))

    def _paint_rows(
        self,
        painter: QPainter,
        swatches: Sequence[Swatch | str],
        notes: Sequence[str],
        colours: Colours,
        line: float,
    ) -> None:
        box, text_colour = self.box, colours.of("viewport.chip_text")
        assert box is not None
        wide = box.width()
        for i, note in enumerate(notes):
            row = QRectF(box.x() + 9, box.y() + 5 + line * (len(swatches) + i), wide - 14, line)
            paint_text(painter, row, note, text_colour, pixels=11)
        for i, swatch in enumerate(swatches):
            middle = box.y() + 5 + line * (i + 0.5)
            whole = QRectF(box.x(), middle - line / 2, wide, line)
            if isinstance(swatch, str):
                paint_text(painter, whole.adjusted(9, 0, -5, 0), swatch, colours.of("viewport.chip_icon"), pixels=11)
                continue
            if swatch.help:
                self.tips.append((whole, swatch.help))
            _paint_line(painter, swatch, box.x(), middle)
            row = QRectF(box.x() + 33, middle - line / 2, wide - 38, line)
            paint_text(painter, row, swatch.title, text_colour, pixels=11)


def caret_size() -> float:
    """The side of the corner that a click folds the legend with [pixels], at the text size that is set now."""
    return font(11).pixelSize() * 2.0


def _paint_line(painter: QPainter, swatch: Swatch, left: float, middle: float) -> None:
    """The line of a row as it looks in the picture."""
    pen = QPen(QColor(swatch.colour), 2.0)
    if swatch.line.startswith("dashed"):
        pen.setDashPattern([2.2, 1.6])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if swatch.line.endswith("ring"):
        painter.drawEllipse(QPointF(left + 17, middle), 8.0, 4.0)
    elif swatch.line.endswith("plate"):
        painter.drawRoundedRect(QRectF(left + 9, middle - 4.5, 16, 9), 2.5, 2.5)
    else:
        painter.drawLine(QPointF(left + 9, middle), QPointF(left + 25, middle))
