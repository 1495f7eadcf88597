"""The ground of a landscape as pictures know ground."""

import numpy as np

from engine.present.draw_list import Ground, GroundLook
from engine.terrain.height import path_mask
from engine.terrain.landscape import Landscape, LandscapeSettings


def ground_of(landscape: Landscape) -> Ground:
    """A patch with what designers shaped and painted, or an endless world."""
    return endless_ground(landscape) if landscape.kind == "endless" else patch_ground(landscape)


def endless_ground(landscape: Landscape) -> Ground:
    """A ground of one square cell at the origin, beyond which the landscape is asked; things are placed with it."""
    x, z = np.meshgrid([0.0, landscape.cell], [0.0, landscape.cell])
    return Ground(landscape.heights_at(x, z), (0.0, 0.0), landscape.cell, is_drawn=False, beyond=landscape)


def patch_ground(landscape: Landscape) -> Ground:
    """The heights, the path and, where anything is painted, the materials of a patch. ValueError for a world."""
    heights, weights = landscape.patch_arrays()
    origin, look = landscape.bounds[:2], look_of(landscape.settings)
    if not any(tile.cover.any() for tile in landscape.edits.tiles.values()):
        return Ground(heights, origin, landscape.cell, path_mask(landscape.settings), look=look)
    path = (weights[..., 3] / np.float32(255.0)).astype(np.float32)
    return Ground(heights, origin, landscape.cell, path, materials=weights, look=look)


def look_of(settings: LandscapeSettings) -> GroundLook:
    """The colours that a scene's terrain block asks for; the usual ones where it is a bare test of numbers."""
    usual = GroundLook()
    return GroundLook(
        grass=getattr(settings, "grass_colour", usual.grass),
        dry=getattr(settings, "dry_colour", usual.dry),
        bare=getattr(settings, "bare_colour", usual.bare),
        rock=getattr(settings, "rock_colour", usual.rock),
        path=getattr(settings, "path_colour", usual.path),
        far_trees=getattr(settings, "far_trees", usual.far_trees),
    )
