"""Chunks in main memory: counted to the byte, the least recently used dropped first, what is shown never."""

from collections import OrderedDict

from engine.terrain.chunk import Chunk
from engine.terrain.lattice import ChunkKey

DROPPED_AT_ONCE = 4


class ChunkCache:
    """Holds chunks up to `budget` bytes.

    Above `high` times the budget, unpinned chunks are dropped, least recently used first, down to `low` times it: what
    there is no room for at once, and of the rest a few with each chunk that comes, so that no frame drops hundreds. A
    chunk for which there is no room even then is not taken. Pinned chunks are never dropped.
    """

    def __init__(self, budget: int, high: float = 1.0, low: float = 0.92) -> None:
        self.nbytes = 0
        self.height_bytes = 0
        self.evictions = 0
        self._is_draining = False
        self._free: OrderedDict[ChunkKey, Chunk] = OrderedDict()
        self._pinned: dict[ChunkKey, Chunk] = {}
        self.set_budget(budget, high, low)

    def set_budget(self, budget: int, high: float, low: float) -> list[ChunkKey]:
        """Other limits from now on; gives what had to be dropped."""
        self.budget = budget
        self._high, self._low = int(budget * high), int(budget * min(low, high))
        return self._shrink(self._low) if self.nbytes > self._high else []

    def __len__(self) -> int:
        return len(self._free) + len(self._pinned)

    def __contains__(self, key: ChunkKey) -> bool:
        return key in self._pinned or key in self._free

    @property
    def low_bytes(self) -> int:
        """The low water [B]."""
        return self._low

    @property
    def has_room(self) -> bool:
        """Whether a chunk that nobody waits for may come without another having to go."""
        return not self._is_draining and self.nbytes < self._low

    def get(self, key: ChunkKey) -> Chunk | None:
        """The chunk, which counts as used now; None when it is not here."""
        found = self._pinned.get(key)
        if found is None:
            found = self._free.get(key)
            if found is not None:
                self._free.move_to_end(key)
        return found

    def put(self, chunk: Chunk) -> tuple[bool, list[ChunkKey]]:
        """Take a chunk in place of one of the same key: whether there was room for it, and what was dropped for it."""
        key = chunk.key
        was = self._pinned.get(key)
        dropped: list[ChunkKey] = []
        if was is None:
            self.discard(key)
        grown = chunk.nbytes - (was.nbytes if was is not None else 0)
        self._is_draining = self._is_draining or self.nbytes + grown > self._high
        if self._is_draining:
            dropped = self._drain(grown)
        if was is None and self.nbytes + grown > self._high:
            return False, dropped
        if was is not None:
            self._pinned[key] = chunk
        else:
            self._free[key] = chunk
        self.nbytes += grown
        self.height_bytes += chunk.heights.nbytes - (was.heights.nbytes if was is not None else 0)
        return True, dropped

    def pin(self, key: ChunkKey) -> None:
        """Keep a chunk whatever happens. KeyError when it is not here."""
        if key not in self._pinned:
            self._pinned[key] = self._free.pop(key)

    def unpin(self, key: ChunkKey) -> None:
        """Let a chunk be dropped again; it counts as used now."""
        chunk = self._pinned.pop(key, None)
        if chunk is not None:
            self._free[key] = chunk

    def discard(self, key: ChunkKey) -> None:
        """Drop a chunk that is not pinned; nothing happens when it is not here."""
        chunk = self._free.pop(key, None)
        if chunk is not None:
            self._count_out(chunk)

    def _count_out(self, chunk: Chunk) -> None:
        self.nbytes -= chunk.nbytes
        self.height_bytes -= chunk.heights.nbytes

    def _drain(self, grown: int) -> list[ChunkKey]:
        """Make room for so many bytes, and come nearer to the low water."""
        dropped = self._shrink(self._high - grown)
        while len(dropped) < DROPPED_AT_ONCE and self.nbytes + grown > self._low and self._free:
            dropped += self._shrink(self.nbytes - 1)
        self._is_draining = self.nbytes + grown > self._low and bool(self._free)
        return dropped

    def _shrink(self, target: int) -> list[ChunkKey]:
        dropped: list[ChunkKey] = []
        while self.nbytes > target and self._free:
            key, chunk = self._free.popitem(last=False)
            self._count_out(chunk)
            dropped.append(key)
        self.evictions += len(dropped)
        return dropped
