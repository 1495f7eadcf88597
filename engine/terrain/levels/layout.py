"""Where a chunk lies in the flat arrays of the quadtree: one number for each chunk of the world, level by level."""

import math
from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import CHUNK_CELLS, MOST_LEVEL, WORLD_HALF_M, ChunkKey
from engine.terrain.levels.settings import LevelSettings

UNITS = 1024
"""Lengths are whole numbers of 1/1024 m, so that compiled code and plain Python decide alike."""
KEYS_KEPT = 4096
CHILDREN_KEPT = 1024

I8 = NDArray[np.int64]


class Layout:
    """The arrays' shape for a cell size.

    Inside, chunk (level, x, z) has whole coordinates from 0: x + half, z + half; half [chunks] is the number of
    chunks from the world's middle to its end. bits (6,): log2 of the chunks along a side of the world; offset (6,):
    place of a level's first chunk; side (6,): a chunk's side in 1/1024 m. A chunk's number is
    offset + (x + half) * 2^bits + (z + half).
    """

    def __init__(self, settings: LevelSettings) -> None:
        cell = round(settings.cell * UNITS)
        levels = np.arange(MOST_LEVEL + 1, dtype=np.int64)
        self.side: I8 = CHUNK_CELLS * cell * (1 << levels)
        self.half: I8 = round(WORLD_HALF_M) * UNITS // self.side
        if self.half[MOST_LEVEL] < 1:
            raise ValueError(f"cell is {settings.cell} m: a root of it is larger than the world")
        self.bits: I8 = np.array([int(half).bit_length() for half in self.half], np.int64)
        counts = 1 << (2 * self.bits)
        self.offset: I8 = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
        self.size = int(counts.sum())
        self._keys: dict[int, ChunkKey] = {}
        self._children: dict[int, tuple[ChunkKey, ...]] = {}
        # Plain numbers: a jump names hundreds of chunks for the first time, and arrays read one by one are slow.
        self._starts: list[int] = self.offset.tolist()
        self._shapes = list(zip(self._starts, self.bits.tolist(), self.half.tolist(), strict=True))

        # A quarter of a root beyond the view is wanted too: at 200 m/s that is two seconds to fetch it in.
        view = settings.view_m
        reach = view + float(self.side[MOST_LEVEL]) / UNITS / 4
        leave = reach * (1 + settings.hysteresis)
        self.view2, self.reach2, self.leave2 = (units(length) ** 2 for length in (view, reach, leave))
        across = int(2 * units(leave) // int(self.side[MOST_LEVEL])) + 3
        self.most_roots = min(across * across, int(counts[MOST_LEVEL]))
        near = [0, *settings.distances_m]
        far = [0, *(distance * (1 + settings.hysteresis) for distance in settings.distances_m)]
        self.near2: I8 = np.array([units(length) ** 2 for length in near], np.int64)
        self.far2: I8 = np.array([units(length) ** 2 for length in far], np.int64)
        # Lists of inner chunks, level by level, hold as many as all roots together can have.
        rooms = [0, *(self.most_roots << (2 * (MOST_LEVEL - level)) for level in range(1, MOST_LEVEL + 1))]
        self.start: I8 = np.concatenate([[0], np.cumsum(rooms)]).astype(np.int64)

    def keys(self, numbers: list[int]) -> tuple[ChunkKey, ...]:
        """The chunks of numbers."""
        try:
            return tuple(map(self._keys.__getitem__, numbers))
        except KeyError:
            return tuple(map(self.key, numbers))

    def children(self, number: int) -> tuple[ChunkKey, ...]:
        """The four children of a chunk above level 0, by its number."""
        found = self._children.get(number)
        if found is None:
            if len(self._children) >= CHILDREN_KEPT:
                self._children.clear()
            found = self._children[number] = self.key(number).children
        return found

    def key(self, number: int) -> ChunkKey:
        """The chunk of a number."""
        found = self._keys.get(number)
        if found is None:
            if len(self._keys) >= KEYS_KEPT:
                self._keys.clear()
            level = bisect_right(self._starts, number) - 1
            start, bits, half = self._shapes[level]
            code = number - start
            found = self._keys[number] = ChunkKey(level, (code >> bits) - half, (code & ((1 << bits) - 1)) - half)
        return found

    def number(self, key: ChunkKey) -> int:
        """The number of a chunk."""
        level, half = key.level, int(self.half[key.level])
        return int(self.offset[level]) + ((key.x + half) << int(self.bits[level])) + key.z + half

    def is_inside(self, key: ChunkKey) -> bool:
        """Whether the world has that chunk."""
        half = int(self.half[key.level])
        return -half <= key.x < half and -half <= key.z < half


def units(length: float) -> int:
    """A length [m] in whole 1/1024 m; what is longer than any way through the world is as long as that."""
    most = 4 * WORLD_HALF_M
    if math.isnan(length):
        raise ValueError("a length that is no number; expected one in metres")
    return round(max(-most, min(most, length)) * UNITS)
