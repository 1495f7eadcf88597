"""Tiles of the ground: what the simulation's columns hold, cut out of one dense array of heights."""

import numpy as np
from numpy.typing import NDArray

from engine.terrain.sample import TILE_CELLS, TILE_HEIGHTS, TILE_SIDE

Tables = dict[str, NDArray[np.generic]]
NOTHING = 0
"""Row of `ground_tiles` that stands for a tile that is not there: no heights, all NaN."""


def cut_tiles(heights: NDArray[np.float32], first: tuple[int, int], cell: float, steepest: float) -> Tables:
    """The columns `ground_tiles`, `ground_index` and `ground_frame` of dense heights (rows along z, columns along x).

    `first` is the lattice column and row of heights[0, 0]; the ground ends with the array. What a tile holds beyond
    that repeats the rim, and is never stood on. `cell` [m] must be a power of two.
    """
    rows, columns = heights.shape
    low_i, low_j = first
    high_i, high_j = low_i + columns - 1, low_j + rows - 1
    # The last lattice line may begin a tile: what stands exactly on it is looked up there.
    tiles_x = range(low_i // TILE_CELLS, high_i // TILE_CELLS + 1)
    tiles_z = range(low_j // TILE_CELLS, high_j // TILE_CELLS + 1)
    tiles = np.empty((1 + len(tiles_x) * len(tiles_z), TILE_HEIGHTS), np.float32)
    tiles[NOTHING] = np.nan
    index = np.arange(1, len(tiles), dtype=np.int32).reshape(len(tiles_z), len(tiles_x))
    along = np.arange(TILE_SIDE)
    for slot, (tile_z, tile_x) in enumerate(((z, x) for z in tiles_z for x in tiles_x), 1):
        row = np.clip(tile_z * TILE_CELLS + along - low_j, 0, rows - 1)
        column = np.clip(tile_x * TILE_CELLS + along - low_i, 0, columns - 1)
        tiles[slot] = heights[row[:, None], column[None, :]].reshape(-1)
    side = TILE_CELLS * cell
    frame = [
        tiles_x[0] * side, tiles_z[0] * side, cell, steepest,
        low_i * cell, low_j * cell, high_i * cell, high_j * cell, float(heights.max()),
    ]  # fmt: skip
    return {"ground_tiles": tiles, "ground_index": index, "ground_frame": np.array(frame, np.float32)}
