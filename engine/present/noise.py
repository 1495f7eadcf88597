"""Repeatable value noise for things that are only looked at: colours, foliage, far hills, clouds."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

F64 = NDArray[np.float64]


def lattice(column: NDArray[np.int64], row: NDArray[np.int64], seed: int) -> F64:
    """A number 0..1 for each lattice point, the same on every machine."""
    mixed = (column * 374761393 + row * 668265263 + seed * 1442695041) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((mixed ^ (mixed >> 16)) & 0xFFFF) / 65535.0


def value_noise(x: ArrayLike, y: ArrayLike, seed: int = 0) -> F64:
    """Smooth noise 0..1 with features one unit wide."""
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    u, v = _quintic(x - column), _quintic(y - row)
    low = lattice(column, row, seed) * (1 - u) + lattice(column + 1, row, seed) * u
    high = lattice(column, row + 1, seed) * (1 - u) + lattice(column + 1, row + 1, seed) * u
    return low * (1 - v) + high * v


def fractal_noise(x: ArrayLike, y: ArrayLike, octaves: int = 4, seed: int = 0) -> F64:
    """Sum of octaves of value noise, each half as strong and about twice as fine; about 0..1."""
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    total = np.zeros(np.broadcast(x, y).shape)
    strength = 0.5
    for octave in range(octaves):
        total = total + strength * value_noise(x, y, seed + octave)
        x, y = x * 2.03 + 17.0, y * 2.03 + 31.0
        strength *= 0.5
    return total


def smoothstep(low: float, high: float, value: ArrayLike) -> F64:
    """0 below low, 1 above high, smooth between."""
    t = np.clip((np.asarray(value, dtype=np.float64) - low) / (high - low), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def _quintic(t: F64) -> F64:
    return t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
