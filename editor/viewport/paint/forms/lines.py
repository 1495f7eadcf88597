"""Lines: a label, its value and perhaps a bar, under a title; for figures. A label alone is a sentence, and wraps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from editor.viewport.paint.hud_metrics import COMPACT, FULL, LEAST, HudColours, Metrics
from editor.viewport.paint.hud_parts import paint_bar, paint_plate, wrapped
from editor.viewport.paint.text import paint_text
from engine.present.draw_list import HudBlock, HudRow

LETTER = 12
PADDING = 8.0
BAR = {FULL: 72.0, COMPACT: 44.0, LEAST: 44.0}
LEAST_LABEL = 32.0
"""A label with less room than this [pixels] is left out."""
MOST_VALUES = {FULL: 2, COMPACT: 2, LEAST: 1}
MOST_LINES = {FULL: 3, COMPACT: 3, LEAST: 2}
"""Of a sentence; what is longer ends with an ellipsis."""
WHOLE = frozenset({"controls"})
"""Blocks of which a part is worth nothing; they go without their title."""


def compact(block: HudBlock, level: int = COMPACT) -> HudBlock:
    """A block without bars becomes a line: first values or first sentence; bars lose a title that is not solid."""
    rows = tuple(HudRow(*row) for row in block.rows)
    if block.id in WHOLE or any(row.fraction is not None for row in rows):
        return replace(block, title=block.title if block.is_solid else "", rows=rows)
    sentences = tuple(row for row in rows if not row.value)
    if sentences:
        return replace(block, title="", rows=sentences[:1])
    values = "   ".join(f"{row.label.strip()} {row.value}" for row in rows[: MOST_VALUES[level]])
    return replace(block, title="", rows=(HudRow(block.title, values),))


def measure(block: HudBlock, m: Metrics) -> tuple[float, float]:
    """As wide as its longest line."""
    shown = block if m.level == FULL else compact(block, m.level)
    rows = shown.rows
    padding = m.px(PADDING)
    wide = max(_text_width(rows, m) + _bar_room(block, rows, m), m.width(shown.title, LETTER, strong=True), m.px(90))
    wide = min(float(math.ceil(wide)) + 2 * padding, m.widest(block))
    lines = sum(len(lines_of(row, wide - 2 * padding, m)) for row in rows)
    return wide, _line(m) * (lines + (1 if shown.title else 0)) + 2 * padding - 4


def paint(painter: QPainter, block: HudBlock, box: QRectF, colours: HudColours, m: Metrics) -> None:
    """The value is what changes: it has its room first, and the label gives way with an ellipsis."""
    shown = block if m.level == FULL else compact(block, m.level)
    paint_plate(painter, box, colours, m, solid=block.is_solid)
    line, padding, letter = _line(m), m.px(PADDING), m.letter(LETTER)
    x, wide = box.x() + padding, box.width() - 2 * padding
    y = box.y() + padding - 2
    if shown.title:
        paint_text(painter, QRectF(x, y, wide, line), shown.title, colours.text, pixels=letter, strong=True)
        y += line
    bar_room = _bar_room(block, shown.rows, m)
    bar_wide = m.px(BAR[m.level])
    for row in shown.rows:
        if _is_sentence(row):
            tone = colours.label if row.tone == "normal" else colours.of(row)
            for piece in lines_of(row, wide, m):
                paint_text(painter, QRectF(x, y, wide, line), piece, tone, pixels=letter)
                y += line
            continue
        value_width = wide
        if row.fraction is not None and bar_room:
            bar = QRectF(x + wide - bar_wide, round(y + line / 2 - 3), bar_wide, 6)
            paint_bar(painter, bar, row.fraction, colours.of(row), colours)
            value_width = wide - bar_room
        room = value_width - (m.width(row.value, LETTER) + 8.0 if row.value else 0.0)
        if room >= min(m.width(row.label, LETTER), LEAST_LABEL):
            paint_text(painter, QRectF(x, y, room, line), row.label, colours.label, pixels=letter)
        tone = colours.of(row)
        paint_text(painter, QRectF(x, y, value_width, line), row.value, tone, pixels=letter, right=True)
        y += line


def _is_sentence(row: HudRow) -> bool:
    return not row.value and row.fraction is None


def lines_of(row: HudRow, room: float, m: Metrics) -> list[str]:
    """What stands on each line of a row; of a sentence as many as it needs, within limits."""
    return wrapped(row.label, LETTER, room, MOST_LINES[m.level], m) if _is_sentence(row) else [row.label]


def _text_width(rows: Sequence[HudRow], m: Metrics) -> float:
    label = max([m.width(row.label, LETTER) for row in rows], default=0.0)
    value = max([m.width(row.value, LETTER) for row in rows], default=0.0)
    return label + (m.px(16) if label and value else 0) + value


def _bar_room(block: HudBlock, rows: Sequence[HudRow], m: Metrics) -> float:
    """What bars take of a row: nothing where they would cut the words, which say the same."""
    room = m.px(BAR[m.level]) + 8.0
    has_bars = any(row.fraction is not None for row in rows)
    return room if has_bars and _text_width(rows, m) + room + 2 * m.px(PADDING) <= m.widest(block) else 0.0


def _line(m: Metrics) -> float:
    return float(round(m.font(LETTER).pixelSize() * 1.5))
