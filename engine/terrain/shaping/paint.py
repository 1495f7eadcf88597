"""Paint: lay a material over what the climate grows, or take the paint away again."""

import numpy as np

from engine.terrain.chunk import MATERIALS
from engine.terrain.edits import TerrainEdits
from engine.terrain.landscape import Landscape
from engine.terrain.shaping.brush import Brush, Shaped
from engine.terrain.shaping.steps import LEAST_SHARE, toward
from engine.terrain.shaping.window import OVER_THE_EDGE, window_of

GRASS = "grass"
"""Painted as no other material: it is what the others leave of 255."""


def paint(
    landscape: Landscape, edits: TerrainEdits, brush: Brush, amount: float = 1.0, material: str | None = GRASS
) -> Shaped:
    """Lay a material over the ground, `brush.strength` times `amount` (a share, at most 1) of it with each press.

    It goes over what was painted before as in Porter and Duff's "over"; enough presses always reach 255, wholly that
    material.

    Args:
        landscape: The ground.
        edits: How it is shaped and painted now.
        brush: Where and how strongly.
        amount: Scales the strength.
        material: sand, forest, rock, path or grass; None takes paint away, so that the climate shows again.

    Raises:
        ValueError: There is no such material.
    """
    if material is not None and material not in (GRASS, *MATERIALS):
        raise ValueError(f"there is no material {material!r}; expected one of {', '.join((GRASS, *MATERIALS))}")
    window = window_of(landscape, edits, brush)
    if window is None:
        return Shaped(notes=(OVER_THE_EDGE,))
    weights, cover = window.paint()
    share = window.share * min(max(brush.strength * amount, 0.0), 1.0)
    under = cover[window.inside].astype(np.float64)
    if material is None:
        left = toward(under, 0.0, share)
        cover[window.inside] = left
        weights[window.inside][(left == 0.0) & (share >= LEAST_SHARE)] = 0
        return window.with_paint(weights, cover)
    covering = toward(under, 255.0, share)
    # Of what covers then, so much is new; where nothing was painted before, all of it. The others lose at least what
    # the material gains, so that together they never pass 255.
    fresh = np.where(share >= LEAST_SHARE, np.minimum(share * 255.0 / np.maximum(covering, 1.0), 1.0), 0.0)
    fresh = np.where((under == 0.0) & (fresh > 0.0), 1.0, fresh)
    mixed = weights[window.inside].astype(np.float64)
    for place in range(len(MATERIALS)):
        mixed[..., place] = toward(mixed[..., place], 255.0 if MATERIALS[place] == material else 0.0, fresh)
    weights[window.inside] = mixed
    cover[window.inside] = covering
    return window.with_paint(weights, cover)
