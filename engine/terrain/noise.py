"""Float32 noise on the integer lattice: the same bits compiled, in plain Python and on every machine."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.kernel import helper
from engine.world.random import rand01

F32 = np.float32
ZERO, ONE, HALF, TWO, THREE = F32(0), F32(1), F32(0.5), F32(2), F32(3)
SIX, TEN, FIFTEEN = F32(6), F32(10), F32(15)
LACUNARITY = F32(2.03)  # not 2, so that the lattices of two octaves never line up
SHIFT_X, SHIFT_Z = F32(17), F32(31)


@helper
def smoothstep(low, high, value):
    """Hermite step from 0 at `low` to 1 at `high`, all float32."""
    t = (value - low) / (high - low)
    t = min(max(t, ZERO), ONE)
    return t * t * (THREE - TWO * t)


@helper
def fade(t):
    """Perlin's quintic t^3 (6 t^2 - 15 t + 10): slopes and curvatures meet at the lattice lines."""
    return t * t * t * (t * (t * SIX - FIFTEEN) + TEN)


@helper
def value_noise(x, z, seed, octave):
    """Value noise in [0, 1) at (x, z) [lattice cells], float32; `octave` picks an independent lattice."""
    base_x = np.floor(x)
    base_z = np.floor(z)
    u = fade(x - base_x)
    v = fade(z - base_z)
    column = int(base_x)
    row = int(base_z)
    a = rand01(seed, octave, column, row)
    b = rand01(seed, octave, column + 1, row)
    c = rand01(seed, octave, column, row + 1)
    d = rand01(seed, octave, column + 1, row + 1)
    return (a * (ONE - u) + b * u) * (ONE - v) + (c * (ONE - u) + d * u) * v


@helper
def fractal_noise(x, z, seed, octaves):
    """Sum of `octaves` value noises, each half as strong and about twice as fine; float32 in [0, 1)."""
    total = ZERO
    strength = HALF
    for octave in range(octaves):
        total = total + strength * value_noise(x, z, seed, octave)
        x = x * LACUNARITY + SHIFT_X
        z = z * LACUNARITY + SHIFT_Z
        strength = strength * HALF
    return total


@helper
def wave(turns):
    """A sine made of parabolas, period 2, float32: sin(pi * turns) within 0.06, from products alone."""
    whole = np.floor(turns)
    part = turns - whole
    height = (ONE - part) * part * F32(4)
    if int(whole) % 2 != 0:
        height = -height
    return height
