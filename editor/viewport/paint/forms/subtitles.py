"""Subtitles: who speaks, in the colour of their side, and what they say, large enough to be read in a fight."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from editor.viewport.paint.hud_metrics import HudColours, Metrics
from editor.viewport.paint.hud_parts import paint_plate, wrapped
from editor.viewport.paint.text import paint_text
from engine.present.draw_list import HudBlock, HudRow

TEXT = 14
EDGE = 10.0
MOST_LINES = 3


LOW = 480.0
"""A picture lower than this [pixels at normal text size] shows the newest line only: two would hide the player."""


def _shown(block: HudBlock, m: Metrics) -> tuple[HudRow, ...]:
    return block.rows[-1:] if m.size[1] * 100.0 < LOW * m.text_percent else block.rows


def _letter(m: Metrics) -> float:
    return TEXT * m.subtitle_percent / 100.0


def _said(row: HudRow, m: Metrics) -> list[str]:
    return wrapped(row.value, _letter(m), m.middle - 2 * m.px(EDGE), MOST_LINES, m)


def measure(block: HudBlock, m: Metrics) -> tuple[float, float]:
    """As wide as the longest line; the speaker stands above what they say."""
    letter = _letter(m)
    wide = 0.0
    lines = 0
    for row in _shown(block, m):
        said = _said(row, m)
        wide = max([wide, m.width(row.label, letter, strong=True), *(m.width(line, letter) for line in said)])
        lines += len(said) + (1 if row.label else 0)
    return min(float(round(wide + 2 * m.px(EDGE) + 2)), m.middle), lines * m.line(letter) + 2 * m.px(5)


def paint(painter: QPainter, block: HudBlock, box: QRectF, colours: HudColours, m: Metrics) -> None:
    """The newest last; what the plate stands on never makes it hard to read."""
    paint_plate(painter, box, colours, m, solid=True)
    letter = _letter(m)
    line, wide = m.line(letter), box.width() - 2 * m.px(EDGE)
    y = box.y() + m.px(5)
    for row in _shown(block, m):
        if row.label:
            place = QRectF(box.x() + m.px(EDGE), y, wide + 2, line)
            paint_text(painter, place, row.label, colours.of(row), pixels=m.letter(letter), strong=True)
            y += line
        for text in _said(row, m):
            paint_text(
                painter, QRectF(box.x() + m.px(EDGE), y, wide + 2, line), text, colours.text, pixels=m.letter(letter)
            )
            y += line
