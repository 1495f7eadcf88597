"""Distances on the ground plane, in float32, with the same bits compiled and plain."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.kernel import helper

ZERO = np.float32(0.0)
ONE = np.float32(1.0)
HALF = np.float32(0.5)
TWO = np.float32(2.0)
TINY = np.float32(1e-6)
FAR = np.float32(1e9)


@helper
def ground_distance(position, i, j):
    """Metres between the feet of rows i and j of `position` (n, 3), seen from above."""
    dx = position[j, 0] - position[i, 0]
    dz = position[j, 2] - position[i, 2]
    return np.sqrt(dx * dx + dz * dz)


@helper
def gap_between(position, radius, i, j):
    """Metres of free ground between the bodies of rows i and j, never below 0."""
    return max(ground_distance(position, i, j) - radius[i] - radius[j], ZERO)
