"""Smooth values between macro points: the uniform cubic B-spline, whose curvature is continuous."""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.terrain.kernels.macro import MACRO_CELLS, MACRO_SHIFT
from engine.terrain.noise import ONE, THREE
from engine.world.kernel import helper, kernel

F32 = np.float32
SIXTH, FOUR, SIX = F32(1.0 / 6.0), F32(4), F32(6)
STEP = F32(1.0 / MACRO_CELLS)


@helper
def spline_weights(point):
    """Weights of the macro points -1, 0, 1 and 2 from that at or before lattice point `point`, float32."""
    t = F32(point & (MACRO_CELLS - 1)) * STEP
    left = ONE - t
    square, cube = t * t, t * t * t
    return (
        left * left * left * SIXTH,
        (THREE * cube - SIX * square + FOUR) * SIXTH,
        (THREE * square - THREE * cube + THREE * t + ONE) * SIXTH,
        cube * SIXTH,
    )


@kernel
def spread_columns(spread, planes, first_i, low_i, stride):
    """Write spread (8, rows, wide) f4: the planes' rows at columns low_i + stride * n, along x alone.

    `first_i` is the lattice column of the planes' first, at least 32 before low_i.
    """
    for column in range(spread.shape[2]):
        i = low_i + stride * column
        a, b, c, d = spline_weights(i)
        at = ((i - first_i) >> MACRO_SHIFT) - 1
        for plane in range(spread.shape[0]):
            for row in range(spread.shape[1]):
                spread[plane, row, column] = (
                    planes[plane, row, at] * a
                    + planes[plane, row, at + 1] * b
                    + planes[plane, row, at + 2] * c
                    + planes[plane, row, at + 3] * d
                )
