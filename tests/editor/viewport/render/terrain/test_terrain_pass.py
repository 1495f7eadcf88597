"""Endless ground, judged by its pixels."""

from dataclasses import replace

import numpy as np
import pytest

from editor.viewport.camera.camera import Camera, looking_at
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.renderer import Renderer
from editor.viewport.render.terrain.grid import chunk_grid
from engine.present.draw_list import DrawList
from engine.present.terrain import TerrainFrame
from engine.terrain.lattice import ChunkKey
from tests.editor.viewport.render.terrain.patchwork import HILLS, frame_of, leaves, next_frame

SIZE = (320, 180)
BARE = RenderOptions(editing=False, grid=False, backdrop="#ff00ff")
NEAR = (96.0, 192.0, 384.0, 768.0, 1536.0)


def shown(renderer: Renderer, frame: TerrainFrame, camera: Camera, options: RenderOptions = BARE) -> np.ndarray:
    renderer.resize(SIZE)
    renderer.draw(DrawList(terrain=frame, view_m=2500.0), camera, options)
    return renderer.read_pixels()


def uncovered(pixels: np.ndarray) -> np.ndarray:
    return (pixels[..., 0] > 250) & (pixels[..., 1] < 5) & (pixels[..., 2] > 250)


def above(x: float, z: float, metres: float) -> tuple[float, float, float]:
    return (x, HILLS.height_at(x, z) + metres, z)


@pytest.fixture(scope="module")
def frame() -> TerrainFrame:
    return frame_of(leaves((0.0, 0.0, 0.0), NEAR))


def test_no_hole_shows_between_chunks_of_all_levels(renderer: Renderer, frame: TerrainFrame) -> None:
    random = np.random.default_rng(4)
    for quads in (64, 16, 0):
        for _ in range(70):
            x, z, metres = *random.uniform(-300.0, 300.0, 2), random.uniform(2.0, 40.0 if quads == 0 else 120.0)
            way = random.uniform(0.0, 2.0 * np.pi)
            eye = above(x, z, metres)
            # So steep that the top of the picture still lies on the ground.
            camera = looking_at(eye, (eye[0] + np.sin(way), eye[1] - 0.55, eye[2] + np.cos(way)))
            pixels = shown(renderer, frame, camera, replace(BARE, terrain_quads=quads, terrain_skirts=False))
            assert not uncovered(pixels).any()


def test_children_fade_in_from_the_very_shape_of_what_they_come_from(renderer: Renderer) -> None:
    # given a chunk against the sky, and its four children in its place
    parent = ChunkKey(4, 2, 1)
    whole, parts = frame_of([parent]), frame_of(parent.children, pool=2)
    x, z = 2.5 * parent.side_cells, 1.5 * parent.side_cells
    top = float(whole.high[0])
    camera = looking_at((x, top, z + 1.6 * parent.side_cells), (x, top, z))

    def sky(frame: TerrainFrame, blend: float | None = None) -> np.ndarray:
        if blend is not None:
            share = np.full(4, blend, dtype=np.float32)
            frame = replace(frame, blend=share, edges=np.repeat(share[:, None], 4, axis=1))
        return uncovered(shown(renderer, frame, camera, replace(BARE, terrain_quads=64, terrain_skirts=False)))

    # when they fade in
    before = sky(whole)
    apart = [np.count_nonzero(sky(parts, blend) != before) for blend in (0.0, 0.25, 0.5, 1.0)]

    # then it begins with no pixel of another outline, and the outline leaves it with each frame
    assert 1000 < np.count_nonzero(before) < before.size - 1000
    assert apart[0] == 0
    assert apart[0] < apart[1] < apart[2] < apart[3]
    assert apart[3] > 10


def test_all_chunks_in_view_are_one_draw(renderer: Renderer, frame: TerrainFrame) -> None:
    eye = above(0.0, 0.0, 40.0)
    shown(renderer, frame, looking_at(eye, (300.0, 0.0, 300.0)))

    assert 1 < renderer.terrain.draws <= 3
    shown(renderer, frame, looking_at(eye, (300.0, 0.0, 300.0)), replace(BARE, terrain_quads=32))
    assert renderer.terrain.draws == 1
    assert 0 < renderer.terrain.drawn < len(frame)
    assert renderer.terrain.triangle_count == renderer.terrain.drawn * 2 * 32 * 32


def test_only_what_the_frame_tells_is_sent(renderer: Renderer, frame: TerrainFrame) -> None:
    camera = looking_at(above(0.0, 0.0, 40.0), (300.0, 0.0, 300.0))
    shown(renderer, frame, camera)
    after = next_frame(frame, [3, 5])
    first = shown(renderer, after, camera)
    assert renderer.terrain.uploads == 2

    again = shown(renderer, after, camera)
    assert renderer.terrain.uploads == 0
    assert again.tobytes() == first.tobytes()

    quiet = replace(after, uploads=())
    shown(renderer, quiet, camera)
    assert renderer.terrain.uploads == 0

    missed = next_frame(next_frame(after))
    shown(renderer, missed, camera)
    assert renderer.terrain.uploads == len(frame)


def test_a_grid_fits_its_neighbour_only_with_an_even_number_of_quads() -> None:
    vertices, indices = chunk_grid(16)

    assert len(vertices) == 17 * 17 + 4 * 17
    assert len(indices) == 6 * (16 * 16 + 4 * 16)
    bare, triangles = chunk_grid(16, skirt=False)
    assert (len(bare), len(triangles)) == (17 * 17, 6 * 16 * 16)
    assert (bare == vertices[: len(bare)]).all()
    assert (triangles == indices[: len(triangles)]).all()
    with pytest.raises(ValueError, match="even number"):
        chunk_grid(15)
