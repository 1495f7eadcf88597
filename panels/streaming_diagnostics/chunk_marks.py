"""How a chunk is drawn: a colour for its level, a shape for its state, so that greyscale tells both apart."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from editor.ui.api import look
from panels.streaming_diagnostics.chunks import BLENDING, FAILED, KEPT, LOADED, LOADING, PENDING

LEAST_SHAPE = 5.0
"""Chunks smaller than this [px] are plain squares: no shape can be told in them."""
BLEND_STEPS = 4


def level_colour(level: int) -> QColor:
    """The colour of a level, the same as in plots by level."""
    return QColor(look.series(level))


def paint_chunks(
    painter: QPainter, rects: Sequence[QRectF], level: int, state: int, blends: Sequence[float] = ()
) -> None:
    """Draw squares of one level and state; `blends` (as many) says how far each of the blending ones is."""
    if not rects:
        return
    colour, well = level_colour(level), look.qcolor("surface.input")
    side = rects[0].width()
    painter.setPen(Qt.PenStyle.NoPen)
    if state == LOADED:
        painter.setBrush(colour)
        painter.drawRects(rects)
    elif state == BLENDING:
        painter.setBrush(colour)
        painter.drawRects(rects)
        if side >= LEAST_SHAPE:
            painter.setBrush(well)
            painter.drawRects([_hole(rect, blend) for rect, blend in zip(rects, blends, strict=True)])
    elif state == KEPT:
        _outline(painter, rects, colour, well)
    elif state in (LOADING, PENDING):
        pattern = Qt.BrushStyle.DiagCrossPattern if state == LOADING else Qt.BrushStyle.Dense6Pattern
        painter.setBrush(well)
        painter.drawRects(rects)
        style = Qt.PenStyle.SolidLine if state == LOADING else Qt.PenStyle.DotLine
        painter.setBrush(QBrush(colour, pattern))
        painter.setPen(QPen(colour, 1, style) if side >= LEAST_SHAPE else Qt.PenStyle.NoPen)
        painter.drawRects(_inner(rects))
    elif state == FAILED:
        _failed(painter, rects)


def _hole(rect: QRectF, blend: float) -> QRectF:
    """The square in the middle that closes while the chunk blends in."""
    step = min(BLEND_STEPS, int(blend * BLEND_STEPS))
    margin = rect.width() * (0.2 + 0.06 * step)
    return rect.adjusted(margin, margin, -margin, -margin)


def _inner(rects: Sequence[QRectF]) -> list[QRectF]:
    return [rect.adjusted(0.5, 0.5, -0.5, -0.5) for rect in rects]


def _outline(painter: QPainter, rects: Sequence[QRectF], colour: QColor, well: QColor) -> None:
    if rects[0].width() < LEAST_SHAPE:
        faint = QColor(colour)
        faint.setAlpha(90)
        painter.setBrush(faint)
        painter.drawRects(rects)
        return
    painter.setBrush(well)
    painter.setPen(QPen(colour, 1))
    painter.drawRects(_inner(rects))


def _failed(painter: QPainter, rects: Sequence[QRectF]) -> None:
    """A crossed square: severity's colour is the third signal after the cross and the thick edge."""
    error = look.qcolor("severity.error")
    width = 2.0 if rects[0].width() >= 2 * LEAST_SHAPE else 1.0
    painter.setBrush(look.qcolor("severity.error_fill"))
    painter.setPen(QPen(error, width))
    inner = [rect.adjusted(1, 1, -1, -1) for rect in rects]
    painter.drawRects(inner)
    painter.drawLines([QLineF(rect.topLeft(), rect.bottomRight()) for rect in inner])
    painter.drawLines([QLineF(rect.topRight(), rect.bottomLeft()) for rect in inner])
