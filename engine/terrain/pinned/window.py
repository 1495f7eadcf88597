"""The ground along lines across an endless world, as tables of its own: for queries, whatever is resident."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import CHUNK_CELLS
from engine.terrain.pinned.ground import PinnedGround
from engine.terrain.sample import HIGH_X, HIGH_Z, INDEX_X, INDEX_Z, LOW_X, LOW_Z, TILE_HEIGHTS
from engine.terrain.tiles import NOTHING

Array = NDArray[Any]
STEP_TILES = 0.25
"""A line is looked at this often, and this far around, so that no tile that it touches is left out."""
MOST_TILES = 65_536


def ground_along(pinned: PinnedGround, starts: Array, ends: Array) -> tuple[Array, Array, Array]:
    """ground_tiles, ground_index and ground_frame with every tile that a line start (q, 3) to end (q, 3) touches.

    MemoryError for lines that touch more than 65,536 tiles (about a gigabyte).
    """
    frame = pinned.pool.frame.copy()
    side = pinned.landscape.cell * CHUNK_CELLS
    low, high = frame[[LOW_X, LOW_Z]].astype(np.float64), frame[[HIGH_X, HIGH_Z]].astype(np.float64)
    found: set[tuple[int, int]] = set()
    for start, end in zip(starts[:, ::2].astype(np.float64), ends[:, ::2].astype(np.float64), strict=True):
        if not (np.isfinite(start).all() and np.isfinite(end).all()):
            continue
        steps = int(np.hypot(*(end - start)) / (side * STEP_TILES)) + 1
        share = np.linspace(0.0, 1.0, steps + 1)[:, None]
        points = start + (end - start) * share
        for aside in ((-1, -1), (-1, 1), (1, -1), (1, 1)):
            near = np.clip(points + np.array(aside) * side * STEP_TILES, low, high)
            found.update(map(tuple, np.unique(np.floor(near / side).astype(np.int64), axis=0).tolist()))
        if len(found) > MOST_TILES:
            raise MemoryError(f"these lines touch more than {MOST_TILES:,} tiles of ground; ask for shorter ones")
    return _tables(pinned, sorted(found), frame, side)


def _tables(
    pinned: PinnedGround, found: list[tuple[int, int]], frame: Array, side: float
) -> tuple[Array, Array, Array]:
    keys = np.array(found, np.int64).reshape(-1, 2)
    first = keys.min(axis=0) if len(keys) else np.zeros(2, np.int64)
    columns, rows = (keys.max(axis=0) - first + 1).tolist() if len(keys) else (1, 1)
    index = np.zeros((rows, columns), np.int32)
    tiles = np.empty((1 + len(found), TILE_HEIGHTS), np.float32)
    tiles[NOTHING] = np.nan
    for slot, (column, row) in enumerate(found, 1):
        tiles[slot] = pinned.tile(column, row).reshape(-1)
        index[row - first[1], column - first[0]] = slot
    frame[[INDEX_X, INDEX_Z]] = first * side
    return tiles, index, frame
