"""Which chunks are wanted: the leaves of the view, all above them, and the roots around; kept by differences."""

from collections.abc import Iterable, Set

from engine.terrain.lattice import CHUNK_CELLS, MOST_LEVEL, ChunkKey


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


def roots_near(
    x: float, z: float, reach: float, cell: float, bounds: tuple[float, float, float, float]
) -> set[ChunkKey]:
    """The coarsest chunks inside the world that come within `reach` [m] of (x, z)."""
    side = CHUNK_CELLS * cell * 2.0**MOST_LEVEL
    low_x, low_z, high_x, high_z = bounds
    first_x, last_x = _span(x, reach, side, low_x, high_x)
    first_z, last_z = _span(z, reach, side, low_z, high_z)
    limit = reach * reach
    found: set[ChunkKey] = set()
    for row in range(first_z, last_z + 1):
        across = _gap(z, row * side, side)
        for column in range(first_x, last_x + 1):
            along = _gap(x, column * side, side)
            if along * along + across * across <= limit:
                found.add(ChunkKey(MOST_LEVEL, column, row))
    return found


def _span(place: float, reach: float, side: float, low: float, high: float) -> tuple[int, int]:
    first = max(int((place - reach) // side), int(low // side))
    last = min(int((place + reach) // side), int(-(-high // side)) - 1)
    return first, last


def _gap(place: float, low: float, side: float) -> float:
    return max(low - place, 0.0, place - (low + side))
