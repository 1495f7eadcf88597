"""Gradient noise on whole numbers: 64 directions picked by a hash of the corner, cells of any whole period.

Perlin, "Improving noise" (SIGGRAPH 2002), with his quintic fade. Cell and fraction come from integer division, so a
place at 65 km is as exact as one at the origin; periods are primes, so lattices of two octaves never line up.
"""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.terrain.noise import ONE, fade
from engine.world.kernel import helper
from engine.world.random import mix

F32 = np.float32
DIRECTIONS = 64
_TURN = 2.0 * np.pi * (np.arange(DIRECTIONS) + 0.5) / DIRECTIONS
# Rounded to 1/1024, so that no machine's cosine differs; 1.5 is the gain that brings noise to about -1..1.
GRADIENT_X = (np.round(np.cos(_TURN) * 1024.0) * (1.5 / 1024.0)).astype(np.float32)
GRADIENT_Z = (np.round(np.sin(_TURN) * 1024.0) * (1.5 / 1024.0)).astype(np.float32)


@helper
def layer_state(seed, layer):
    """The hash that all corners of one layer of noise begin with."""
    return mix(mix(mix(0x9E3779B9, seed), int(seed) >> 32), layer)


@helper
def direction(row_state, column):
    """Which of the 64 directions the corner at `column` has; `row_state` is the layer's, mixed with the row."""
    return mix(row_state, column) & 63


@helper
def noise_at(state, i, j, shift_x, shift_z, period):
    """Noise, about -1..1, float32, at (shift_x, shift_z) f4 from lattice point (i, j), in cells of `period` points."""
    whole_x, whole_z = np.floor(shift_x), np.floor(shift_z)
    i = i + int(whole_x)
    j = j + int(whole_z)
    column, row = i // period, j // period
    scale = ONE / F32(period)
    u = (F32(i - column * period) + (shift_x - whole_x)) * scale
    v = (F32(j - row * period) + (shift_z - whole_z)) * scale
    near, far = mix(state, row), mix(state, row + 1)
    a, b = direction(near, column), direction(near, column + 1)
    c, d = direction(far, column), direction(far, column + 1)
    across, along = fade(u), fade(v)
    left, below = u - ONE, v - ONE
    first = (GRADIENT_X[a] * u + GRADIENT_Z[a] * v) * (ONE - across) + (
        GRADIENT_X[b] * left + GRADIENT_Z[b] * v
    ) * across
    second = (GRADIENT_X[c] * u + GRADIENT_Z[c] * below) * (ONE - across) + (
        GRADIENT_X[d] * left + GRADIENT_Z[d] * below
    ) * across
    return first * (ONE - along) + second * along
