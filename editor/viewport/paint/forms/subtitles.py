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
MOST_LINES = 6
"""What is said stands nowhere else in the game, so it is cut only where it would fill the picture."""
AFTER_NAME = 8.0
LOW = 480.0
"""A picture lower than this [pixels at normal text size] shows the newest line only."""


def _shown(block: HudBlock, m: Metrics) -> tuple[HudRow, ...]:
    return block.rows[-1:] if m.size[1] * 100.0 < LOW * m.text_percent else block.rows


def _letter(m: Metrics) -> float:
    return TEXT * m.subtitle_percent / 100.0


def _before(row: HudRow, m: Metrics) -> float:
    """What the speaker takes of the line: in a low picture their name stands before the words, else above them."""
    if not (row.label and m.is_low):
        return 0.0
    return m.width(row.label, _letter(m), strong=True) + m.px(AFTER_NAME)


def _said(row: HudRow, m: Metrics) -> list[str]:
    room = m.middle - 2 * m.px(EDGE) - _before(row, m)
    return wrapped(row.value, _letter(m), room, MOST_LINES, m)


def measure(block: HudBlock, m: Metrics) -> tuple[float, float]:
    """As wide as the longest line."""
    letter = _letter(m)
    wide = 0.0
    lines = 0
    for row in _shown(block, m):
        said, before = _said(row, m), _before(row, m)
        name = m.width(row.label, letter, strong=True)
        wide = max([wide, name, *(before + m.width(line, letter) for line in said)])
        lines += len(said) + (1 if row.label and not before else 0)
    return min(float(round(wide + 2 * m.px(EDGE) + 2)), m.middle), lines * m.line(letter) + 2 * m.px(5)


def paint(painter: QPainter, block: HudBlock, box: QRectF, colours: HudColours, m: Metrics) -> None:
    """The newest last; what the plate stands on never makes it hard to read."""
    paint_plate(painter, box, colours, m, solid=True)
    pixels, line = m.letter(_letter(m)), m.line(_letter(m))
    left, wide = box.x() + m.px(EDGE), box.width() - 2 * m.px(EDGE)
    y = box.y() + m.px(5)
    for row in _shown(block, m):
        before = _before(row, m)
        if row.label:
            paint_text(painter, QRectF(left, y, wide + 2, line), row.label, colours.of(row), pixels=pixels, strong=True)
            y += 0.0 if before else line
        for text in _said(row, m):
            paint_text(painter, QRectF(left + before, y, wide - before + 2, line), text, colours.text, pixels=pixels)
            y += line
