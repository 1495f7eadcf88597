"""The slots of the graphics card's pool: which chunk lies in which, and which may be given to another."""

from collections import OrderedDict
from collections.abc import Iterable

import numpy as np

from engine.terrain.chunk import Chunk
from engine.terrain.lattice import ChunkKey
from engine.terrain.levels.layout import Layout
from engine.terrain.levels.settings import LevelSettings
from engine.terrain.levels.slot_table import SlotTable
from engine.terrain.streaming.cache import ChunkCache


class Residents:
    """A fixed number of slots; a chunk in one is pinned in the cache, so its arrays are always at hand.

    Chunks that nothing needs any more stay where they are until a slot is wanted; the one let go longest ago leaves.
    """

    def __init__(self, cache: ChunkCache, capacity: int, cell: float) -> None:
        self.capacity = capacity
        self.slot_of: dict[ChunkKey, int] = {}
        self.low = np.zeros(capacity, np.float32)
        self.high = np.zeros(capacity, np.float32)
        self.revision = 0
        self.by_level = [0] * 6
        self.table = SlotTable(capacity, Layout(LevelSettings(cell=cell)).number)
        """`slot_of` for compiled code."""
        self._cache = cache
        self._free = list(range(capacity - 1, -1, -1))
        self._idle: OrderedDict[ChunkKey, None] = OrderedDict()

    def __contains__(self, key: object) -> bool:
        return key in self.slot_of

    def __len__(self) -> int:
        return len(self.slot_of)

    def admit(self, chunk: Chunk) -> tuple[int | None, ChunkKey | None]:
        """A slot for a chunk that the cache holds, and which chunk had to leave it; no slot when all are needed."""
        key = chunk.key
        slot = self.slot_of.get(key)
        left: ChunkKey | None = None
        if slot is None:
            if not self._free:
                if not self._idle:
                    return None, None
                left, _ = self._idle.popitem(last=False)
                self._leave(left)
            slot = self._free.pop()
            self.slot_of[key] = slot
            self.table.put(key, slot)
            self.by_level[key.level] += 1
            self._cache.pin(key)
        self.low[slot], self.high[slot] = chunk.low, chunk.high
        self.revision += 1
        return slot, left

    def need(self, keys: Iterable[ChunkKey]) -> None:
        """These must stay."""
        for key in keys:
            self._idle.pop(key, None)

    def release(self, keys: Iterable[ChunkKey]) -> None:
        """These may go when a slot is wanted."""
        for key in keys:
            if key in self.slot_of:
                self._idle[key] = None

    def everything(self) -> tuple[tuple[int, Chunk], ...]:
        """All slots that hold something, with what they hold."""
        held = ((slot, self._cache.get(key)) for key, slot in self.slot_of.items())
        return tuple((slot, chunk) for slot, chunk in held if chunk is not None)

    def clear(self) -> list[ChunkKey]:
        """Give all slots back; gives what lay in them."""
        keys = list(self.slot_of)
        for key in keys:
            self._leave(key)
        self._idle.clear()
        return keys

    def _leave(self, key: ChunkKey) -> None:
        self._free.append(self.slot_of.pop(key))
        self.table.drop(key)
        self.by_level[key.level] -= 1
        self._cache.unpin(key)
        self.revision += 1
