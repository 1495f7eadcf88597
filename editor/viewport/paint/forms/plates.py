"""Plates: a member of the party each, with glyph, name, what they do, and health; the player first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from editor.viewport.paint.hud_metrics import COMPACT, FULL, LEAST, HudColours, Metrics
from editor.viewport.paint.hud_parts import paint_bar, paint_disc, paint_glyph, paint_kept, paint_plate
from editor.viewport.paint.text import paint_text
from engine.present.draw_list import HudBlock, HudRow

WIDE = {FULL: 214.0, COMPACT: 176.0, LEAST: 150.0}
DISC = {FULL: 30.0, COMPACT: 20.0, LEAST: 16.0}
BAR = {FULL: 7.0, COMPACT: 5.0, LEAST: 4.0}
NAME, ACTION = 12, 11
GAP, EDGE = 3.0, 5.0


def measure(block: HudBlock, m: Metrics) -> tuple[float, float]:
    """One plate below the other, all of one width."""
    words = [m.width(row.label, NAME, strong=True) + m.width(_doing(row, m), ACTION) for row in block.rows]
    room = m.px(DISC[m.level]) + 2 * m.px(EDGE) + m.px(18)
    wide = min(max(m.px(WIDE[m.level]), max(words, default=0.0) + room), m.widest(block))
    return float(round(wide)), len(block.rows) * (_high(m) + m.px(GAP)) - m.px(GAP)


def paint(painter: QPainter, block: HudBlock, box: QRectF, colours: HudColours, m: Metrics) -> None:
    """Paint every plate."""
    high = _high(m)
    for number, row in enumerate(block.rows):
        top = box.y() + number * (high + m.px(GAP))
        place = QRectF(box.x(), top, box.width(), high)
        paint_kept(painter, (row, colours, m), place, partial(_paint_plate, row=row, colours=colours, m=m))


def _high(m: Metrics) -> float:
    words = m.line(NAME, strong=True)
    return max(m.px(DISC[m.level]) + m.px(6), words + m.px(BAR[m.level]) + m.px(8))


def _doing(row: HudRow, m: Metrics) -> str:
    return row.value if m.level < LEAST or row.is_down else ""


def _paint_plate(painter: QPainter, box: QRectF, row: HudRow, colours: HudColours, m: Metrics) -> None:
    side, edge = m.px(DISC[m.level]), m.px(EDGE)
    own = QColor(row.colour) if row.colour else colours.text
    tone = colours.tone[row.tone]
    paint_plate(painter, box, colours, m, tone if row.is_down else None)
    centre = QPointF(box.x() + edge + side / 2, box.center().y())
    glyph = "first-aid" if row.is_down else row.glyph
    paint_disc(painter, centre, side, tone if row.is_down else own, glyph, colours, dashed=row.is_down)
    left = box.x() + edge + side + m.px(7)
    wide = box.right() - edge - left
    bar_high = m.px(BAR[m.level])
    line = m.line(NAME, strong=True)
    top = box.y() + (box.height() - line - bar_high - m.px(2)) / 2.0
    doing = _doing(row, m)
    if row.tone == "bad" and not row.is_down:
        # Nearly down: said by a shape too, in the corner of the disc.
        paint_glyph(
            painter, "warning-fill", QPointF(centre.x() + side * 0.4, centre.y() - side * 0.36), side * 0.5, tone
        )
    health = m.width("100", ACTION, strong=True) + m.px(6) if row.detail and m.level == FULL else 0.0
    name = min(m.width(row.label, NAME, strong=True) + 1, wide)
    paint_text(painter, QRectF(left, top, name, line), row.label, colours.text, pixels=m.letter(NAME), strong=True)
    if doing and wide - name > m.px(24):
        words = QRectF(left + name + m.px(6), top, wide - name - m.px(6), line)
        colour = tone if row.is_down else colours.label
        paint_text(painter, words, doing, colour, pixels=m.letter(ACTION), right=True)
    bar = QRectF(left, top + line + m.px(2), wide - health, bar_high)
    paint_bar(painter, bar, row.fraction or 0.0, tone, colours, is_hatched=row.is_down)
    if health:
        line = m.line(ACTION, strong=True)
        number = QRectF(bar.right(), bar.center().y() - line / 2, health, line)
        paint_text(painter, number, row.detail, tone, pixels=m.letter(ACTION), strong=True, right=True)
