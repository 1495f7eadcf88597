"""Scenery comes in piece by piece and stands where the landscape says."""

from concurrent.futures import wait
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.viewport.camera.camera import looking_at
from editor.viewport.ground.scenery import REACH_M, Scenery, scenery_workers
from editor.viewport.render.instance_cells import Groups
from editor.viewport.render.kernels.cells import cull_cells
from editor.viewport.render.kernels.pieces import pack_piece
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.renderer import Renderer
from engine.present.draw_list import DrawList, instances
from engine.schema.files import TerrainSettings
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import ChunkKey
from engine.terrain.props import PROP_MESHES, props_of

WOOD = Landscape(TerrainSettings(kind="endless", seed=237, amplitude=150.0))


def whole(x: float, z: float, scale: float = 0.3) -> Scenery:
    scenery = Scenery(WOOD, scale)
    for _ in range(1000):
        scenery.around(x, z)
        if scenery.is_whole:
            return scenery
    raise AssertionError("the scenery never became whole")


def test_each_frame_adds_some_until_all_is_there() -> None:
    scenery = Scenery(WOOD, 0.3)
    scenery.around(600.0, 900.0)
    assert 0 < len(scenery.shown)
    assert not scenery.is_whole

    done = whole(600.0, 900.0)
    assert len(done.shown) > len(scenery.shown)
    key = done.shown[0]
    assert key.level == 0
    assert np.array_equal(done.rows[key].x, props_of(WOOD.make_chunk(key), WOOD).x)


def test_pieces_lie_within_reach_and_beside_each_other() -> None:
    shown = whole(600.0, 900.0).shown
    area = {(key.level, key.x, key.z) for key in shown}
    assert len(area) == len(shown)
    for key in shown:
        assert not any((level, key.x >> (level - key.level), key.z >> (level - key.level)) in area
                       for level in range(key.level + 1, 3))  # fmt: skip
        # A piece is cut into four where one of them is reached, so that its things stand in full up to the reach.
        reached = key if key.level == 2 else key.parent
        side = 64.0 * 2**reached.level
        places = ((reached.x, 600.0), (reached.z, 900.0))
        gaps = [max(low * side - at, at - (low + 1) * side, 0.0) for low, at in places]
        assert np.hypot(*gaps) <= REACH_M[key.level] * 0.3


@settings(deadline=None, max_examples=40)
@given(st.floats(-3000, 3000), st.floats(-3000, 3000), st.floats(0.0, 0.99), st.floats(0.0, 6.28))
def test_within_the_reach_of_a_level_pieces_are_as_fine_and_leave_no_gap(x, z, share, turn) -> None:
    scenery = Scenery(WOOD)
    scenery.around(x, z)
    area = {(key.level, key.x, key.z) for key in scenery._pieces(x, z)}
    for level, reach in enumerate(REACH_M):
        at = (x + reach * share * np.sin(turn), z + reach * share * np.cos(turn))
        found = [n for n in range(3) if (n, int(at[0] // (64 << n)), int(at[1] // (64 << n))) in area]
        assert len(found) == 1
        assert found[0] <= level


def test_workers_make_the_same_as_frames_do() -> None:
    slow = whole(600.0, 900.0)
    with scenery_workers() as workers:
        scenery = Scenery(WOOD, 0.3, workers)
        scenery.around(600.0, 900.0)
        assert not scenery.rows
        while not scenery.is_whole:
            wait(list(scenery._coming.values()))
            scenery.around(600.0, 900.0)
    assert set(scenery.shown) == set(slow.shown)
    assert all(np.array_equal(a, b) for key in slow.shown
               for a, b in zip(scenery.rows[key], slow.rows[key], strict=True))  # fmt: skip


def test_what_a_worker_made_of_the_ground_before_an_edit_is_not_shown() -> None:
    with scenery_workers() as workers:
        scenery = Scenery(WOOD, 0.3, workers)
        scenery.around(600.0, 900.0)
        late = list(scenery._coming.values())
        wait(late)
        scenery.replace(WOOD.with_edits(WOOD.edits))
        scenery.around(600.0, 900.0)
        assert not scenery.rows
        assert not set(late) & set(scenery._coming.values())


def test_nothing_is_done_where_nothing_changed() -> None:
    scenery = whole(600.0, 900.0)
    shown = scenery.shown
    scenery.around(605.0, 899.0)
    assert scenery.shown is shown


@settings(deadline=None, max_examples=20)
@given(st.integers(-30, 30), st.integers(-30, 30), st.integers(0, 2))
def test_a_packed_piece_holds_everything_in_boxes_that_contain_it(x, z, level) -> None:
    key = ChunkKey(level, x, z)
    props = props_of(WOOD.make_chunk(key), WOOD)
    side, parts = 64.0 * 2**level, 2 if level == 0 else 1
    packed = []
    for pack in (pack_piece, getattr(pack_piece, "py_func", pack_piece)):
        many = len(PROP_MESHES) * parts**2
        groups, rows = Groups.of(many), np.zeros((len(props), 12), dtype=np.float32)
        corner = np.array((x * side, z * side), dtype=np.float32)
        sizes = np.linspace(0.5, 2.5, len(PROP_MESHES)).astype(np.float32)
        things = (props.mesh, props.x, props.y, props.z, np.cos(props.yaw), np.sin(props.yaw), props.scale, props.tint)
        count = int(
            pack(
                *things, props.rank, corner, corner, np.float32(side), parts, np.array((0.6, 0.25, 0.0), np.float32),
                np.array((100.0, 200.0, 300.0), np.float32), sizes * 100, sizes, sizes, sizes,
                np.zeros(many + 1, dtype=np.int64), rows, groups.mesh, groups.low, groups.high, groups.first,
                groups.count, groups.reach,
            )
        )  # fmt: skip
        packed.append((rows, groups.cut(count)))
    rows, groups = packed[0]
    assert np.array_equal(rows, packed[1][0])
    assert groups.count.sum() == len(props)
    assert np.array_equal(np.sort(rows[:, 1]), np.sort(props.y))
    for k in range(len(groups.mesh)):
        part = rows[groups.first[k] : groups.first[k] + groups.count[k]]
        wide = (part[:, 3] * sizes[groups.mesh[k]])[:, None]
        assert (part[:, :3] - wide >= groups.low[k] - 1e-3).all()
        assert (part[:, :3] + wide <= groups.high[k] + 1e-3).all()
        assert groups.reach[k] == part[:, 11].max()
    # The farther a level shows a thing, the farther it is drawn.
    for rank, y in zip(props.rank.tolist(), props.y.tolist(), strict=True):
        end = rows[rows[:, 1] == np.float32(y), 11].max()
        assert end <= (100.0 if rank >= 0.6 else 200.0 if rank >= 0.25 else 300.0) or level == 0


def test_a_thing_shrinks_towards_where_it_ends_and_no_sooner(renderer: Renderer) -> None:
    cells = renderer.new_cells(4, 8)
    bare = RenderOptions(editing=False, grid=False, backdrop="#ff00ff")
    camera = looking_at((0.0, 2.0, -20.0), (0.0, 2.0, 0.0))
    renderer.resize((160, 90))
    covered = []
    for end in (0.0, 200.0, 21.0, 19.0):
        rows, mesh = renderer.packed(instances("pine", np.zeros((1, 3), dtype=np.float32)))
        rows = rows.copy()
        rows[:, 11] = end
        cells.put("one", rows, mesh, np.full(1, 500.0, dtype=np.float32))
        renderer.draw(DrawList(), camera, bare)
        picture = renderer.read_pixels()
        covered.append(int((np.abs(picture[..., :3].astype(int) - picture[0, 0, :3]).max(axis=2) > 30).sum()))
    cells.clear()
    assert covered[0] == covered[1] > 2 * covered[2] > 0
    assert covered[3] == 0


def test_cells_move_with_the_anchor_and_go_when_removed(renderer: Renderer) -> None:
    cells = renderer.new_cells(6, 8)
    planes = np.zeros((6, 4), dtype=np.float32)
    planes[:, 3] = 1.0
    eye = np.zeros(3, dtype=np.float32)
    reach = np.full(3, 50.0, dtype=np.float32)
    rows, mesh = renderer.packed(instances("pine", np.zeros((3, 3), dtype=np.float32)))
    for number in range(3):
        cells.put(number, rows, mesh, reach, (1024.0 * number, 0.0))
    shown = []
    for anchor in ((0.0, 0.0), (1024.0, 0.0), (2048.0, 0.0), (9000.0, 0.0)):
        cells.cull(planes, eye, anchor)
        shown.append(cells.instance_count)
    assert shown == [3, 3, 3, 0]
    cells.remove(2)
    cells.cull(planes, eye, (2048.0, 0.0))
    assert cells.instance_count == 0
    # A cell of more meshes than there was room for takes the others along.
    names = ("pine", "broadleaf", "bush", "fern", "grass", "rock")
    parts = [renderer.packed(instances(name, np.zeros((1, 3), dtype=np.float32))) for name in names]
    many = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    cells.put("all", *many, np.full(6, 50.0, dtype=np.float32), (5000.0, 0.0))
    for at, count in ((0.0, 3), (1024.0, 3), (5000.0, 6)):
        cells.cull(planes, eye, (at, 0.0))
        assert cells.instance_count == count
    cells.clear()


def test_another_landscape_keeps_what_is_the_same() -> None:
    scenery = whole(600.0, 900.0)
    kept = dict(scenery.rows)
    scenery.replace(WOOD.with_edits(WOOD.edits))
    scenery.around(600.0, 900.0)

    assert all(scenery.rows[key] is rows for key, rows in kept.items())


def test_things_are_drawn_where_they_stand_also_far_from_the_origin(renderer: Renderer) -> None:
    for far in (0.0, 40_960.0):
        scenery = whole(600.0 + far, 900.0)
        trees = [
            (float(x), float(y), float(z), float(scale))
            for rows in scenery.rows.values()
            for x, y, z, scale, mesh in zip(rows.x, rows.y, rows.z, rows.scale, rows.mesh, strict=True)
            if mesh <= 1
        ]
        if not trees:
            pytest.skip("no tree stands there")
        x, y, z, scale = min(trees, key=lambda tree: np.hypot(tree[0] - 600.0 - far, tree[2] - 900.0))
        renderer.resize((320, 180))
        camera = looking_at((x, y + 3.0, z + 16.0 * scale), (x, y + 2.0 * scale, z))
        bare = RenderOptions(editing=False, grid=False, backdrop="#ff00ff")
        picture = DrawList(scenery=scenery)
        for _ in range(len(scenery.shown)):
            renderer.draw(picture, camera, bare)
        shown = renderer.read_pixels()
        renderer.draw(replace(picture, scenery=None), camera, bare)
        empty = renderer.read_pixels()
        difference = np.abs(shown.astype(int) - empty).max(axis=2) > 40
        assert difference[60:110, 150:170].any()
        # Before the player it gives way.
        renderer.draw(picture, camera, replace(bare, clear_to=(x, y, z - 4.0)))
        cleared = np.abs(renderer.read_pixels().astype(int) - shown).max(axis=2) > 40
        assert cleared[60:110, 150:170].any()


def test_culling_gives_the_same_as_plain_python() -> None:
    random = np.random.default_rng(3)
    low = random.uniform(-80.0, 80.0, (60, 3)).astype(np.float32)
    boxes = (low, (low + random.uniform(1.0, 9.0, (60, 3))).astype(np.float32))
    planes = random.normal(size=(6, 4)).astype(np.float32)
    planes[:, 3] += np.float32(90.0)
    eye = np.zeros(3, dtype=np.float32)
    numbers = [np.arange(60, dtype=np.int32) * 5, np.full(60, 5, dtype=np.int32), np.arange(60, dtype=np.int32) % 3]
    reach = np.full(60, 70.0, dtype=np.float32)
    starts, sizes = np.array([0, 30, 60], dtype=np.int32), np.array([30, 30, 9], dtype=np.int32)
    lods = np.array([[1, 24, 2, 50, 2, 60], [1, 24, 2, 50, 2, 60], [2, 24, 2, 50, 2, 60]], dtype=np.float32)
    found = []
    for cull in (cull_cells, getattr(cull_cells, "py_func", cull_cells)):
        out = (np.zeros((60, 4), dtype=np.uint32), np.zeros(60, dtype=np.int32), np.zeros(60, dtype=np.int32))
        count = cull(planes, eye, *boxes, *numbers, reach, lods, starts, sizes, *out)
        found.append((int(count), *(each[: int(count)].tolist() for each in out)))
    assert found[0] == found[1]
    assert 0 < found[0][0] < 60


def test_a_piece_names_its_chunk() -> None:
    assert all(isinstance(key, ChunkKey) for key in whole(600.0, 900.0).shown)
