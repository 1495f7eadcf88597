"""Finer grids under the eye meet the coarser ones around them, point by point."""

import numpy as np
import pytest

from editor.viewport.render.terrain.near_grids import near_grids
from engine.terrain.lattice import ChunkKey
from engine.terrain.levels.drawn import DrawnChunks
from engine.terrain.levels.watertight import vertices
from tests.editor.viewport.render.terrain.patchwork import HILLS, frame_of, leaves

QUADS = (64, 32, 16)
EYE = (30.0, HILLS.height_at(30.0, 30.0) + 2.0, 30.0)


def rim(key: ChunkKey, edges: np.ndarray, quads: int, side: int) -> set[tuple[int, int, float]]:
    """The points that a chunk's drawn edge has."""
    steps = np.arange(quads + 1)
    still = np.full_like(steps, (0, quads, 0, quads)[side])
    u, v = (still, steps) if side < 2 else (steps, still)
    one = np.ones(1, dtype=np.float32)
    numbers = [np.array([number], dtype=np.int32) for number in key]
    drawn = DrawnChunks((key,), *numbers, one, edges[None], 0, 0)
    i, j, height = vertices(drawn, HILLS.make_chunk(key).heights[None], u, v, quads)
    return set(zip(i[0].tolist(), j[0].tolist(), height[0].tolist(), strict=True))


def test_all_rims_share_their_points() -> None:
    keys = [ChunkKey(0, x, z) for x in range(-5, 6) for z in range(-5, 6)]
    frame = frame_of(keys)
    grids, edges = near_grids(frame, 64, EYE)
    assert edges is not None
    assert sorted(set(grids.tolist())) == [0, 1, 2]

    for i, (_, x, z) in enumerate(keys):
        for side, (dx, dz) in ((1, (1, 0)), (3, (0, 1))):
            other = ChunkKey(0, x + dx, z + dz)
            if other in keys:
                j = keys.index(other)
                mine = rim(keys[i], edges[i], QUADS[grids[i]], side)
                assert mine == rim(other, edges[j], QUADS[grids[j]], side - 1)


def test_a_finer_grid_needs_neighbours_of_the_finest_level() -> None:
    keys = leaves(EYE, (1.0, 192.0, 384.0, 768.0, 1536.0))
    grids, edges = near_grids(frame_of(keys), 64, EYE)

    assert any(key.level == 0 for key in keys)
    assert edges is None or not (grids == 0).any()


@pytest.mark.parametrize("height", [70.0, 400.0])
def test_from_high_above_all_is_drawn_alike(height: float) -> None:
    frame = frame_of([ChunkKey(0, x, z) for x in range(-2, 3) for z in range(-2, 3)])
    top = float(frame.high.max())

    grids, edges = near_grids(frame, 64, (30.0, top + height, 30.0))
    assert edges is None
    assert set(grids.tolist()) == {2}


@pytest.mark.parametrize("place", [(0.0, 0.0), (30.0, 30.0), (63.9, 0.1), (-20.0, 64.0), (100.5, -3.0)])
def test_chunks_that_touch_no_near_one_change_nothing(place: tuple[float, float]) -> None:
    """A near chunk lies within 84 m, so one that touches it lies within 84 m and its side."""
    x, z = place
    eye = (x, HILLS.height_at(x, z) + 2.0, z)
    wide = frame_of([ChunkKey(0, i, j) for i in range(-7, 9) for j in range(-7, 9)])
    close = frame_of([ChunkKey(0, i, j) for i in range(-4, 6) for j in range(-4, 6)])

    grids, edges = near_grids(wide, 64, eye)
    near_only, near_edges = near_grids(close, 64, eye)

    assert edges is not None
    assert near_edges is not None
    known = {(int(i), int(j)): k for k, (i, j) in enumerate(zip(wide.x, wide.z, strict=True))}
    same = [known[int(i), int(j)] for i, j in zip(close.x, close.z, strict=True)]
    assert (grids[same] == near_only).all()
    assert (edges[same] == near_edges).all()
    assert (np.delete(grids, same) == 2).all()
