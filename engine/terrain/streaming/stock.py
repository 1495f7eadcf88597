"""What there is of the ground: its chunks in memory and in slots, which of them are out of date, and by which token."""

from collections.abc import Callable

from engine.terrain.chunk import BORDER, Chunk
from engine.terrain.edits import TILE_POINTS
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import CHUNK_CELLS, MOST_LEVEL, ChunkKey
from engine.terrain.streaming.cache import ChunkCache
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.history import Histories
from engine.terrain.streaming.memory import CHUNK_BYTES, slot_count
from engine.terrain.streaming.residents import Residents
from engine.terrain.streaming.source import ChunkSource

MOST_TOKENS = 1 << 13
MOST_TOUCHED = 4096
"""Edits that span more chunks of the finest level than this are looked for in all slots."""


class Stock:
    """The cache and the slots of one ground; `pool` counts how often all slots were given anew."""

    def __init__(self, landscape: ChunkSource, config: StreamingConfig, histories: Histories) -> None:
        self.landscape = landscape
        self.version = 0
        self.pool = 0
        self.stale: set[ChunkKey] = set()
        slots = slot_count(config, landscape.cell)
        self.cache = ChunkCache(_cache_budget(config, slots), config.high_water, config.low_water)
        self.residents = Residents(self.cache, slots, landscape.cell)
        self._histories = histories
        self._tokens: dict[ChunkKey, int] = {}

    @property
    def slot_bytes(self) -> int:
        """Bytes of all slots, used or not."""
        return self.residents.capacity * CHUNK_BYTES

    @property
    def spare_bytes(self) -> int:
        """Bytes below the cache's low water that are left when every slot's chunk is pinned in it."""
        return self.cache.low_bytes - self.slot_bytes

    def token(self, key: ChunkKey) -> int:
        """The generation token of a chunk in the present ground."""
        token = self._tokens.get(key)
        if token is None:
            if len(self._tokens) >= MOST_TOKENS:
                self._tokens.clear()
            token = self._tokens[key] = self.landscape.chunk_version(key)
        return token

    def at_hand(self, key: ChunkKey) -> Chunk | None:
        """The chunk in memory, where it is of the present ground."""
        chunk = self.cache.get(key)
        return chunk if chunk is not None and chunk.version == self.token(key) else None

    def is_in_place(self, key: ChunkKey) -> bool:
        """Whether a chunk of the present ground lies in a slot."""
        return key in self.residents.slot_of and key not in self.stale

    def replace(self, landscape: ChunkSource) -> list[ChunkKey]:
        """Take another ground; gives the chunks in slots that differ in it."""
        touched = touched_keys(self.landscape, landscape)
        self.landscape = landscape
        self.version += 1
        if touched is None or len(touched) > len(self.residents):
            self._tokens.clear()
            touched = list(self.residents.slot_of)
        else:
            for key in touched:
                self._tokens.pop(key, None)
        in_slots = [key for key in touched if key in self.residents.slot_of]
        stale = [key for key in in_slots if self.at_hand(key) is None]
        self.stale.difference_update(in_slots)
        self.stale.update(stale)
        return stale

    def put(self, chunk: Chunk, frame: int) -> bool:
        """Keep a chunk in memory; False when there is no room for it."""
        has_room, dropped = self.cache.put(chunk)
        for key in dropped:
            self._histories.add(key, frame, "evicted", "memory")
        return has_room

    def place(self, chunk: Chunk, frame: int) -> int | None:
        """The slot that a chunk in memory gets, or has; None when all slots are needed."""
        slot, left = self.residents.admit(chunk)
        if left is not None:
            self.stale.discard(left)
            self._histories.add(left, frame, "evicted", "slot")
        if slot is not None:
            self.stale.discard(chunk.key)
        return slot

    def configure(self, config: StreamingConfig, is_needed: Callable[[ChunkKey], bool]) -> list[ChunkKey]:
        """Other budgets; gives the needed chunks that lost their slot, for want of room or since they were stale."""
        slots = slot_count(config, self.landscape.cell)
        lost: list[ChunkKey] = []
        if slots != self.residents.capacity:
            held = [key for key in self.residents.clear() if is_needed(key)]
            self.pool += 1
            self.residents = Residents(self.cache, slots, self.landscape.cell)
            self.stale &= set(held)
            # The coarsest first: they stand in for all that is finer.
            for key in sorted(held, reverse=True):
                chunk = self.cache.get(key)
                if chunk is None or self.residents.admit(chunk)[0] is None:
                    self.stale.discard(key)
                    lost.append(key)
        self.cache.set_budget(_cache_budget(config, slots), config.high_water, config.low_water)
        return lost


def touched_keys(before: ChunkSource, after: ChunkSource) -> list[ChunkKey] | None:
    """The chunks of all levels that may differ between two grounds, in whose edits alone they differ, close together.

    None for any other two grounds: every chunk may differ.
    """
    if not isinstance(before, Landscape) or not isinstance(after, Landscape) or before.settings != after.settings:
        return None
    tiles = after.edits.differing(before.edits)
    if not tiles:
        return []
    # Between tiles far apart lie millions of chunks; all that is in slots are fewer.
    low_x, high_x = min(x for x, _ in tiles) * TILE_POINTS, max(x for x, _ in tiles) * TILE_POINTS + TILE_POINTS - 1
    low_z, high_z = min(z for _, z in tiles) * TILE_POINTS, max(z for _, z in tiles) * TILE_POINTS + TILE_POINTS - 1
    if (high_x - low_x) * (high_z - low_z) > MOST_TOUCHED * CHUNK_CELLS**2:
        return None
    found: list[ChunkKey] = []
    for level in range(MOST_LEVEL + 1):
        side, border = CHUNK_CELLS << level, BORDER << level
        columns = range((low_x - border - 1) // side, (high_x + border) // side + 1)
        rows = range((low_z - border - 1) // side, (high_z + border) // side + 1)
        found += [ChunkKey(level, x, z) for z in rows for x in columns]
    return found


def _cache_budget(config: StreamingConfig, slots: int) -> int:
    return config.memory_bytes - slots * CHUNK_BYTES
