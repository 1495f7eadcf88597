"""Edits lie in tiles: put together in any order they are the same, and a version tells when those of a place change."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.terrain.edits import NO_EDITS, EditTile, TerrainEdits
from tests.engine.terrain.worlds import random_tile, tile

keys = st.tuples(st.integers(-40, 40), st.integers(-40, 40))


def test_nothing_edited_has_no_version():
    assert NO_EDITS.version_in(-70_000, -70_000, 70_000, 70_000) == 0
    assert len(NO_EDITS) == 0


def test_the_order_of_changes_is_nothing():
    changes = [{(0, 0): tile(5)}, {(1, 0): tile(6)}, {(-1, 17): random_tile(3)}]
    made = []
    for order in permutations(changes):
        edits = NO_EDITS
        for change in order:
            edits = edits.replaced(change)
        made.append(edits)

    assert all(edits == made[0] for edits in made)
    assert len({edits.version_in(-300, -300, 300, 300) for edits in made}) == 1
    assert len({hash(edits) for edits in made}) == 1


def test_taking_a_tile_away_gives_back_what_was():
    one = NO_EDITS.replaced({(3, 4): tile(7)})
    both = one.replaced({(3, 5): tile(8)})

    assert both.replaced({(3, 5): None}) == one
    assert one.replaced({(3, 4): None}) == NO_EDITS
    assert both.tile(3, 5) == tile(8)
    assert both.tile(3, 6) is None
    assert len(both) == 2


@given(
    st.dictionaries(keys, st.integers(1, 9), max_size=30), keys, st.integers(1, 400), st.sampled_from([1, 2, 16, 32])
)
def test_a_version_is_that_of_the_tiles_which_own_a_point(found, corner, size, stride):
    # given tiles anywhere and a span of lattice points, every `stride`-th of which counts
    edits = TerrainEdits({key: tile(millimetres) for key, millimetres in found.items()})
    low_i, low_j = corner[0] * 13, corner[1] * 13

    def owns(number, low):
        return any(low <= point <= low + size and point % stride == 0 for point in range(number * 16, number * 16 + 16))

    # then the version is that of the touching tiles alone
    touching = {(x, z): edits.tiles[x, z] for x, z in found if owns(x, low_i) and owns(z, low_j)}
    everywhere = TerrainEdits(touching).version_in(-(10**6), -(10**6), 10**6, 10**6)
    assert edits.version_in(low_i, low_j, low_i + size, low_j + size, stride) == everywhere
    assert (everywhere == 0) == (not touching)
    assert 0 <= everywhere < 2**63


def test_versions_of_many_spans_of_the_same_edits_do_not_mix():
    # given a tile in each place of two neighbouring squares of 16 x 16 tiles
    found = {(x, z): tile(1 + x + 50 * z) for x in range(32) for z in range(16)}
    edits = TerrainEdits(found)
    # when spans are asked for that cover a square wholly, along x alone, along z alone, or not, then each has its own
    for stride in (1, 32):
        for high_i in (255, 300, 511):
            for high_j in (15, 31, 100, 255):
                inside = {key: of for key, of in found.items() if key[0] * 16 <= high_i and key[1] * 16 <= high_j}
                expected = TerrainEdits(inside).version_in(-999, -999, 9_999, 9_999, stride)
                assert edits.version_in(0, 0, high_i, high_j, stride) == expected


def test_a_tile_elsewhere_or_with_another_content_has_another_version():
    everywhere = (-100, -100, 100, 100)
    versions = {
        TerrainEdits({key: of}).version_in(*everywhere) for key in ((0, 0), (1, 0)) for of in (tile(1), tile(2))
    }
    assert len(versions) == 4
    assert 0 < TerrainEdits({(x, 0): tile(1) for x in range(-6, 6)}).version_in(*everywhere) < 2**63


def test_a_version_is_the_same_in_every_process():
    assert TerrainEdits({(2, -3): tile(1)}).version_in(0, -100, 100, 0) == 3407037950790641359


def test_a_tile_keeps_what_it_was_given():
    heights = np.zeros((16, 16), np.int32)
    kept = EditTile(heights, np.zeros((16, 16, 4), np.uint8), np.zeros((16, 16), np.uint8))
    heights[:] = 9
    assert not kept.heights.any()
    assert kept.is_empty
    with pytest.raises(ValueError, match="read-only"):
        kept.heights[0, 0] = 1


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"heights": np.zeros((16, 15), np.int32)}, r"heights is int32\[16, 15\]; expected \[16, 16\]"),
        ({"heights": np.full((16, 16), 0.5)}, "expected .* whole numbers that fit int32"),
        ({"cover": np.full((16, 16), 256)}, "cover .* fit uint8"),
        ({"weights": np.full((16, 16, 4), 64, np.uint8)}, "more than 255"),
    ],
)
def test_a_tile_that_is_none_is_refused(changed, message):
    arrays = {
        "heights": np.zeros((16, 16), np.int32),
        "weights": np.zeros((16, 16, 4), np.uint8),
        "cover": np.zeros((16, 16)),
    }
    with pytest.raises(ValueError, match=message):
        EditTile(**(arrays | changed))
