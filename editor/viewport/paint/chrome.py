"""The status chip, the selection box, the number of a drag, hints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from editor.viewport.paint.colours import Colours
from editor.viewport.paint.hud_layout import Rect
from editor.viewport.paint.text import font, paint_chip, width

MARGIN = 8.0
WIDEST_STATUS = 0.68
"""Share of the picture's width that the line at the bottom right may take: the legend stands beside it."""


def paint_status(painter: QPainter, size: tuple[float, float], texts: Sequence[str], colours: Colours) -> None:
    """Grid, snapping, speed and place at the bottom right; the first ones go where there is no room for all."""
    shown = list(texts)
    while len(shown) > 1 and width("   ".join(shown), 11) + 20.0 > size[0] * WIDEST_STATUS:
        del shown[0]
    text = "   ".join(shown)
    line = font(11).pixelSize()
    wide, high = round(width(text, 11) + 20.0), round(line * 2.0)
    box = QRectF(round(size[0] - wide - MARGIN), round(size[1] - high - MARGIN), wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.of("viewport.chip"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font(11))
    painter.setPen(colours.of("viewport.chip_text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_box(painter: QPainter, box: tuple[float, float, float, float], colours: Colours) -> None:
    """The rectangle that is being drawn to select."""
    left, right = sorted((box[0], box[2]))
    top, bottom = sorted((box[1], box[3]))
    painter.setPen(QPen(colours.of("viewport.selected"), 1.0, Qt.PenStyle.DashLine))
    painter.setBrush(colours.of("viewport.selected", 0.12))
    painter.drawRect(QRectF(left + 0.5, top + 0.5, right - left, bottom - top))


def paint_readout(painter: QPainter, text: str, x: float, y: float, colours: Colours) -> None:
    """The number of a drag beside the pointer."""
    half = width(text, 12) / 2
    inside = painter.viewport().width() / painter.device().devicePixelRatioF() - half - 12
    paint_chip(
        painter, min(x + 14 + half, inside), y + 18, text, back=colours.of("viewport.chip"),
        colour=colours.of("viewport.selected"), edge=colours.of("viewport.selected", 0.6), pixels=12,
    )  # fmt: skip


def paint_letters(painter: QPainter, tips: Mapping[str, tuple[float, float]], colours: Colours) -> None:
    """X, Y and Z at the ends of the gizmo."""
    painter.setFont(font(12, strong=True))
    for name, (x, y) in tips.items():
        box = QRectF(x - 9, y - 9, 18, 18)
        painter.setPen(QColor(0, 0, 0, 170))
        painter.drawText(box.translated(1, 1), Qt.AlignmentFlag.AlignCenter, name.upper())
        painter.setPen(colours.of(f"axis.{name}"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name.upper())


def paint_hint(
    painter: QPainter, size: tuple[float, float], text: str, colours: Colours, blocked: Sequence[Rect] = ()
) -> None:
    """A sentence low in the middle, above what stands there already: what the pointer does now."""
    middle = [top for left, top, wide, high in blocked if left <= size[0] / 2 <= left + wide and top > size[1] / 2]
    top = min([size[1] - 40, *(top - 30 for top in middle)])
    paint_chip(
        painter, size[0] / 2, top, text, back=colours.of("viewport.chip"),
        colour=colours.of("viewport.chip_text"), edge=colours.of("viewport.selected", 0.8), pixels=12,
    )  # fmt: skip
