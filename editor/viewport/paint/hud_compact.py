"""The HUD in few pixels: what a small picture shows of a block."""

from __future__ import annotations

from dataclasses import replace

from engine.present.draw_list import HudBlock, HudRow

COMPACT_WIDTH, COMPACT_HEIGHT = 1100.0, 640.0
"""Pictures smaller than this in one direction [pixels] get compact blocks."""
MOST_VALUES = 2
WHOLE = frozenset({"controls"})
"""Blocks of which a part is worth nothing; they go without their title."""


def is_compact(size: tuple[float, float]) -> bool:
    """Whether a picture has room for compact blocks only."""
    return size[0] < COMPACT_WIDTH or size[1] < COMPACT_HEIGHT


def compact(block: HudBlock) -> HudBlock:
    """A block without bars becomes a line: first values or first sentence; bars lose a title that is not solid."""
    rows = tuple(HudRow(*row) for row in block.rows)
    if block.id in WHOLE or any(row.fraction is not None for row in rows):
        return replace(block, title=block.title if block.is_solid else "", rows=rows)
    sentences = tuple(row for row in rows if not row.value)
    if sentences:
        return replace(block, title="", rows=sentences[:1])
    values = "   ".join(f"{row.label.strip()} {row.value}" for row in rows[:MOST_VALUES])
    return replace(block, title="", rows=(HudRow(block.title, values),))
