"""Endless ground as pictures know ground: heights wherever they are asked for, drawn by chunks of its own."""

import numpy as np

from engine.present.draw_list import Ground
from engine.terrain.landscape import Landscape


def endless_ground(landscape: Landscape) -> Ground:
    """A ground of one square cell at the origin, beyond which the landscape is asked; things are placed with it."""
    x, z = np.meshgrid([0.0, landscape.cell], [0.0, landscape.cell])
    return Ground(landscape.heights_at(x, z), (0.0, 0.0), landscape.cell, is_drawn=False, beyond=landscape)
