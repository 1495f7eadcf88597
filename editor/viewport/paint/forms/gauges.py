"""Gauges: a ring for each thing that wears down, closed as far as it holds, with its state as glyph and word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from editor.viewport.paint.hud_metrics import COMPACT, FULL, LEAST, HudColours, Metrics
from editor.viewport.paint.hud_parts import paint_gauge, paint_glyph, paint_plate, wrapped
from editor.viewport.paint.text import paint_text
from engine.present.draw_list import HudBlock, HudRow

RING = {FULL: 28.0, COMPACT: 20.0, LEAST: 22.0}
NAME, STATE = 12, 11
EDGE, GAP = 7.0, 3.0


def measure(block: HudBlock, m: Metrics) -> tuple[float, float]:
    """One below the other, or in the least form side by side."""
    side, edge = m.px(RING[m.level]), m.px(EDGE)
    rings, notes = _parted(block)
    if m.level == LEAST:
        wide = len(rings) * (side + m.px(6)) - m.px(6) + (side if notes else 0.0)
        return wide + 2 * edge, side + 2 * m.px(4)
    words = [_words(row, m) for row in rings]
    wide = max([side + m.px(7) + word for word in words], default=0.0) + 2 * edge
    wide = float(round(min(max(wide, m.px(120)), m.widest(block))))
    high = len(rings) * (_high(m) + m.px(GAP)) - m.px(GAP) + 2 * m.px(5)
    return wide, high + sum(len(_note(row, wide, m)) for row in notes) * m.line(STATE)


def paint(painter: QPainter, block: HudBlock, box: QRectF, colours: HudColours, m: Metrics) -> None:
    """Rings first, then sentences."""
    paint_plate(painter, box, colours, m)
    side, edge = m.px(RING[m.level]), m.px(EDGE)
    rings, notes = _parted(block)
    x, y = box.x() + edge, box.y() + m.px(4 if m.level == LEAST else 5)
    for row in rings:
        high = side if m.level == LEAST else _high(m)
        centre = QPointF(x + side / 2, y + high / 2)
        paint_gauge(painter, centre, side, row.fraction or 0.0, colours.of(row), row.glyph, colours)
        if m.level == LEAST:
            x += side + m.px(6)
            continue
        _paint_words(
            painter, row, QRectF(x + side + m.px(7), y, box.right() - edge - x - side - m.px(7), high), colours, m
        )
        y += high + m.px(GAP)
    for row in notes:
        if m.level == LEAST:
            paint_glyph(
                painter, row.glyph or "warning-fill", QPointF(x + side / 2, y + side / 2), side * 0.6, colours.of(row)
            )
            continue
        for line in _note(row, box.width(), m):
            place = QRectF(x, y, box.width() - 2 * edge, m.line(STATE))
            paint_text(painter, place, line, colours.of(row), pixels=m.letter(STATE))
            y += m.line(STATE)


def _parted(block: HudBlock) -> tuple[list[HudRow], list[HudRow]]:
    rings = [row for row in block.rows if row.fraction is not None]
    return rings, [row for row in block.rows if row.fraction is None]


def _note(row: HudRow, wide: float, m: Metrics) -> list[str]:
    return wrapped(row.label, STATE, wide - 2 * m.px(EDGE), 2, m)


def _words(row: HudRow, m: Metrics) -> float:
    name, state = m.width(row.label, NAME, strong=True), m.width(row.value, STATE)
    return (max(name, state) if m.level == FULL else name + m.px(8) + state) + 2


def _high(m: Metrics) -> float:
    words = m.line(NAME, strong=True) + (m.line(STATE) if m.level == FULL else 0.0)
    return max(m.px(RING[m.level]), words)


def _paint_words(painter: QPainter, row: HudRow, box: QRectF, colours: HudColours, m: Metrics) -> None:
    line, small = m.line(NAME, strong=True), m.line(STATE)
    tone = colours.tone[row.tone]
    if m.level == FULL:
        top = box.center().y() - (line + small) / 2
        name = QRectF(box.x(), top, box.width(), line)
        paint_text(painter, name, row.label, colours.text, pixels=m.letter(NAME), strong=True)
        paint_text(painter, QRectF(box.x(), top + line, box.width(), small), row.value, tone, pixels=m.letter(STATE))
        return
    state = m.width(row.value, STATE) + m.px(8)
    name = QRectF(box.x(), box.y(), max(0.0, box.width() - state), box.height())
    if name.width() > m.px(24):
        paint_text(painter, name, row.label, colours.text, pixels=m.letter(NAME), strong=True)
    paint_text(painter, box, row.value, tone, pixels=m.letter(STATE), right=True)
