"""Which chunks are wanted: the tree of the view, and the roots around; kept by differences."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import CHUNK_CELLS, MOST_LEVEL, ChunkKey
from engine.terrain.levels.kernels import slots as _slots

I8 = NDArray[np.int64]
slots: Any = _slots


class NumberedKeys:
    """A set of chunks, given by growing numbers again and again; a change costs as much as what differs."""

    def __init__(self) -> None:
        self.keys: set[ChunkKey] = set()
        self.numbers: I8 = np.zeros(0, np.int64)

    def __contains__(self, key: object) -> bool:
        return key in self.keys

    def __len__(self) -> int:
        return len(self.keys)

    def update(self, numbers: I8, named: Callable[[int], ChunkKey]) -> tuple[list[ChunkKey], list[ChunkKey]]:
        """Hold these, of which none is twice, from now on: what is held anew, and what is held no more."""
        if numbers is self.numbers:
            return [], []
        added, left = differences(self.numbers, numbers)
        self.numbers = numbers
        new, gone = list(map(named, added)), list(map(named, left))
        self.keys.update(new)
        self.keys.difference_update(gone)
        return new, gone


def differences(before: I8, now: I8) -> tuple[list[int], list[int]]:
    """What of two growing lists of numbers is in the second alone, and in the first alone."""
    new, gone, counts = np.empty(len(now), np.int64), np.empty(len(before), np.int64), np.empty(2, np.int64)
    slots.differ(before, now, new, gone, counts)
    added, left = counts.tolist()
    return new[:added].tolist(), gone[:left].tolist()


def roots_near(
    x: float, z: float, reach: float, cell: float, bounds: tuple[float, float, float, float]
) -> set[ChunkKey]:
    """The coarsest chunks inside the world that come within `reach` [m] of (x, z)."""
    side = CHUNK_CELLS * cell * 2.0**MOST_LEVEL
    low_x, low_z, high_x, high_z = bounds
    first_x, last_x = _span(x, reach, side, low_x, high_x)
    first_z, last_z = _span(z, reach, side, low_z, high_z)
    limit = reach * reach
    along = [(column, _gap(x, column * side, side) ** 2) for column in range(first_x, last_x + 1)]
    found: set[ChunkKey] = set()
    for row in range(first_z, last_z + 1):
        left = limit - _gap(z, row * side, side) ** 2
        found.update(ChunkKey(MOST_LEVEL, column, row) for column, gap in along if gap <= left)
    return found


def _span(place: float, reach: float, side: float, low: float, high: float) -> tuple[int, int]:
    first = max(int((place - reach) // side), int(low // side))
    last = min(int((place + reach) // side), int(-(-high // side)) - 1)
    return first, last


def _gap(place: float, low: float, side: float) -> float:
    return max(low - place, 0.0, place - (low + side))
