"""Scenery comes in piece by piece and stands where the landscape says."""

from dataclasses import replace

import numpy as np
import pytest

from editor.viewport.camera.camera import looking_at
from editor.viewport.render.kernels.cells import cull_cells
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.renderer import Renderer
from editor.viewport.scenery import REACH_M, Scenery
from engine.present.draw_list import DrawList
from engine.schema.files import TerrainSettings
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import ChunkKey
from engine.terrain.props import props_of

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
        side = 64.0 * 2**key.level
        gaps = [max(low * side - at, at - (low + 1) * side, 0.0) for low, at in ((key.x, 600.0), (key.z, 900.0))]
        assert np.hypot(*gaps) <= REACH_M[key.level] * 0.3


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
