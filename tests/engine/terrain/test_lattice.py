"""Chunks cut the lattice without gaps, and the world has an end that says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.terrain.lattice import CHUNK_CELLS, MOST_LEVEL, WORLD_HALF_M, ChunkKey, checked_key

places = st.integers(-1024, 1023)


@given(st.integers(1, MOST_LEVEL), places, places)
def test_four_children_fill_their_parent(level, x, z):
    key = ChunkKey(level, x, z)
    corners = {child.corner for child in key.children}
    half = key.side_cells // 2
    low_i, low_j = key.corner

    assert corners == {(low_i + a, low_j + b) for a in (0, half) for b in (0, half)}
    assert {child.parent for child in key.children} == {key}
    assert all(child.side_cells == half for child in key.children)


def test_a_root_is_two_kilometres_of_metres():
    assert ChunkKey(MOST_LEVEL, 0, 0).side_cells == 2_048
    assert ChunkKey(0, 0, 0).side_cells == CHUNK_CELLS
    assert ChunkKey(3, 0, 0).stride == 8


def test_families_end_at_both_ends():
    with pytest.raises(ValueError, match="is a root"):
        _ = ChunkKey(MOST_LEVEL, 0, 0).parent
    with pytest.raises(ValueError, match="no finer level"):
        _ = ChunkKey(0, 4, 4).children


@given(st.integers(0, MOST_LEVEL), st.sampled_from([0.5, 1.0]))
def test_the_last_chunk_of_the_world_is_made_and_the_next_is_refused(level, cell):
    count = int(WORLD_HALF_M / (cell * (CHUNK_CELLS << level)))
    for good in (-count, count - 1):
        assert checked_key(ChunkKey(level, good, 0), cell) == (level, good, 0)
    for bad in (-count - 1, count):
        with pytest.raises(ValueError, match=r"z from .* m lies beyond the end of the world; expected -65536 to 65536"):
            checked_key(ChunkKey(level, 0, bad), cell)


@pytest.mark.parametrize("level", [-1, 6])
def test_a_level_that_does_not_exist_is_refused(level):
    with pytest.raises(ValueError, match="expected 0 to 5"):
        checked_key(ChunkKey(level, 0, 0), 1.0)
