"""A counter: one number that matters, large, with its glyph; what belongs to it stands small beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from editor.viewport.paint.hud_metrics import FULL, LEAST, HudColours, Metrics
from editor.viewport.paint.hud_parts import paint_glyph, paint_plate
from editor.viewport.paint.text import paint_text
from engine.present.draw_list import HudBlock, HudRow

NUMBER, SMALL = 22, 11
EDGE, GAP = 8.0, 10.0


def _small(block: HudBlock, m: Metrics) -> list[HudRow]:
    """The small rows: those with a glyph always, the others where there is room."""
    rows = list(block.rows[1:])
    if m.level == LEAST:
        return []
    return rows if m.level == FULL else [row for row in rows if row.glyph]


def _small_width(row: HudRow, m: Metrics) -> float:
    words = m.width(row.value, SMALL, strong=True)
    return words + (m.px(16) if row.glyph else m.width(row.label, SMALL) + m.px(5))


def measure(block: HudBlock, m: Metrics) -> tuple[float, float]:
    """The large number, then the small ones to its right."""
    if not block.rows:
        return 0.0, 0.0
    first = block.rows[0]
    wide = m.px(24) + m.width(first.value, NUMBER, strong=True) + m.px(5) + m.width(first.label, SMALL)
    wide += sum(_small_width(row, m) + m.px(GAP) for row in _small(block, m))
    return min(float(round(wide + 2 * m.px(EDGE))), m.widest(block)), m.line(NUMBER, strong=True) + m.px(6)


def paint(painter: QPainter, block: HudBlock, box: QRectF, colours: HudColours, m: Metrics) -> None:
    """From left to right, until there is no room."""
    first = block.rows[0]
    colour = colours.of(first)
    paint_plate(painter, box, colours, m, colour)
    x, end, side = box.x() + m.px(EDGE) + 2, box.right() - m.px(EDGE), m.px(18)
    middle = box.center().y()
    paint_glyph(painter, first.glyph, QPointF(x + side / 2, middle), side, colour)
    x += m.px(22)
    wide = m.width(first.value, NUMBER, strong=True)
    line = m.line(NUMBER, strong=True)
    number = QRectF(x, middle - line / 2, wide + 2, line)
    paint_text(painter, number, first.value, colours.text, pixels=m.letter(NUMBER), strong=True)
    x += wide + m.px(5)
    line = m.line(SMALL)
    for number_of, row in enumerate([first, *_small(block, m)]):
        label = row.label if number_of == 0 or not row.glyph else ""
        wide = m.width(label, SMALL) if number_of == 0 else _small_width(row, m)
        if x + wide > end + 1:
            return
        if number_of == 0:
            paint_text(
                painter, QRectF(x, middle - line / 2, wide + 2, line), label, colours.label, pixels=m.letter(SMALL)
            )
        else:
            _paint_small(painter, row, QRectF(x, middle - line / 2, wide, line), colours, m)
        x += wide + m.px(GAP)


def _paint_small(painter: QPainter, row: HudRow, box: QRectF, colours: HudColours, m: Metrics) -> None:
    tone, letter = colours.tone[row.tone], m.letter(SMALL)
    if row.glyph:
        side = m.px(12)
        paint_glyph(painter, row.glyph, QPointF(box.x() + side / 2, box.center().y()), side, tone)
    else:
        paint_text(painter, box, row.label, colours.label, pixels=letter)
    paint_text(painter, box.adjusted(0, 0, 2, 0), row.value, tone, pixels=letter, strong=True, right=True)
