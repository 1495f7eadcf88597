"""Raise and lower: lift the ground under the brush, or dig it out."""

import numpy as np

from engine.terrain.edits import TerrainEdits
from engine.terrain.landscape import Landscape
from engine.terrain.shaping.brush import Brush, Shaped
from engine.terrain.shaping.window import OVER_THE_EDGE, window_of


def raise_(landscape: Landscape, edits: TerrainEdits, brush: Brush, amount: float = 1.0) -> Shaped:
    """Raise the ground by `brush.strength` metres times `amount`: by exactly that in the middle, less to the rim."""
    window = window_of(landscape, edits, brush)
    if window is None:
        return Shaped(notes=(OVER_THE_EDGE,))
    before = window.offsets()
    by = np.rint(window.share * (brush.strength * amount * 1000.0))
    return window.with_offsets(before, before[window.inside] + by)


def lower(landscape: Landscape, edits: TerrainEdits, brush: Brush, amount: float = 1.0) -> Shaped:
    """Lower the ground: what `raise_` does, downwards."""
    return raise_(landscape, edits, brush, -amount)
