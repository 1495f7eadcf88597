"""Where a straight line in space goes under the height field: a march in steps of half a lattice cell.

A ridge that pokes through the line by less than one step may be missed; what is found is exact to 1/256 of a step.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.terrain.sample import sample_height
from engine.world.kernel import helper

F32 = np.float32
ZERO, HALF = F32(0), F32(0.5)
MISS = F32(-1)
HALVINGS = 8
MOST_STEPS = 100_000


@helper
def height_over_ground(ax, ay, az, dx, dy, dz, share, ground_tiles, ground_index, ground_frame):
    """Metres from the ground up to the point a + share * d; below it, negative."""
    return (ay + dy * share) - sample_height(ground_tiles, ground_index, ground_frame, ax + dx * share, az + dz * share)


@helper
def meet_ground(ax, ay, az, dx, dy, dz, until, highest, ground_tiles, ground_index, ground_frame):
    """Share 0..1 at which the line a + share * d goes under the ground, 0 when it begins there, -1 when it never does.

    The march ends at the share `until`. `highest` is the height of the highest lattice point: a line above all of them
    costs nothing.
    """
    if min(ay, ay + dy) >= highest:
        return MISS
    if height_over_ground(ax, ay, az, dx, dy, dz, ZERO, ground_tiles, ground_index, ground_frame) < ZERO:
        return ZERO
    length = np.sqrt(dx * dx + dy * dy + dz * dz)
    steps = int(min(length / (ground_frame[2] * HALF), F32(MOST_STEPS))) + 1
    above = ZERO
    for k in range(1, steps + 1):
        share = F32(k) / F32(steps)
        if above > until:
            break
        if height_over_ground(ax, ay, az, dx, dy, dz, share, ground_tiles, ground_index, ground_frame) < ZERO:
            below = share
            for _ in range(HALVINGS):
                middle = (above + below) * HALF
                if height_over_ground(ax, ay, az, dx, dy, dz, middle, ground_tiles, ground_index, ground_frame) < ZERO:
                    below = middle
                else:
                    above = middle
            return below
        above = share
    return MISS
