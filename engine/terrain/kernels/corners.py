"""Bounds of a chunk, and heights between lattice points."""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.world.kernel import kernel

F32 = np.float32
ONE = F32(1)


@kernel
def bounds_of(heights, border):
    """Lowest and highest of `heights` f4 without `border` points around it."""
    low = heights[border, border]
    high = low
    for row in range(border, heights.shape[0] - border):
        for column in range(border, heights.shape[1] - border):
            low, high = min(low, heights[row, column]), max(high, heights[row, column])
    return low, high


@kernel
def mix_corners(found, corners, u, v):
    """Write the bilinear height at (u, v) (n,) f4 0..1 between corners (n, 4) f4: near, near right, far, far right."""
    for n in range(found.shape[0]):
        near = corners[n, 0] * (ONE - u[n]) + corners[n, 1] * u[n]
        far = corners[n, 2] * (ONE - u[n]) + corners[n, 3] * u[n]
        found[n] = near * (ONE - v[n]) + far * v[n]
