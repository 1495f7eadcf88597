"""Biomes of an endless world: what covers each lattice point, from climate, height and slope."""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.terrain.kernels.relief import gradient_noise
from engine.terrain.noise import ONE, ZERO, smoothstep
from engine.world.kernel import kernel

F32 = np.float32
HALF, FULL = F32(0.5), F32(255)


@kernel
def fill_weights(weights, heights, low_i, low_j, stride, cell, seed, amplitude):
    """Write weights u1 (rows, columns, 4) of the points inside of `heights`' border of 2; returns their (low, high)."""
    low = heights[2, 2]
    high = low
    spacing = F32(2) * cell * F32(stride)
    for row in range(weights.shape[0]):
        for column in range(weights.shape[1]):
            i, j = low_i + stride * (column + 2), low_j + stride * (row + 2)
            height = heights[row + 2, column + 2]
            low, high = min(low, height), max(high, height)
            slope_x = (heights[row + 2, column + 3] - heights[row + 2, column + 1]) / spacing
            slope_z = (heights[row + 3, column + 2] - heights[row + 1, column + 2]) / spacing
            slope = np.sqrt(slope_x * slope_x + slope_z * slope_z)
            dry = smoothstep(F32(0.05), F32(0.2), gradient_noise(i, j, 4096, seed, 40))
            wet = smoothstep(F32(0), F32(0.15), gradient_noise(i, j, 2048, seed, 41)) * (ONE - dry)
            rock = smoothstep(F32(0.5), F32(0.9), slope)
            left = ONE - rock
            weights[row, column, 0] = int(left * dry * FULL + HALF)
            weights[row, column, 1] = int(left * wet * FULL)
            weights[row, column, 2] = int(rock * FULL)
            weights[row, column, 3] = int(ZERO)
    return low, high
