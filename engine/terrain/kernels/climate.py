"""Biomes of an endless world: what covers each point, from climate, altitude and the slope of the shaped ground."""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.terrain.kernels.relief import KEPT_DRY, KEPT_EDGE, KEPT_WET
from engine.terrain.noise import ONE, THREE, TWO, ZERO
from engine.world.kernel import helper, kernel
from engine.world.vectors import load8, max8, min8, sqrt8, store8

F32 = np.float32
HALF, FULL = F32(0.5), F32(255)
ROCK_FROM, ROCK_TO = F32(0.50), F32(0.85)
BORDER_FROM, BORDER_TO, FRAY = F32(0.38), F32(0.62), F32(0.30)
TREES_END, ALPINE, LEAST = F32(120), F32(70), F32(0.01)


@helper
def smoothstep8(low, high, value):
    """`smoothstep` for eight."""
    t = min8(max8((value - low) / (high - low), ZERO), ONE)
    return t * t * (THREE - TWO * t)


@helper
def cover8(covers, kept, wide, place, at, spacing, scale):
    """Write sand, forest, rock (0..1) and both slopes of eight points from `place` on to covers (5, columns) f4."""
    side = wide.shape[1]
    columns = covers.shape[1]
    points = wide.shape[0] * side
    slope_x = (load8(wide, place + 1) - load8(wide, place - 1)) / spacing
    slope_z = (load8(wide, place + side) - load8(wide, place - side)) / spacing
    slope = sqrt8(slope_x * slope_x + slope_z * slope_z)
    edge = load8(kept, KEPT_EDGE * points + place)
    height = load8(wide, place)
    high = smoothstep8(TREES_END * scale, (TREES_END + ALPINE) * scale + LEAST, height + edge * (F32(25) * scale))
    rock = smoothstep8(ROCK_FROM, ROCK_TO, slope + edge * F32(0.12) + high * F32(0.3))
    frayed = edge * FRAY
    sand = smoothstep8(BORDER_FROM, BORDER_TO, load8(kept, KEPT_DRY * points + place) + frayed)
    forest = smoothstep8(BORDER_FROM, BORDER_TO, load8(kept, KEPT_WET * points + place) + frayed)
    left = ONE - rock
    store8(covers, at, sand * left)
    store8(covers, columns + at, forest * (ONE - sand) * (ONE - high) * left)
    store8(covers, 2 * columns + at, rock)
    store8(covers, 3 * columns + at, slope_x)
    store8(covers, 4 * columns + at, slope_z)


@kernel
def fill_cover(weights, normals, covers, wide, kept, spacing, scale):
    """Write the materials of all points of `wide` but its border of 2; returns the (lowest, highest) of them [m].

    weights (rows, columns, 4) u1: sand, forest, rock, path, at most 255 together; normals (rows, columns, 3) f4 unit,
    or (0, 0, 3) when nobody asks; covers (5, columns, a multiple of 8) f4: room; wide, kept: from `fill_relief`, edits
    added; spacing [m]: between two points to the left and to the right.
    """
    rows, columns = weights.shape[:2]
    low = wide[2, 2]
    high = low
    for row in range(rows):
        place = (row + 2) * wide.shape[1] + 2
        for column in range(0, columns, 8):
            cover8(covers, kept, wide, place + column, column, spacing, scale)
        for column in range(columns):
            weights[row, column, 0] = int(covers[0, column] * FULL)
            weights[row, column, 1] = int(covers[1, column] * FULL)
            weights[row, column, 2] = int(covers[2, column] * FULL + HALF)
            weights[row, column, 3] = 0
            height = wide[row + 2, column + 2]
            low, high = min(low, height), max(high, height)
        if normals.shape[0] != 0:
            for column in range(columns):
                slope_x, slope_z = covers[3, column], covers[4, column]
                up = ONE / np.sqrt(slope_x * slope_x + slope_z * slope_z + ONE)
                normals[row, column, 0] = -slope_x * up
                normals[row, column, 1] = up
                normals[row, column, 2] = -slope_z * up
    return low, high
