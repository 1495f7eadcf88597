"""Abilities: a square each with its glyph, its key, its price, and a shade that clears as it cools down."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from editor.viewport.paint.hud_metrics import COMPACT, FULL, LEAST, HudColours, Metrics
from editor.viewport.paint.hud_parts import (
    key_size,
    paint_glyph,
    paint_kept,
    paint_key,
    paint_plate,
    paint_price,
    paint_rounded,
    price_size,
)
from editor.viewport.paint.text import paint_text
from engine.present.draw_list import HudBlock, HudRow

SQUARE = {FULL: 48.0, COMPACT: 38.0, LEAST: 30.0}
NAME = 11
GAP, EDGE = 6.0, 7.0
UNDER_NUMBER = 0.25
"""How much of a glyph is seen while seconds are counted over it."""
SHADE = QColor(6, 8, 12, 190)


def first_key(row: HudRow, m: Metrics) -> str:
    """The first of the keys: a second way to press it stands in the list of controls."""
    return m.keys(row.button).split(", ")[0] if row.button else ""


def _widths(block: HudBlock, m: Metrics) -> list[float]:
    """Width of each place, narrower where all would not fit."""
    square = m.px(SQUARE[m.level])
    wides = []
    for row in block.rows:
        wide = max(square, key_size(first_key(row, m), m)[0] if row.button else 0.0)
        if m.level == FULL:
            wide = max(wide, m.width(row.label, NAME) + 2)
        wides.append(float(round(wide)))
    room = m.widest(block) - 2 * m.px(EDGE) - (len(wides) - 1) * m.px(GAP)
    if wides and sum(wides) > room:
        return [float(int(room / len(wides)))] * len(wides)
    return wides


def measure(block: HudBlock, m: Metrics) -> tuple[float, float]:
    """Side by side."""
    wides = _widths(block, m)
    wide = sum(wides) + (len(wides) - 1) * m.px(GAP) + 2 * m.px(EDGE)
    square = min(m.px(SQUARE[m.level]), *wides) if wides else 0.0
    high = square + key_size("E", m)[1] + 2 * m.px(5) + m.px(3)
    return wide, high + (m.line(NAME) if m.level == FULL else 0.0)


def paint(painter: QPainter, block: HudBlock, box: QRectF, colours: HudColours, m: Metrics) -> None:
    """Paint every square."""
    paint_plate(painter, box, colours, m)
    wides = _widths(block, m)
    side = min(m.px(SQUARE[m.level]), *wides) if wides else 0.0
    x = box.x() + m.px(EDGE)
    for row, wide in zip(block.rows, wides, strict=True):
        place = QRectF(round(x), box.y(), wide, box.height())
        draw = partial(_paint_place, row=row, side=side, colours=colours, m=m)
        paint_kept(painter, (row, first_key(row, m), side, colours, m), place, draw)
        x += wide + m.px(GAP)


def _paint_place(painter: QPainter, box: QRectF, row: HudRow, side: float, colours: HudColours, m: Metrics) -> None:
    """The square, its key below it, and its name where there is room."""
    wide, middle = box.width(), box.center().x()
    y = box.y() + m.px(5)
    _paint_square(painter, row, QRectF(round(middle - side / 2), y, side, side), colours, m)
    y += side + m.px(3)
    if row.button:
        key = first_key(row, m)
        text = key if key_size(key, m)[0] <= wide + 1 else _short(key)
        paint_key(painter, middle, y, text, colours, m)
    if m.level == FULL:
        y += key_size("E", m)[1]
        wanted = m.width(row.label, NAME)
        place = QRectF(box.x() + max(0.0, (wide - wanted) / 2), y, min(wide, wanted + 2), m.line(NAME))
        colour = colours.quiet if row.tone == "muted" else colours.label
        paint_text(painter, place, row.label, colour, pixels=m.letter(NAME))


def _short(key: str) -> str:
    """A key in few letters: "Left click" is "LMB", "Space" is "Sp"."""
    return f"{key[0]}MB" if key.endswith("click") else key[:2]


def _paint_square(painter: QPainter, row: HudRow, box: QRectF, colours: HudColours, m: Metrics) -> None:
    fraction = 1.0 if row.fraction is None else row.fraction
    is_off = row.tone == "muted"
    is_ready = fraction >= 1.0 and not is_off
    radius = m.px(5)
    edge = colours.text if is_ready else colours.key_edge
    paint_rounded(painter, box, radius, colours.solid, edge, 1.5 if is_ready else 1.0, dashed=is_off)
    colour = colours.quiet if is_off else colours.of(row)
    is_counted = fraction < 1.0 and not is_off and row.left >= 0.05
    painter.setOpacity(UNDER_NUMBER if is_counted else 1.0)
    paint_glyph(painter, row.glyph, box.center(), round(box.width() * 0.5), colour)
    painter.setOpacity(1.0)
    if fraction < 1.0 and not is_off:
        painter.save()
        painter.setClipRect(box.adjusted(2, 2, -2, -2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SHADE)
        # Just over the corners: a larger pie takes Qt a millisecond.
        over = box.width() * 0.21
        reach = box.adjusted(-over, -over, over, over)
        painter.drawPie(reach, 90 * 16, round((1.0 - fraction) * 360 * 16))
        painter.restore()
        if is_counted:
            painter.setFont(m.font(13, strong=True))
            painter.setPen(colours.text)
            text = f"{row.left:.1f}" if row.left < 9.95 else f"{row.left:.0f}"
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    if row.price:
        wide = price_size(row.price, m)
        colour = colours.quiet if is_off else colours.price
        paint_price(painter, box.right() - wide - 3, box.y() + m.px(8), row.price, colour, m)
    if is_off:
        middle = QPointF(box.x() + m.px(9), box.bottom() - m.px(9))
        paint_glyph(painter, "prohibit", middle, m.px(12), colours.tone["warning"])
