"""The boss: a wide bar with notches where its phases change, its stagger below, and what it has learned."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QLinearGradient, QPainter

from editor.viewport.paint.hud_metrics import COMPACT, FULL, LEAST, HudColours, Metrics
from editor.viewport.paint.hud_parts import paint_bar, paint_glyph, paint_plate
from editor.viewport.paint.text import paint_text
from engine.present.draw_list import SIDE_COLOUR, HudBlock, HudRow

WIDE = 520.0
BAR = {FULL: 12.0, COMPACT: 9.0, LEAST: 7.0}
STAGGER = {FULL: 5.0, COMPACT: 4.0, LEAST: 3.0}
NAME, SMALL = 14, 11
EDGE = 8.0


def measure(block: HudBlock, m: Metrics) -> tuple[float, float]:
    """As wide as the middle of the picture allows; each boss has its own bar."""
    high = 2 * m.px(6) + sum(_row_high(row, m) for row in block.rows)
    return min(m.px(WIDE), m.middle), high


def paint(painter: QPainter, block: HudBlock, box: QRectF, colours: HudColours, m: Metrics) -> None:
    """Paint the bars, then the words."""
    paint_plate(painter, box, colours, m)
    left, wide = box.x() + m.px(EDGE), box.width() - 2 * m.px(EDGE)
    y = box.y() + m.px(6)
    for row in block.rows:
        high = _row_high(row, m)
        place = QRectF(left, y, wide, high)
        if _is_boss(row):
            _paint_boss(painter, row, place, colours, m)
        elif row.fraction is not None:
            _paint_stagger(painter, row, place, colours, m)
        else:
            _paint_words(painter, row, place, colours, m)
        y += high


def _is_boss(row: HudRow) -> bool:
    return row.fraction is not None and bool(row.glyph)


def _row_high(row: HudRow, m: Metrics) -> float:
    if _is_boss(row):
        return m.line(NAME, strong=True) + m.px(BAR[m.level]) + m.px(2) + (m.px(6) if row.marks else 0.0)
    if row.fraction is not None:
        return max(m.line(SMALL), m.px(STAGGER[m.level])) if m.level < LEAST else m.px(STAGGER[m.level]) + m.px(3)
    return m.line(SMALL) + m.px(2)


def _paint_boss(painter: QPainter, row: HudRow, box: QRectF, colours: HudColours, m: Metrics) -> None:
    line = m.line(NAME, strong=True)
    side = m.px(14)
    hostile = QColor(SIDE_COLOUR["hostile"])
    paint_glyph(painter, row.glyph, QPointF(box.x() + side / 2, box.y() + line / 2), side, hostile)
    value = m.width(row.value, SMALL, strong=True)
    if side + m.px(13) + value + m.width(row.label, NAME, strong=True) > box.width():
        # The bar says the number too; nothing else says the name.
        row, value = row._replace(value=""), 0.0
    words = QRectF(box.x() + side + m.px(5), box.y(), box.width() - side - m.px(13) - value, line)
    sizes = range(NAME, SMALL - 1, -1)
    # A long name is written smaller before it is cut.
    pixels = next((each for each in sizes if m.width(row.label, each, strong=True) <= words.width()), SMALL)
    paint_text(painter, words, row.label, colours.text, pixels=m.letter(pixels), strong=True)
    name = m.width(row.label, pixels, strong=True) + m.px(8)
    if row.detail and name + m.width(row.detail, SMALL) <= words.width():
        # Half a pixel lower: letters of two sizes stand on one line.
        phase = words.adjusted(name, m.px(1), 0, 0)
        paint_text(painter, phase, row.detail, colours.tone["warning"], pixels=m.letter(SMALL))
    number = QRectF(box.x(), box.y(), box.width(), line)
    paint_text(painter, number, row.value, colours.label, pixels=m.letter(SMALL), strong=True, right=True)
    bar = QRectF(box.x(), box.y() + line + m.px(1), box.width(), m.px(BAR[m.level]))
    paint_bar(painter, bar, row.fraction or 0.0, hostile, colours, row.marks)
    shine = QLinearGradient(bar.topLeft(), bar.bottomLeft())
    shine.setColorAt(0.0, QColor(255, 255, 255, 60))
    shine.setColorAt(0.5, QColor(255, 255, 255, 0))
    painter.fillRect(
        QRectF(bar.x() + 3, bar.y(), max(0.0, bar.width() * (row.fraction or 0.0) - 6), bar.height()), shine
    )


def _paint_stagger(painter: QPainter, row: HudRow, box: QRectF, colours: HudColours, m: Metrics) -> None:
    high = m.px(STAGGER[m.level])
    if m.level == LEAST:
        bar = QRectF(box.x(), box.bottom() - high, box.width(), high)
        paint_bar(painter, bar, row.fraction or 0.0, colours.of(row), colours)
        return
    letter, line = m.letter(SMALL), m.line(SMALL)
    y = box.center().y() - line / 2
    label, value = m.width(row.label, SMALL) + m.px(8), m.width(row.value, SMALL) + m.px(8)
    paint_text(painter, QRectF(box.x(), y, label, line), row.label, colours.label, pixels=letter)
    paint_text(painter, QRectF(box.x(), y, box.width(), line), row.value, colours.of(row), pixels=letter, right=True)
    bar = QRectF(box.x() + label, box.center().y() - high / 2, box.width() - label - value, high)
    paint_bar(painter, bar, row.fraction or 0.0, colours.of(row), colours)


def _paint_words(painter: QPainter, row: HudRow, box: QRectF, colours: HudColours, m: Metrics) -> None:
    side, letter = m.px(12), m.letter(SMALL)
    paint_glyph(painter, row.glyph, QPointF(box.x() + side / 2, box.center().y()), side, colours.of(row))
    label = QRectF(box.x() + side + m.px(5), box.y(), box.width() - side - m.px(5), box.height())
    paint_text(painter, label, row.label, colours.of(row), pixels=letter, strong=True)
    used = m.width(row.label, SMALL, strong=True) + m.px(8)
    room = label.adjusted(used, 0, 0, 0)
    if room.width() > m.px(40):
        paint_text(painter, room, row.value, colours.label, pixels=letter)
