"""Puts a frame's numbers together: what was counted on the way, and what there is now."""

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence

import numpy as np

from engine.terrain.levels.drawn import DrawnChunks
from engine.terrain.streaming.history import Histories
from engine.terrain.streaming.memory import CHUNK_BYTES
from engine.terrain.streaming.requests import Requests
from engine.terrain.streaming.stats import GENERATION_EDGES_MS, HITCH_MS, PARTS, Hitch, StreamingStats
from engine.terrain.streaming.stock import Stock
from engine.terrain.streaming.work import ChunkStore, Result, Workers

MOST_HITCHES = 256


class Telling:
    """The statistics, the histories and the hitches of one streamer."""

    def __init__(self) -> None:
        self.stats = StreamingStats()
        self.histories = Histories()
        self.hitches: deque[Hitch] = deque(maxlen=MOST_HITCHES)
        self._counts = [0] * (len(GENERATION_EDGES_MS) + 1)
        self._has_covered = False
        self._before: DrawnChunks | None = None

    def result(self, result: Result, frame: int, *, is_double: bool) -> None:
        """A chunk came from a worker."""
        stats = self.stats
        if result.origin == "disk":
            stats.hits_disk += 1
            self.histories.add(result.key, frame, "read", result.ms)
            return
        stats.duplicates += is_double
        stats.misses += 1
        self.made(result.ms)
        self.histories.add(result.key, frame, "generated", result.ms)

    def made(self, ms: float) -> None:
        """A chunk was made in that time."""
        self.stats.generated += 1
        self._counts[bisect_left(GENERATION_EDGES_MS, ms)] += 1

    def shown(self, drawn: DrawnChunks, frame: int) -> None:
        """What is drawn in this frame."""
        stats, before = self.stats, self._before
        if drawn is before:
            return
        self._before = drawn
        stats.drawn = len(drawn.keys)
        fading = drawn.blend < 1.0
        stats.blending = int(np.count_nonzero(fading))
        if before is not None and drawn.keys is before.keys:
            for row in np.flatnonzero((before.blend < 1.0) & ~fading).tolist():
                self.histories.add(drawn.keys[row], frame, "blended")
        stats.behind = drawn.behind
        stats.is_hole = drawn.uncovered > 0
        self._has_covered = self._has_covered or not stats.is_hole
        stats.is_starting = not self._has_covered

    def frame(
        self,
        stock: Stock,
        requests: Requests,
        workers: Workers,
        store: ChunkStore | None,
        uploads: int,
        seconds: Sequence[float],
    ) -> None:
        """A frame ended; `seconds` of CPU time by PARTS."""
        stats = self.stats
        stats.missing = len(requests.missing)
        stats.in_flight = workers.in_flight
        stats.flight_bytes = stats.in_flight * CHUNK_BYTES
        stats.slots_used, stats.resident = len(stock.residents), tuple(stock.residents.by_level)
        stats.cache_bytes, stats.evictions = stock.cache.nbytes, stock.cache.evictions
        stats.height_bytes = stock.cache.height_bytes
        stats.retries, stats.failures, stats.failed_now = requests.retried, requests.failed, requests.given_up
        stats.uploads, stats.upload_bytes = uploads, uploads * CHUNK_BYTES
        stats.uploads_total += uploads
        stats.holes += stats.is_hole and self._has_covered
        stats.generation_ms = tuple(self._counts)
        if store is not None:
            stats.disk_bytes, stats.disk_problem = store.nbytes, store.problem
            stats.buffer_bytes = store.most_buffer_bytes
        stats.parts_ms = {part: each * 1000.0 for part, each in zip(PARTS, seconds, strict=True)}
        stats.main_ms = sum(stats.parts_ms.values())
        if stats.main_ms > HITCH_MS:
            self.hitches.append(Hitch(stats.frame, stats.main_ms, stats.parts_ms, uploads))

    def pools(self, stock: Stock, memory_budget: int) -> None:
        """Other budgets."""
        stats = self.stats
        stats.slots, stats.slot_bytes = stock.residents.capacity, stock.slot_bytes
        stats.cache_budget, stats.memory_budget = stock.cache.budget, memory_budget
