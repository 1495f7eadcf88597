"""Scenery stands where its biome bears it, the same at every level and whatever else is loaded."""

from collections import Counter
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.present.meshes import MESHES
from engine.terrain.edits import EditTile, TerrainEdits
from engine.terrain.kernels.scenery import fill_scenery
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import ChunkKey
from engine.terrain.props import KEPT, PROP_MESHES, PropRows, props_of
from engine.world.kernel import plain_twin
from tests.engine.terrain.worlds import PATCH, Settings, tile

LAND = Landscape(Settings())
FAR = ChunkKey(0, 9, -7)


@lru_cache(maxsize=64)
def standing(key: ChunkKey, land: Landscape = LAND) -> PropRows:
    return props_of(land.make_chunk(key), land)


def things(rows: PropRows) -> set[tuple[float, ...]]:
    """Everything but the height, which is that of the ground that is drawn."""
    columns = (rows.mesh, rows.x, rows.z, rows.yaw, rows.scale, *rows.tint.T)
    return set(zip(*(column.tolist() for column in columns), strict=True))


def covered(*paint: int) -> Landscape:
    """A world of which some tiles round FAR are painted over."""
    i, j = (number // 16 for number in FAR.corner)
    painted = {(i + x, j + z): tile(0, paint, 255) for x in range(-1, 6) for z in range(-1, 6)}
    return LAND.with_edits(TerrainEdits(painted))


@settings(deadline=None, max_examples=25)
@given(st.integers(1, len(KEPT) - 1), st.integers(-60, 60), st.integers(-60, 60))
def test_what_stands_at_a_coarser_level_stands_at_the_finer_one(level, x, z):
    key = ChunkKey(level, x, z)
    coarse, fine = standing(key), [standing(child) for child in key.children]

    assert things(coarse) <= set().union(*map(things, fine))
    assert len(coarse) <= sum(map(len, fine))


def test_a_coarse_level_shows_a_share_of_the_large_things_and_the_coarsest_none():
    keys = [ChunkKey(2, x, z) for x in range(-8, 8, 3) for z in range(-8, 8, 3)]
    coarse = sum(len(standing(key)) for key in keys)
    fine = sum(len(standing(child)) for key in keys for child in key.children)
    assert 0.2 < coarse / fine < 0.6
    names = {PROP_MESHES[number] for key in keys for number in standing(key).mesh.tolist()}
    assert {"pine", "broadleaf"} <= names
    assert not names & {"bush", "fern", "grass", "rock"}
    assert not len(standing(ChunkKey(len(KEPT), 0, 0)))


@settings(deadline=None, max_examples=25)
@given(st.integers(-900, 900), st.integers(-900, 900))
def test_everything_stands_on_the_ground_of_its_own_chunk(x, z):
    key = ChunkKey(0, x, z)
    rows = standing(key)
    i, j = key.corner

    assert ((rows.x >= i) & (rows.x <= i + 64) & (rows.z >= j) & (rows.z <= j + 64)).all()
    assert np.allclose(rows.y, LAND.heights_at(rows.x, rows.z), atol=0.02)
    assert (rows.scale > 0.2).all()
    assert (np.abs(rows.tint - 1) < 0.35).all()
    assert rows.mesh.dtype == np.uint8
    assert all(column.dtype == np.float32 for column in rows[1:])


@pytest.mark.parametrize(
    ("paint", "grows", "not_here"),
    [
        ((0, 255, 0, 0), {"pine", "broadleaf", "fern"}, {"cactus", "grass"}),
        ((255, 0, 0, 0), {"cactus", "rock"}, {"pine", "broadleaf", "fern", "grass"}),
        ((0, 0, 255, 0), {"rock", "boulder"}, {"broadleaf", "cactus", "bush", "grass"}),
        ((0, 0, 0, 0), {"grass", "bush"}, {"cactus", "fern", "boulder"}),
    ],
)
def test_each_biome_bears_its_own(paint, grows, not_here):
    painted = covered(*paint)
    counts: Counter[str] = Counter()
    for x in range(2):
        rows = props_of(painted.make_chunk(FAR._replace(x=FAR.x + x)), painted)
        inside = rows.x < (FAR.corner[0] + 80)
        counts.update(PROP_MESHES[number] for number in rows.mesh[inside].tolist())

    assert grows <= counts.keys()
    assert not not_here & counts.keys()


def test_nothing_stands_on_a_painted_path_and_all_of_it_grows_again():
    assert len(standing(FAR))
    painted = covered(0, 0, 0, 255)
    assert not len(props_of(painted.make_chunk(FAR), painted))
    again = painted.with_edits(TerrainEdits({}))
    assert things(props_of(again.make_chunk(FAR), again)) == things(standing(FAR))


def test_scenery_follows_the_shaped_ground():
    i, j = (number // 16 for number in FAR.corner)
    everywhere = {(i + x, j + z): tile(4_000) for x in range(-1, 6) for z in range(-1, 6)}
    raised = LAND.with_edits(TerrainEdits(everywhere))
    rows, before = props_of(raised.make_chunk(FAR), raised), standing(FAR)
    same = {(x, z): y for x, y, z in zip(before.x.tolist(), before.y.tolist(), before.z.tolist(), strict=True)}
    lifts = [
        y - same[x, z]
        for x, y, z in zip(rows.x.tolist(), rows.y.tolist(), rows.z.tolist(), strict=True)
        if (x, z) in same
    ]
    assert len(lifts) > len(before) / 2
    assert np.allclose(lifts, 4.0, atol=1e-3)


def test_no_two_chunks_are_strewn_alike():
    painted = covered(0, 255, 0, 0)
    places = []
    for key in (FAR, FAR._replace(x=FAR.x + 1), FAR._replace(z=FAR.z + 1)):
        rows = props_of(painted.make_chunk(key), painted)
        places.append(set(zip((rows.x % 64).round(3).tolist(), (rows.z % 64).round(3).tolist(), strict=True)))
    assert not places[0] & places[1]
    assert not places[0] & places[2]


def test_an_encounter_at_the_origin_has_room():
    for seed in range(6):
        land = Landscape(Settings(seed=seed))
        for key in (ChunkKey(0, x, z) for x in (-1, 0) for z in (-1, 0)):
            rows = props_of(land.make_chunk(key), land)
            assert (np.hypot(rows.x, rows.z) >= 14.0).all()


def test_a_patch_has_the_scenery_of_its_authors_alone():
    land = Landscape(PATCH)
    assert len(props_of(land.make_chunk(ChunkKey(0, 0, 0)), land)) == 0


def test_every_prop_has_a_mesh_and_a_large_one_another_for_the_distance():
    for name in PROP_MESHES:
        spec = MESHES.spec(name)
        assert spec.name == name
        assert spec.mesh.triangle_count < 500
        if spec.mesh.height > 1.5:
            assert MESHES.spec(spec.far).mesh.triangle_count < spec.mesh.triangle_count


def test_a_thing_stands_on_the_ground_of_its_level_too():
    for level in range(1, len(KEPT)):
        key = ChunkKey(level, 2, -3)
        chunk, rows = LAND.make_chunk(key), standing(key)
        right, below = (rows.x - key.corner[0]) / key.stride, (rows.z - key.corner[1]) / key.stride
        column, row = right.astype(int), below.astype(int)
        corners = np.stack([chunk.inner[row + down, column + more] for down in (0, 1) for more in (0, 1)])
        assert len(rows) > 5
        assert (rows.y >= corners.min(axis=0) - 1e-3).all()
        assert (rows.y <= corners.max(axis=0) + 1e-3).all()


def test_a_path_one_metre_wide_stays_free_at_every_level():
    # given a wood with a path as narrow as a lattice point through each of its tiles
    weights, cover = np.zeros((16, 16, 4), np.uint8), np.full((16, 16), 255, np.uint8)
    weights[..., 1], weights[:, 7] = 255, (0, 0, 0, 255)
    wood = EditTile(np.zeros((16, 16), np.int32), weights, cover)
    key = ChunkKey(2, 1, 1)
    i, j = (number // 16 for number in key.corner)
    painted = LAND.with_edits(TerrainEdits({(i + x, j + z): wood for x in range(-1, 18) for z in range(-1, 18)}))
    for level in (0, 2):
        one = key if level else ChunkKey(0, 4, 4)
        rows = props_of(painted.make_chunk(one), painted)
        across = rows.x % 16
        assert len(rows) > 20
        assert not ((across > 6) & (across < 8)).any()


def test_the_plain_python_twin_strews_the_same():
    chunk = LAND.make_chunk(FAR)
    i, j = FAR.corner
    block = LAND.block((i - 8, j - 8), 4, (21, 21))
    weights, _, _ = block.cover(1.0)
    paint = np.zeros((65, 65, 4), np.uint8)
    paint[:, 20:30, 3] = 200
    made = []
    for strew in (fill_scenery, plain_twin(fill_scenery)):
        found, meshes = np.zeros((256, 7), np.float32), np.zeros(256, np.uint8)
        ground = weights, block.heights, chunk.heights, paint
        count = strew(found, meshes, *ground, i, j, 1, np.float32(1), 5, np.float32(1), np.float32(0.7), True)
        made.append((count, found.tobytes(), meshes.tobytes()))
    assert made[0] == made[1]
    assert made[0][0] > 10
