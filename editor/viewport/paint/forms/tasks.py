"""Tasks: what the party is asked to do, with a box that is ticked, crossed or half full."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from editor.viewport.paint.hud_metrics import COMPACT, FULL, HudColours, Metrics
from editor.viewport.paint.hud_parts import paint_gauge, paint_glyph, paint_plate, wrapped
from editor.viewport.paint.text import paint_text
from engine.present.draw_list import HudBlock, HudRow

TITLE, TEXT = 11, 12
BOX = 14.0
EDGE = 8.0
MOST_LINES = 3
GLYPHS = {"good": "check-circle-fill", "bad": "x-circle-fill", "muted": "circle-dashed"}


def _shown(block: HudBlock, m: Metrics) -> list[HudRow]:
    """Everything, or in a small picture what is open, the first of it at least."""
    if m.level == FULL:
        return list(block.rows)
    unmet = [row for row in block.rows if row.tone != "good"] or list(block.rows[:1])
    return unmet[:2] if m.level == COMPACT else unmet[:1]


def _lines(row: HudRow, wide: float, m: Metrics) -> list[str]:
    room = wide - 2 * m.px(EDGE) - m.px(BOX) - m.px(6)
    if row.value:
        room -= m.width(row.value, TEXT) + m.px(8)
    return wrapped(row.label, TEXT, max(room, m.px(40)), MOST_LINES, m)


def _wide(block: HudBlock, m: Metrics) -> float:
    words = [
        m.width(row.label, TEXT) + (m.width(row.value, TEXT) + m.px(8) if row.value else 0.0) for row in block.rows
    ]
    wanted = max(words, default=0.0) + 2 * m.px(EDGE) + m.px(BOX) + m.px(6) + 2
    return float(round(min(wanted, m.widest(block))))


def measure(block: HudBlock, m: Metrics) -> tuple[float, float]:
    """As wide as its longest task, or as the side of the picture allows, with the text in a few lines."""
    wide = _wide(block, m)
    high = sum(len(_lines(row, wide, m)) * m.line(TEXT) + m.px(2) for row in _shown(block, m))
    title = m.line(TITLE, strong=True) + m.px(2) if m.level == FULL else 0.0
    return wide, high + title + 2 * m.px(5)


def paint(painter: QPainter, block: HudBlock, box: QRectF, colours: HudColours, m: Metrics) -> None:
    """Title, then each task."""
    paint_plate(painter, box, colours, m)
    left, y = box.x() + m.px(EDGE), box.y() + m.px(5)
    if m.level == FULL:
        line = m.line(TITLE, strong=True)
        place = QRectF(left, y, box.width() - 2 * m.px(EDGE), line)
        paint_text(painter, place, block.title, colours.label, pixels=m.letter(TITLE), strong=True)
        y += line + m.px(2)
    high, side = m.line(TEXT), m.px(BOX)
    for row in _shown(block, m):
        tone = colours.tone[row.tone]
        centre = QPointF(left + side / 2, y + high / 2)
        if row.fraction is not None:
            paint_gauge(painter, centre, side, row.fraction, tone, "", colours)
        else:
            paint_glyph(painter, row.glyph or GLYPHS.get(row.tone, "circle"), centre, side, tone)
        whole = QRectF(left, y, box.width() - 2 * m.px(EDGE), high)
        paint_text(painter, whole, row.value, tone, pixels=m.letter(TEXT), right=True)
        colour = colours.quiet if row.tone in {"good", "muted"} else colours.text
        for line in _lines(row, box.width(), m):
            place = QRectF(left + side + m.px(6), y, box.right() - m.px(EDGE) - left - side - m.px(6) + 2, high)
            paint_text(painter, place, line, colour, pixels=m.letter(TEXT))
            y += high
        y += m.px(2)
