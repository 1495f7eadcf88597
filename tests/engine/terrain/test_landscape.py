"""One ground, asked by chunk or by place, plain or edited, near the origin or at the end of the world."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.terrain.chunk import MATERIALS
from engine.terrain.edits import NO_EDITS, TerrainEdits
from engine.terrain.height import make_patch, path_mask
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import MOST_LEVEL, ChunkKey
from tests.engine.terrain.worlds import PATCH, Settings, random_tile, tile

LANDS = {"patch": Landscape(PATCH), "endless": Landscape(Settings())}


@st.composite
def worlds_and_keys(draw, finest=0):
    """A landscape of any seed, with a few edits near the chunk, and a chunk anywhere in the world."""
    kind = draw(st.sampled_from(["patch", "endless"]))
    made = Settings(
        kind, seed=draw(st.integers(-(2**40), 2**63 - 1)), size_m=33.0, amplitude=draw(st.sampled_from([0.0, 7.5, 60]))
    )
    level = draw(st.integers(finest, MOST_LEVEL))
    most = 1024 >> level
    place = st.integers(-most, most - 2) | st.sampled_from([-most, most - 2, -1, 0])
    key = ChunkKey(level, draw(place), draw(place))
    near = st.integers(-3, (66 << level) // 16 + 3)
    corner = [number // 16 for number in key.corner]
    tiles = draw(st.dictionaries(st.tuples(near, near), st.integers(0, 5), max_size=6))
    edits = {(corner[0] + x, corner[1] + z): random_tile(number) for (x, z), number in tiles.items()}
    return Landscape(made, TerrainEdits(edits)), key


@settings(deadline=None)
@given(worlds_and_keys())
def test_neighbours_agree_to_the_bit_wherever_they_overlap(world):
    land, key = world
    chunk = land.make_chunk(key)
    beside = land.make_chunk(key._replace(x=key.x + 1))
    below = land.make_chunk(key._replace(z=key.z + 1))

    assert np.array_equal(chunk.heights[:, 64:], beside.heights[:, :5])
    assert np.array_equal(chunk.heights[64:], below.heights[:5])
    assert np.array_equal(chunk.weights[:, 64], beside.weights[:, 0])
    assert np.array_equal(chunk.weights[64], below.weights[0])


@settings(deadline=None)
@given(worlds_and_keys(finest=1))
def test_a_coarser_level_has_the_finer_ones_heights(world):
    land, key = world
    coarse = land.make_chunk(key).inner
    for n, child in enumerate(key.children):
        fine = land.make_chunk(child).inner
        column, row = 32 * (n % 2), 32 * (n // 2)
        assert np.array_equal(coarse[row : row + 33, column : column + 33], fine[::2, ::2])


@settings(deadline=None)
@given(worlds_and_keys())
def test_a_chunk_is_finite_and_its_bounds_are_reached(world):
    land, key = world
    chunk = land.make_chunk(key)

    assert np.isfinite(chunk.heights).all()
    assert chunk.low == chunk.inner.min()
    assert chunk.high == chunk.inner.max()
    assert chunk.weights.sum(axis=2, dtype=int).max() <= 255
    assert chunk.nbytes == 69 * 69 * 4 + 65 * 65 * 4
    assert chunk.key == key
    assert chunk.version == land.chunk_version(key)


@settings(deadline=None)
@given(worlds_and_keys(), st.integers(0, 63), st.integers(0, 63), st.floats(0, 1, width=32), st.floats(0, 1, width=32))
def test_a_place_is_as_high_as_the_chunk_says(world, column, row, u, v):
    # given the finest chunk at a place
    land, key = world
    key = ChunkKey(0, key.x, key.z)
    heights = land.make_chunk(key).inner
    i, j = key.corner
    x, z = np.float32((i + column + u) * land.cell), np.float32((j + row + v) * land.cell)
    if land.kind == "patch":  # whose rim goes on
        x, z = (np.clip(place, *land.bounds[::2]) for place in (x, z))
    scaled = x / np.float32(land.cell), z / np.float32(land.cell)
    at, below = int(np.floor(scaled[0])) - i, int(np.floor(scaled[1])) - j
    if not (0 <= at < 64 and 0 <= below < 64):
        return
    one = np.float32(1)
    u, v = (place - np.floor(place) for place in scaled)

    # then it is the mean of the corners, to the bit
    near = heights[below, at] * (one - u) + heights[below, at + 1] * u
    far = heights[below + 1, at] * (one - u) + heights[below + 1, at + 1] * u
    assert land.height_at(x, z) == near * (one - v) + far * v


@settings(deadline=None)
@given(worlds_and_keys(), st.integers(0, 64), st.integers(0, 64))
def test_materials_of_a_place_are_those_of_the_finest_chunk(world, column, row):
    land, key = world
    key = ChunkKey(0, key.x, key.z)
    weights = land.make_chunk(key).weights
    place = ((key.corner[0] + column) * land.cell, (key.corner[1] + row) * land.cell)
    assert np.array_equal(land.weights_at(*place), weights[row, column])


@pytest.mark.parametrize("kind", LANDS)
@pytest.mark.parametrize("level", range(MOST_LEVEL + 1))
def test_a_version_changes_exactly_with_the_edits_that_reach_the_chunk(kind, level):
    # given a chunk across the middle of the world
    land, key = LANDS[kind], ChunkKey(level, 0, -1)
    before, content = land.chunk_version(key), land.make_chunk(key).digest()
    low_i, low_j = (number - 2 * key.stride for number in key.corner)
    reach = 68 * key.stride
    side = range(low_i // 16 - 3, (low_i + reach) // 16 + 4, 1 + (1 << level) // 4)

    for tx in side:
        for tz in (low_j // 16 - 1, low_j // 16, (low_j + reach) // 16, (low_j + reach) // 16 + 1):
            # when a tile at its edge is raised
            raised = land.with_edits(TerrainEdits({(tx, tz): tile(1_000)}))
            # then the version changes whenever the content does
            changed = raised.make_chunk(key).digest() != content
            told = raised.chunk_version(key) != before
            assert told or not changed
            # and the border alone is reason enough, so only a tile of which no point is read changes nothing
            heights = np.array_equal(raised.make_chunk(key).heights, land.make_chunk(key).heights)
            assert told != heights or (kind == "patch" and key.stride > 16)


def test_a_version_names_what_the_ground_is_made_from():
    key = ChunkKey(1, 2, 3)
    others = [Settings(seed=6), Settings(amplitude=61), Settings("patch"), Settings("patch", size_m=61)]
    versions = {Landscape(made).chunk_version(key) for made in (Settings(), *others)}

    assert len(versions) == 5
    assert Landscape(Settings(size_m=90, path=False)).chunk_version(key) == Landscape(Settings()).chunk_version(key)


def test_edits_are_offsets_over_the_seed_at_every_level():
    # given a hill of 3 m on one tile
    land = LANDS["endless"]
    raised = land.with_edits(TerrainEdits({(2, 1): tile(3_000)}))
    for level in range(MOST_LEVEL):
        key = ChunkKey(level, 0, 0)
        grown = raised.make_chunk(key).inner - land.make_chunk(key).inner
        points = np.arange(65) * key.stride
        inside = ((points // 16 == 1)[:, None]) & ((points // 16 == 2)[None, :])
        assert np.allclose(grown, np.where(inside, 3.0, 0.0), atol=1e-4)


def test_paint_covers_the_climate_as_far_as_it_says():
    bare = LANDS["endless"]
    under = bare.weights_at(8, 8)
    for cover, expected in ((255, [0, 0, 0, 255]), (0, under.tolist())):
        painted = bare.with_edits(TerrainEdits({(0, 0): tile(0, (0, 0, 0, 255), cover)}))
        assert painted.weights_at(8, 8).tolist() == expected
        assert painted.height_at(8, 8) == bare.height_at(8, 8)


def test_a_patch_is_what_it_always_was():
    land, patch, mask = LANDS["patch"], make_patch(PATCH), path_mask(PATCH)
    assert mask is not None
    chunk = land.make_chunk(ChunkKey(0, -1, -1))

    assert land.bounds == (-30.0, -30.0, 30.0, 30.0)
    assert np.array_equal(chunk.inner[4:, 4:], patch.heights[:61, :61])
    assert np.array_equal(chunk.weights[4:, 4:, MATERIALS.index("path")], np.floor(mask[:61, :61] * 255 + 0.5))
    assert (chunk.inner[:4] == chunk.inner[4]).all()
    assert land.height_at(1e9, 0.0) == land.height_at(30.0, 0.0)


def test_an_odd_number_of_cells_becomes_even():
    assert Landscape(Settings("patch", size_m=32.5)).bounds == (-16.5, -16.5, 16.5, 16.5)
    assert make_patch(Settings("patch", size_m=32.5)).heights.shape == (67, 67)


def test_a_patch_can_be_edited_up_to_its_rim():
    edits = TerrainEdits({(3, 0): tile(500), (3, 1): tile(0, (0, 0, 255, 0), 255)})
    land = LANDS["patch"].with_edits(edits)
    dense = make_patch(PATCH, edits)

    assert np.array_equal(land.make_chunk(ChunkKey(0, 0, 0)).inner[:61, :61], dense.heights[60:, 60:])
    assert land.height_at(100.0, 1.0) == LANDS["patch"].height_at(100.0, 1.0) + np.float32(0.5)
    assert land.weights_at(100.0, 10.0).tolist() == [0, 0, 255, 0]


def test_the_end_of_the_world_is_told():
    land = LANDS["endless"]
    assert np.isfinite(land.heights_at([-65536, 65536], [65536, -65536])).all()
    with pytest.raises(ValueError, match=r"x is 65537 m, beyond the end of the world; expected -65536 to 65536 m"):
        land.height_at(65_537, 0)
    with pytest.raises(ValueError, match="z is nan m"):
        land.heights_at([0, 0], [1, np.nan])
    with pytest.raises(ValueError, match="beyond the end of the world"):
        land.make_chunk(ChunkKey(5, 32, 0))


def test_places_far_apart_and_together_are_those_asked_for_one_by_one():
    random = np.random.default_rng(8)
    x, z = random.uniform(-400, 400, (2, 60))
    x[::7], z[::7] = random.uniform(-60_000, 60_000, (2, 9))
    for land in LANDS.values():
        assert np.array_equal(land.heights_at(x, z), [land.height_at(a, b) for a, b in zip(x, z, strict=True)])
        one_by_one = [land.weights_at(a, b) for a, b in zip(x, z, strict=True)]
        assert np.array_equal(land.weights_at(x, z), one_by_one)
        assert land.heights_at([], []).shape == (0,)
        assert land.weights_at([], []).shape == (0, 4)


def test_asking_for_many_places_keeps_their_shape():
    land = LANDS["endless"]
    found = land.heights_at(np.zeros((3, 1)), np.arange(4.0))
    assert found.shape == (3, 4)
    assert found.dtype == np.float32
    assert land.weights_at([1.0, 2.0], 3.0).shape == (2, 4)
    assert land.with_edits(NO_EDITS).height_at(0, 2) == found[0, 2]


@settings(deadline=None)
@given(st.dictionaries(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), st.integers(0, 5), min_size=1, max_size=3))
def test_outside_of_the_box_of_an_edit_no_height_is_another(tiles):
    before = LANDS["endless"]
    after = before.with_edits(TerrainEdits({key: random_tile(number) for key, number in tiles.items()}))
    low_x, low_z, high_x, high_z = after.changed_box(before)
    x, z = np.random.default_rng(1).uniform(-80.0, 80.0, (2, 4000)).astype(np.float32)
    differs = before.heights_at(x, z) != after.heights_at(x, z)
    inside = (x >= low_x) & (z >= low_z) & (x <= high_x) & (z <= high_z)
    assert differs.any()
    assert not differs[~inside].any()
    assert after.changed_box(LANDS["patch"]) is None
    assert LANDS["patch"].changed_box(LANDS["patch"].with_edits(after.edits)) is None
    low_x, _, high_x, _ = before.changed_box(before)
    assert low_x > high_x
