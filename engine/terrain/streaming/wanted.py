"""Which chunks are wanted: the leaves of the view, all above them, and the roots around; kept by differences."""

from collections.abc import Iterable, Set
from typing import Protocol

from engine.terrain.lattice import CHUNK_CELLS, MOST_LEVEL, ChunkKey


class Names(Protocol):
    """Says which number stands for which chunk."""

    def key(self, number: int) -> ChunkKey:
        """The chunk of a number."""
        ...

    def number(self, key: ChunkKey) -> int:
        """The number of a chunk."""
        ...


class WantedTree:
    """Leaves and everything above them; a change costs as much as what differs."""

    def __init__(self) -> None:
        self._leaves: Set[ChunkKey] = frozenset()
        self._counts: dict[ChunkKey, int] = {}

    def __contains__(self, key: ChunkKey) -> bool:
        return key in self._counts

    def __len__(self) -> int:
        return len(self._counts)

    @property
    def keys(self) -> Iterable[ChunkKey]:
        """All that is wanted."""
        return self._counts.keys()

    def update(self, leaves: Set[ChunkKey]) -> tuple[list[ChunkKey], list[ChunkKey]]:
        """Want these leaves from now on: what is wanted anew, and what is not wanted any more."""
        before = self._leaves
        if leaves == before:
            return [], []
        new: dict[ChunkKey, None] = {}
        gone: dict[ChunkKey, None] = {}
        counts = self._counts
        for key in leaves - before:
            self._raise(key, counts, new)
        for key in before - leaves:
            self._lower(key, counts, gone)
        self._leaves = leaves
        return list(new), list(gone)

    def _raise(self, key: ChunkKey, counts: dict[ChunkKey, int], new: dict[ChunkKey, None]) -> None:
        while True:
            count = counts.get(key, 0)
            counts[key] = count + 1
            if count:
                return
            new[key] = None
            if key.level >= MOST_LEVEL:
                return
            key = ChunkKey(key.level + 1, key.x >> 1, key.z >> 1)

    def _lower(self, key: ChunkKey, counts: dict[ChunkKey, int], gone: dict[ChunkKey, None]) -> None:
        while True:
            count = counts[key] - 1
            if count:
                counts[key] = count
                return
            del counts[key]
            gone[key] = None
            if key.level >= MOST_LEVEL:
                return
            key = ChunkKey(key.level + 1, key.x >> 1, key.z >> 1)


class WantedView:
    """All chunks of a view, and the roots around it, which may be the same; kept by differences."""

    def __init__(self) -> None:
        self.keys: set[ChunkKey] = set()
        self.numbers: frozenset[int] = frozenset()
        self._roots: set[ChunkKey] = set()

    def __contains__(self, key: object) -> bool:
        return key in self.keys

    def __len__(self) -> int:
        return len(self.keys)

    def update(
        self, numbers: frozenset[int], roots: set[ChunkKey], names: Names
    ) -> tuple[list[ChunkKey], list[ChunkKey]]:
        """Want these from now on: what is wanted anew, and what is not wanted any more."""
        keys, before, was = self.keys, self.numbers, self._roots
        named = names.key
        new = [key for number in numbers - before if (key := named(number)) not in keys]
        keys.update(new)
        if roots is not was:
            added = [key for key in roots - was if key not in keys]
            keys.update(added)
            new += added
        gone = [key for number in before - numbers if (key := named(number)) not in roots]
        if roots is not was:
            gone += [key for key in was - roots if names.number(key) not in numbers and key in keys]
            gone = list(dict.fromkeys(gone))
        keys.difference_update(gone)
        self.numbers, self._roots = numbers, roots
        return new, gone


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
