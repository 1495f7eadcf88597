"""The noise that the world is made of: Perlin's, exact at any distance, smooth between the macro points."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.terrain.kernels.gradients import GRADIENT_X, GRADIENT_Z, noise_at
from engine.terrain.kernels.macro import MACRO_CELLS, PLANES
from engine.terrain.kernels.octaves import (
    LINES,
    OCTAVES,
    PERIOD_X,
    PERIOD_Z,
    TURN_LONG,
    TURN_X,
    TURN_Z,
    begin,
    enter,
    octave8,
    octave_state,
)
from engine.terrain.kernels.spline import spread_columns
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import ChunkKey
from engine.world.kernel import plain_twin
from engine.world.random import mix
from tests.engine.terrain.worlds import Settings

F32 = np.float32
points = st.integers(-66_000, 66_000)
shifts = st.integers(-4096 * 500, 4096 * 500).map(lambda number: F32(number / 4096))


def perlin(state: int, x: float, z: float) -> float:
    """Gradient noise at (x, z) [cells] in double precision, by its definition."""
    column, row = int(np.floor(x)), int(np.floor(z))
    total = 0.0
    for down in (0, 1):
        for right in (0, 1):
            way_x, way_z = x - column - right, z - row - down
            number = mix(mix(state, row + down), column + right) & 63
            faded = [1 - abs(way) ** 3 * (abs(way) * (abs(way) * 6 - 15) + 10) for way in (way_x, way_z)]
            total += faded[0] * faded[1] * (float(GRADIENT_X[number]) * way_x + float(GRADIENT_Z[number]) * way_z)
    return total


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), points, points, shifts, shifts, st.sampled_from([7, 419, 8513]))
def test_noise_is_gradient_noise_as_exact_at_the_end_of_the_world_as_at_the_origin(state, i, j, x, z, period):
    expected = perlin(state, (i + float(x)) / period, (j + float(z)) / period)
    assert abs(noise_at(state, i, j, x, z, period) - expected) < 3e-6


def octave_row(octave, seed, low_i, stride, j):
    """Eight points of an octave as the relief makes them, after the row before."""
    lines, shares = np.zeros((OCTAVES, LINES, 8), F32), np.zeros((OCTAVES, 4), F32)
    rows = np.full(OCTAVES, -(10**9))
    begin(lines, rows, OCTAVES, seed, low_i, stride)
    for row in (j - int(PERIOD_Z[octave]), j):
        enter(lines, shares, rows, OCTAVES, seed, low_i, row, stride)
    return octave8(lines, shares, octave, 0)


@settings(deadline=None)
@given(st.integers(0, OCTAVES - 1), st.integers(0, 99), points, st.sampled_from([1, 2, 8, 32]), points)
def test_octaves_by_rows_are_the_same_noise(octave, seed, low_i, stride, j):
    made = plain_twin(octave_row)(octave, seed, low_i, stride, j)
    state, shift_x, shift_z = octave_state(seed, octave)
    x, z, long = (int(table[octave]) for table in (TURN_X, TURN_Z, TURN_LONG))
    assert x * x + z * z == long * long
    for n, found in enumerate(made.tolist()):
        i, k = low_i + stride * n + shift_x, j + shift_z
        across, along = (x * i + z * k) / long, (x * k - z * i) / long
        assert abs(found - perlin(state, across / int(PERIOD_X[octave]), along / int(PERIOD_Z[octave]))) < 3e-6


def test_the_gradients_are_as_long_as_each_other_and_go_every_way():
    lengths = np.hypot(GRADIENT_X, GRADIENT_Z)
    assert np.allclose(lengths, 1.5, atol=2e-3)
    assert abs(GRADIENT_X.sum()) < 1e-3
    assert abs(GRADIENT_Z.sum()) < 1e-3


@settings(deadline=None)
@given(st.integers(-2_000, 2_000), st.sampled_from([1, 4, 32]))
def test_the_spline_keeps_what_is_straight(low_i, stride):
    first_i = (low_i // MACRO_CELLS - 1) * MACRO_CELLS
    straight = np.arange(40, dtype=F32) * F32(MACRO_CELLS) + F32(first_i)
    planes = np.broadcast_to(straight, (PLANES, 1, 40)).copy()
    spread = np.empty((PLANES, 1, 32), F32)
    spread_columns(spread, planes, first_i, low_i, stride)
    assert np.allclose(spread, low_i + stride * np.arange(32), atol=2e-3)


def test_no_step_anywhere_from_end_to_end_of_the_world():
    # given the heights of two lines across the whole world, one along x and one along z
    land = Landscape(Settings())
    for name in ("x", "z"):
        line = []
        for n in range(-1024, 1024):
            key = ChunkKey(0, 3, 3)._replace(**{name: n})
            inner = land.make_chunk(key).inner
            line.append(inner[5, :64] if name == "x" else inner[:64, 5])
        heights = np.concatenate(line).astype(float)

        # then no two neighbours differ by more than a cliff does, and no jump stands alone
        assert np.abs(np.diff(heights)).max() < 6.0
        assert np.abs(np.diff(heights, n=3)).max() < 3.0
