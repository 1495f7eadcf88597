"""The relief of an endless world: a height for every lattice point, from whole numbers."""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.terrain.noise import ONE, ZERO, fade, smoothstep
from engine.world.kernel import helper, kernel
from engine.world.random import random_bits

F32 = np.float32
BYTE = F32(1.0 / 127.5)


@helper
def corner_slope(seed, octave, column, row, along_x, along_z):
    """What the gradient of a lattice corner gives at (along_x, along_z) from it, float32."""
    bits = random_bits(seed, octave, column, row)
    return (F32(bits & 0xFF) * BYTE - ONE) * along_x + (F32((bits >> 8) & 0xFF) * BYTE - ONE) * along_z


@helper
def gradient_noise(i, j, period, seed, octave):
    """Gradient noise, about -1..1, of lattice point (i, j) with cells of `period` points, float32."""
    column, row = i // period, j // period
    u, v = F32(i - column * period) / F32(period), F32(j - row * period) / F32(period)
    a = corner_slope(seed, octave, column, row, u, v)
    b = corner_slope(seed, octave, column + 1, row, u - ONE, v)
    c = corner_slope(seed, octave, column, row + 1, u, v - ONE)
    d = corner_slope(seed, octave, column + 1, row + 1, u - ONE, v - ONE)
    across, along = fade(u), fade(v)
    return (a * (ONE - across) + b * across) * (ONE - along) + (c * (ONE - across) + d * across) * along


@helper
def relief_height(i, j, seed, amplitude):
    """Height [m] of lattice point (i, j), float32."""
    hills = ZERO
    strength = ONE
    period = 1024
    for octave in range(7):
        hills = hills + strength * gradient_noise(i, j, period, seed, octave)
        period = period // 2
        strength = strength * F32(0.45)
    ridge = ONE - abs(gradient_noise(i, j, 2048, seed, 20))
    away = F32(i) * F32(i) + F32(j) * F32(j)
    calm = F32(0.15) + F32(0.85) * smoothstep(F32(120 * 120), F32(500 * 500), away)
    range_ = smoothstep(ZERO, F32(0.5), gradient_noise(i, j, 8192, seed, 21))
    return amplitude * calm * (hills * F32(0.5) + ridge * ridge * range_ * F32(3))


@kernel
def fill_relief(heights, low_i, low_j, stride, seed, amplitude):
    """Write the seed's heights [m] f4, rows along z, of the lattice points low + stride * n."""
    for row in range(heights.shape[0]):
        for column in range(heights.shape[1]):
            heights[row, column] = relief_height(low_i + stride * column, low_j + stride * row, seed, amplitude)
