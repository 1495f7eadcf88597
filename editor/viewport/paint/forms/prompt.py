"""The prompt: which key does what here and now, how long it must be held, and what it costs."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from editor.viewport.paint.forms.abilities import first_key
from editor.viewport.paint.hud_metrics import HudColours, Metrics
from editor.viewport.paint.hud_parts import (
    key_size,
    paint_bar,
    paint_glyph,
    paint_key,
    paint_plate,
    paint_price,
    price_size,
)
from editor.viewport.paint.text import paint_text
from engine.present.draw_list import HudBlock, HudRow

TEXT, NOTE = 13, 11
EDGE = 8.0


def measure(block: HudBlock, m: Metrics) -> tuple[float, float]:
    """One line for each row."""
    wide = max([_wanted(row, m) for row in block.rows], default=0.0)
    return float(round(min(wide, m.widest(block)))), len(block.rows) * _high(m) + 2 * m.px(3)


def paint(painter: QPainter, block: HudBlock, box: QRectF, colours: HudColours, m: Metrics) -> None:
    """Key, glyph, words, price."""
    accents = {row.tone for row in block.rows} - {"normal", "muted"}
    paint_plate(painter, box, colours, m, colours.tone[accents.pop()] if len(accents) == 1 else None)
    y = box.y() + m.px(3)
    for row in block.rows:
        _paint_row(painter, row, QRectF(box.x() + m.px(EDGE), y, box.width() - 2 * m.px(EDGE), _high(m)), colours, m)
        y += _high(m)


def _high(m: Metrics) -> float:
    return max(m.line(TEXT, strong=True), key_size("E", m)[1]) + m.px(6)


def _before(row: HudRow, m: Metrics) -> float:
    key = first_key(row, m)
    return (key_size(key, m)[0] + m.px(7) if key else 0.0) + (m.px(20) if row.glyph else 0.0)


def _after(row: HudRow, m: Metrics) -> float:
    value = m.width(row.value, NOTE) + m.px(9) if row.value else 0.0
    return value + (price_size(row.price, m) + m.px(9) if row.price else 0.0)


def _wanted(row: HudRow, m: Metrics) -> float:
    return _before(row, m) + m.width(row.label, TEXT, strong=True) + 2 + _after(row, m) + 2 * m.px(EDGE)


def _paint_row(painter: QPainter, row: HudRow, box: QRectF, colours: HudColours, m: Metrics) -> None:
    x, middle = box.x(), box.center().y()
    tone = colours.tone[row.tone]
    key = first_key(row, m)
    if key:
        wide, high = key_size(key, m)
        paint_key(painter, x + wide / 2, middle - high / 2, key, colours, m)
        x += wide + m.px(7)
    if row.glyph:
        side = m.px(15)
        paint_glyph(painter, row.glyph, QPointF(x + side / 2, middle), side, tone)
        x += m.px(20)
    room = box.right() - x - _after(row, m)
    line = m.line(TEXT, strong=True)
    words = QRectF(x, middle - line / 2, room + 1, line)
    colour = colours.quiet if row.tone == "muted" else colours.text
    paint_text(painter, words, row.label, colour, pixels=m.letter(TEXT), strong=True)
    x += room + m.px(9)
    if row.price:
        short = row.tone == "muted"
        paint_price(painter, x, middle, row.price, colours.tone["warning"] if short else colours.price, m)
    paint_text(painter, box, row.value, tone, pixels=m.letter(NOTE), right=True)
    if row.fraction is not None:
        high = m.px(3)
        paint_bar(painter, QRectF(box.x(), box.bottom() - high, box.width(), high), row.fraction, tone, colours)
