"""A pool of tiles of the ground by place: slots that are taken lowest first, given back when long unused, and grow."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

import heapq
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import CHUNK_CELLS, WORLD_HALF_M
from engine.terrain.sample import TILE_HEIGHTS
from engine.terrain.tiles import NOTHING

Array = NDArray[Any]
STEEPEST, HIGHEST_M = 1e9, 1e9
"""Of an endless world nobody knows a bound, and what is resident must not tell one."""


def endless_frame(cell: float, version: int) -> NDArray[np.float32]:
    """The column `ground_frame` of an endless world; its last four numbers are the version of its content."""
    half = WORLD_HALF_M
    words = [version >> shift & 0xFFFF for shift in (0, 16, 32, 48)]
    return np.array([-half, -half, cell, STEEPEST, -half, -half, half, half, HIGHEST_M, *words], np.float32)


def empty_tables(cell: float, version: int) -> dict[str, Array]:
    """The columns of an endless world of which no tile is there yet; only a pool's own are to be stood on."""
    tiles = np.full((1, TILE_HEIGHTS), np.nan, np.float32)
    return {
        "ground_tiles": tiles,
        "ground_index": np.zeros((1, 1), np.int32),
        "ground_frame": endless_frame(cell, version),
    }


class TilePool:
    """tiles (1 + capacity, 65 * 65) f4, index (rows, columns) i4 over the whole world, wanted (1 + capacity,) i8.

    `index` holds rows of `tiles`, of which the first stands for no tile; memory that no tile was ever in is not
    touched, so the index costs what is used of it.
    """

    def __init__(self, cell: float, version: int, capacity: int) -> None:
        side = int(2 * WORLD_HALF_M / (cell * CHUNK_CELLS)) + 1  # what stands on the end of the world has a tile too
        self.index = np.zeros((side, side), np.int32)
        self.frame = endless_frame(cell, version)
        self.first = -(side // 2)
        self.tiles = np.empty((1 + capacity, TILE_HEIGHTS), np.float32)
        self.tiles[NOTHING] = np.nan
        self.wanted = np.zeros(1 + capacity, np.int64)
        self.place = np.full(1 + capacity, -1, np.int64)
        self._free = list(range(1, 1 + capacity))

    @property
    def capacity(self) -> int:
        """How many tiles there is room for."""
        return len(self.tiles) - 1

    @property
    def free(self) -> int:
        """How many more there is room for."""
        return len(self._free)

    @property
    def used(self) -> int:
        """How many tiles there are."""
        return self.capacity - self.free

    def key(self, place: int) -> tuple[int, int]:
        """Tile column and row in the world of a place in the index."""
        row, column = divmod(place, self.index.shape[1])
        return column + self.first, row + self.first

    def holds(self, place: int) -> bool:
        """Whether the tile is there."""
        return int(self.index.reshape(-1)[place]) > NOTHING

    def put(self, place: int, heights: Array, clock: int) -> None:
        """Add a tile. IndexError when there is no room."""
        slot = heapq.heappop(self._free)
        self.tiles[slot] = heights.reshape(-1)
        self.place[slot], self.wanted[slot] = place, clock
        self.index.reshape(-1)[place] = slot

    def drop(self, slot: int) -> None:
        """Take a tile out."""
        self.index.reshape(-1)[self.place[slot]] = 0
        self.place[slot] = -1
        heapq.heappush(self._free, slot)

    def unused(self, since: int) -> list[int]:
        """Slots of tiles that nobody has wanted at `since` or later, the longest unwanted first."""
        slots = np.flatnonzero((self.place >= 0) & (self.wanted < since))
        return slots[np.argsort(self.wanted[slots], kind="stable")].tolist()

    def grow(self, capacity: int) -> None:
        """Make room for so many tiles in all; the arrays are other ones after that."""
        more = capacity - self.capacity
        tiles = np.empty((1 + capacity, TILE_HEIGHTS), np.float32)
        tiles[: len(self.tiles)] = self.tiles
        self._free += range(len(self.tiles), 1 + capacity)  # higher than all others, so it is a heap still
        self.tiles = tiles
        self.wanted = np.concatenate([self.wanted, np.zeros(more, np.int64)])
        self.place = np.concatenate([self.place, np.full(more, -1, np.int64)])
