"""Feet and picture agree: what is drawn of the ground is as near to what is stood on as each level can tell it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.terrain.landscape import Landscape
from engine.terrain.lattice import WORLD_HALF_M, ChunkKey
from engine.terrain.sample import sample_height
from engine.terrain.tiles import cut_tiles
from tests.engine.terrain.pinned.drawn_surface import drawn_heights, gaps, twists
from tests.engine.terrain.pinned.wilds import Wild
from tests.projects.shipped import echo_grove

#: Largest |foot - drawn| [m] by level in a world of amplitude 60, whose mountains are 300 m high.
STATED_M = (0.4, 1.5, 6.0, 12.0, 20.0, 40.0)
#: Float32 heights are rounded, where they are added up in another order.
ROUNDING_M = 2e-4


def keys(level: int) -> st.SearchStrategy[ChunkKey]:
    half = int(WORLD_HALF_M) // (64 << level)
    side = st.integers(-half, half - 1)
    return st.builds(ChunkKey, st.just(level), side, side)


@settings(deadline=None, max_examples=40)
@given(keys(0), st.integers(0, 99), st.sampled_from([3.0, 60.0, 400.0]))
def test_at_full_detail_they_differ_by_a_quarter_of_a_quads_twist_at_most(key, seed, amplitude):
    # the two triangles and the bilinear patch of a quad meet at its corners; between, by v (1 - u) times its twist
    land = Landscape(Wild(seed=seed, amplitude=amplitude))
    assert gaps(land, key, 500, seed).max() <= twists(land.make_chunk(key)).max() / 4 + ROUNDING_M


def test_the_middle_of_a_quads_cut_is_where_a_quarter_of_the_twist_is_reached():
    land, key = Landscape(Wild(amplitude=400.0)), ChunkKey(0, 40, -31)
    chunk = land.make_chunk(key)
    middle = np.arange(64) + 0.5
    u, v = (place.reshape(-1) for place in np.meshgrid(middle, middle))
    i, j = key.corner
    apart = np.abs(land.heights_at(i + u, j + v) - drawn_heights(chunk, u, v))
    assert apart.max() == pytest.approx(twists(chunk).max() / 4, abs=ROUNDING_M)


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 5).flatmap(keys), st.integers(0, 99))
def test_a_coarse_level_is_off_by_what_it_leaves_out_at_the_points_and_a_quarter_of_a_twist(key, seed):
    # given what a coarse chunk leaves out at every lattice point of it
    land = Landscape(Wild(seed=seed, amplitude=60.0))
    chunk, (i, j), stride = land.make_chunk(key), key.corner, key.stride
    side = min(64 * stride, 256)  # a corner of it is enough
    fine = land.lattice_heights(i, j, side + 1).astype(np.float64)
    u, v = np.meshgrid(np.arange(side + 1) / stride, np.arange(side + 1) / stride)
    left_out = np.abs(fine - drawn_heights(chunk, u.reshape(-1), v.reshape(-1)).reshape(u.shape)).max()
    twist = np.abs(fine[:-1, :-1] - fine[:-1, 1:] - fine[1:, :-1] + fine[1:, 1:]).max()

    # then between the points it is off by a quarter of a twist more at most
    places = np.random.default_rng(seed).uniform(0, side / stride, (2, 500)).astype(np.float32)
    places = np.floor(places * 64) / 64
    feet = land.heights_at(i + places[0] * stride, j + places[1] * stride)
    assert np.abs(feet - drawn_heights(chunk, *places)).max() <= left_out + twist / 4 + ROUNDING_M * 4


@pytest.mark.parametrize("level", range(6))
def test_no_level_is_further_off_than_stated(level):
    rng, half = np.random.default_rng(level), int(WORLD_HALF_M) // (64 << level)
    worst = 0.0
    for seed in range(24):
        key = ChunkKey(level, *rng.integers(-half, half, 2).tolist())
        worst = max(worst, float(gaps(Landscape(Wild(seed=seed, amplitude=60.0)), key, 500, seed).max()))
    assert worst <= STATED_M[level]


def test_in_echo_grove_feet_are_within_three_centimetres_of_the_picture():
    land = echo_grove().landscape
    for key in (ChunkKey(0, x, z) for x in (-1, 0) for z in (-1, 0)):
        assert gaps(land, key, 1_000).max() < 0.03


@settings(deadline=None, max_examples=60)
@given(
    st.integers(-2, 1), st.integers(-2, 1), st.floats(-70, 70, width=32), st.floats(-70, 70, width=32),
    st.sampled_from([0.5, 1.0]), st.integers(0, 99),
)  # fmt: skip
def test_a_height_has_the_same_bits_wherever_the_index_begins(tile_x, tile_z, x, z, cell, seed):
    # given one ground cut in tiles as a whole, and a part of it cut on its own
    rng = np.random.default_rng(seed)
    whole = rng.uniform(-9, 9, (321, 321)).astype(np.float32)
    first = -160
    i, j = tile_x * 64 - first, tile_z * 64 - first
    part = whole[j : j + 129, i : i + 129]
    one = cut_tiles(whole, (first, first), cell, 1.0)
    other = cut_tiles(np.ascontiguousarray(part), (tile_x * 64, tile_z * 64), cell, 1.0)

    # then a place on the part has the same bits on both
    low_x, low_z, high_x, high_z = other["ground_frame"][4:8]
    x, z = np.clip(np.float32(x), low_x, high_x), np.clip(np.float32(z), low_z, high_z)
    assert sample_height(*one.values(), x, z) == sample_height(*other.values(), x, z)
