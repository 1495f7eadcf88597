"""Chunks: the pieces in which endless ground is drawn, each in the colour of its level of detail, with its border."""

from __future__ import annotations

import numpy as np

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.present.draw_list import DrawList
from engine.present.terrain import TerrainFrame
from engine.terrain.lattice import CHUNK_CELLS, ENDLESS_CELL_M, MOST_LEVEL

ID = "chunks"
COLOURS = ("#f3887b", "#f3ca6c", "#d9e67b", "#7bd99e", "#7bbaf3", "#c294ed")
"""Of levels 0 to 5: the tints that the ground's shader mixes in, so that the legend names what is seen."""


def add(scene: OverlayScene, picture: DrawList) -> None:
    """Say where there is nothing to colour; the ground's own shader colours the chunks where this overlay is on."""
    if scene.view.header.terrain.kind != "endless":
        picture.notes.append("Chunks: a patch is drawn in one piece; only endless ground has levels of detail")


def chunk_notes(frame: TerrainFrame) -> list[str]:
    """How many chunks of each level a frame draws, and how many of them blend; each frame has its own."""
    counts = np.bincount(frame.level, minlength=MOST_LEVEL + 1).tolist()
    listed = ", ".join(f"{count:,}" for count in counts)
    notes = [f"{len(frame):,} chunks; of levels 0 to {MOST_LEVEL}: {listed}" if len(frame) else "No chunk is drawn yet"]
    blending = int((frame.blend < 1.0).sum())
    if blending:
        notes.append(f"{blending:,} blending into the next level")
    return notes


def _legend() -> tuple[Swatch, ...]:
    sides = (f"{CHUNK_CELLS * ENDLESS_CELL_M * 2**level:,.0f} m" for level in range(MOST_LEVEL + 1))
    told = "The side of a square of ground that is drawn as one mesh."
    return tuple(Swatch(f"Level {level}, {side}", COLOURS[level], help=told) for level, side in enumerate(sides))


CHUNKS = Overlay(
    ID,
    "Chunks and levels of detail",
    "Which pieces of the ground are drawn, and how finely?",
    "squares-four",
    add,
    _legend(),
    order=22,
)
