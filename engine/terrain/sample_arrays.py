"""Reading the ground for whole arrays of places at once, for what runs in NumPy."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.terrain.sample import CELL, HIGH_X, HIGH_Z, INDEX_X, INDEX_Z, LOW_X, LOW_Z, TILE_CELLS, TILE_SIDE

Array = NDArray[Any]


def sample_heights(columns: Mapping[str, Array], x: Array, z: Array) -> Array:
    """Height [m] of the ground at places (k,) [m], in their own type: of float32 places the bits of `sample_height`.

    `columns` holds `ground_tiles`, `ground_index` and `ground_frame`.
    """
    tiles, index = columns["ground_tiles"], columns["ground_index"]
    frame = columns["ground_frame"].astype(x.dtype)
    one = x.dtype.type(1)
    u = np.clip(x, frame[LOW_X], frame[HIGH_X]) / frame[CELL]
    v = np.clip(z, frame[LOW_Z], frame[HIGH_Z]) / frame[CELL]
    column, row = np.floor(u).astype(np.int64), np.floor(v).astype(np.int64)
    u, v = (u - column).astype(x.dtype), (v - row).astype(x.dtype)
    first = np.rint(frame[[INDEX_X, INDEX_Z]] / frame[CELL]).astype(np.int64) // TILE_CELLS
    tile = tiles.reshape(-1, TILE_SIDE, TILE_SIDE)
    which = index[row // TILE_CELLS - first[1], column // TILE_CELLS - first[0]]
    row, column = row % TILE_CELLS, column % TILE_CELLS
    near = tile[which, row, column] * (one - u) + tile[which, row, column + 1] * u
    far = tile[which, row + 1, column] * (one - u) + tile[which, row + 1, column + 1] * u
    return near * (one - v) + far * v
