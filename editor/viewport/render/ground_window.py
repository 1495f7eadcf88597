"""A window on endless ground, as bare as shadows, rings and dark spots need it: places without colours."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.ground_shape import GroundShape, grid_triangles
from engine.present.draw_list import Ground


def window_shape(ground: Ground) -> GroundShape:
    """The samples of a ground as they are: vertex rows (n, 3) f4 place [m], triangles, and one box round all."""
    rows, columns = ground.heights.shape
    x = ground.origin[0] + np.arange(columns) * ground.cell
    z = ground.origin[1] + np.arange(rows) * ground.cell
    vertices = np.empty((rows, columns, 3), dtype=np.float32)
    vertices[..., 0] = x
    vertices[..., 1] = ground.heights
    vertices[..., 2] = z[:, None]
    places = vertices.reshape(-1, 3)
    indices = _triangles(rows, columns)
    low, high = places[:1].copy(), places[-1:].copy()
    low[0, 1], high[0, 1] = ground.heights.min(), ground.heights.max()
    first, count = np.zeros(1, dtype=np.int64), np.array([len(indices)], dtype=np.int32)
    return GroundShape(places, indices, first, count, low, high, x, z, ground.heights)


@lru_cache(maxsize=8)
def _triangles(rows: int, columns: int) -> NDArray[np.uint32]:
    number = np.arange(rows * columns).reshape(rows, columns)
    return grid_triangles(number).ravel().astype(np.uint32)
