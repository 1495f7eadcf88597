"""Flatten: draw the ground under the brush towards one height."""

import numpy as np

from engine.terrain.edits import TerrainEdits
from engine.terrain.landscape import Landscape
from engine.terrain.shaping.brush import Brush, Shaped
from engine.terrain.shaping.seed_heights import seed_heights_mm
from engine.terrain.shaping.steps import toward
from engine.terrain.shaping.window import OVER_THE_EDGE, window_of


def flatten(
    landscape: Landscape, edits: TerrainEdits, brush: Brush, amount: float = 1.0, height_m: float | None = None
) -> Shaped:
    """Bring the ground `brush.strength` times `amount` (a share, at most 1) of the way to one height.

    Every press goes at least a millimetre where the brush acts at all, so that it always arrives: the ground is then
    flat to the millimetre.

    Args:
        landscape: The ground; of its edits nothing is asked.
        edits: How it is shaped now.
        brush: Where and how strongly.
        amount: Scales the strength.
        height_m: The height to arrive at [m]; by default that of the ground under the middle of the brush.
    """
    window = window_of(landscape, edits, brush)
    if window is None:
        return Shaped(notes=(OVER_THE_EDGE,))
    if height_m is None:
        height_m = height_under(landscape, edits, brush.x, brush.z)
    seed = seed_heights_mm(landscape, *window.low, *window.high)
    before = window.offsets()
    wanted = float(np.rint(height_m * 1000.0)) - seed
    share = window.share * min(max(brush.strength * amount, 0.0), 1.0)
    return window.with_offsets(before, toward(before[window.inside], wanted, share))


def height_under(landscape: Landscape, edits: TerrainEdits, x: float, z: float) -> float:
    """Height [m] of the shaped ground at (x, z) [m], at its edge where that lies beyond."""
    low_x, low_z, high_x, high_z = landscape.bounds
    inside_x, inside_z = min(max(x, low_x), high_x), min(max(z, low_z), high_z)
    return landscape.with_edits(edits).height_at(inside_x, inside_z)
