"""A patch of ground, with what designers shaped and painted, as pictures show it."""

from __future__ import annotations

import numpy as np

from engine.present.draw_list import Ground
from engine.terrain.height import path_mask
from engine.terrain.landscape import Landscape


def patch_ground(landscape: Landscape) -> Ground:
    """The heights, the path and, where anything is painted, the materials of a patch. ValueError for a world."""
    heights, weights = landscape.patch_arrays()
    origin = landscape.bounds[:2]
    if not any(tile.cover.any() for tile in landscape.edits.tiles.values()):
        return Ground(heights, origin, landscape.cell, path_mask(landscape.settings))
    return Ground(heights, origin, landscape.cell, weights[..., 3] / np.float32(255.0), materials=weights)
