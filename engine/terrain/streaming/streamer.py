"""Streams an endless ground: each frame it decides what is wanted, takes in what was made, and tells what to draw."""

import time
from collections import deque
from collections.abc import Callable, Sequence

import numpy as np

from engine.present.terrain import TerrainFrame, Upload
from engine.terrain.chunk import Chunk
from engine.terrain.lattice import CHUNK_CELLS, MOST_LEVEL, ChunkKey
from engine.terrain.streaming.cache import ChunkCache
from engine.terrain.streaming.chunk_states import ChunkStates, states_of
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.config_file import budget_told
from engine.terrain.streaming.faults import NO_FAULTS, Faults
from engine.terrain.streaming.history import Event, Histories
from engine.terrain.streaming.memory import CHUNK_BYTES, ROOT_MARGIN, needed_memory, slot_count
from engine.terrain.streaming.requests import Requests
from engine.terrain.streaming.residents import Residents
from engine.terrain.streaming.roots import Roots, RootSelector
from engine.terrain.streaming.source import ChunkSource
from engine.terrain.streaming.stats import GENERATION_EDGES_MS, HITCH_MS, PARTS, Hitch, StreamingStats
from engine.terrain.streaming.threads import ThreadWorkers
from engine.terrain.streaming.travel import Travel
from engine.terrain.streaming.urgency import urgencies
from engine.terrain.streaming.viewpoint import Vector, ViewPoint
from engine.terrain.streaming.wanted import WantedTree, roots_near
from engine.terrain.streaming.work import ChunkStore, Job, Result, Workers

MOST_OFFERED = 48
"""Chunks on offer to the workers at a time: more than they make in a frame, few enough to be put in order each time."""
MOST_HITCHES = 256
ROOTS_MOVE_M = 32.0
"""The roots around are looked up again after the eye has moved this far; they reach so much farther."""
SYNCHRONOUS_CHUNKS = 4
"""So many chunks at most are made by the frame itself when a brush changed them."""


class BudgetError(ValueError):
    """The memory budget is smaller than what a view holds; the message says which would do."""


class TerrainStreamer:
    """Keeps what a camera sees resident, within budgets; all but the workers' part runs on the thread that calls it.

    Raises BudgetError when `config` gives less memory than its own view needs. `disk` is asked by workers that are made
    here; workers that are given have their own. The streamer closes its workers.
    """

    def __init__(
        self,
        landscape: ChunkSource,
        config: StreamingConfig,
        *,
        workers: Workers | None = None,
        disk: ChunkStore | None = None,
        faults: Faults = NO_FAULTS,
    ) -> None:
        _check_budget(config, landscape.cell)
        self.landscape = landscape
        self.config = config
        self.disk = disk
        self.hitches: deque[Hitch] = deque(maxlen=MOST_HITCHES)
        self._faults = faults
        self._histories = Histories()
        self._tokens: dict[ChunkKey, int] = {}
        self._requests = Requests(config.retries)
        self._want, self._ahead, self._shown = WantedTree(), WantedTree(), WantedTree()
        self._stale: set[ChunkKey] = set()
        self._travel = Travel()
        self._stats = StreamingStats()
        self._roots_at: Vector | None = None
        self._roots: set[ChunkKey] = set()
        self._roots_seen: set[ChunkKey] = set()
        self._has_covered = False
        self._frame = 0
        self._version = 0
        self._sequence = 0
        self._pool = 0
        self._drawn: Roots | None = None
        self.view: ViewPoint | None = None
        self._uploads: list[Upload] = []
        self._setup(config)
        self._workers: Workers = workers or ThreadWorkers(config.jobs, store=disk, faults=faults)

    def update(self, view: ViewPoint, frame: int) -> TerrainFrame:
        """One frame as seen from `view`; `frame` grows from call to call. Takes the frame's budget at most."""
        clock = time.thread_time
        begun = clock()
        self._frame, self.view = frame, view
        self._stats.frame = frame
        self._uploads = []
        for result in self._workers.take(frame):
            self._take_in(result)
        polled = clock()
        self._select(view, frame)
        selected = clock()
        ready = self._offer(view, frame)
        wanted = clock()
        self._upload(ready, frame, begun)
        uploaded = clock()
        shown = self._show(view)
        ended = clock()
        self._tell(frame, (polled - begun, selected - polled, wanted - selected, uploaded - wanted, ended - uploaded))
        return shown

    def replace(self, landscape: ChunkSource) -> None:
        """Another ground from now on; chunks that differ in it are made again, and the old ones shown until then."""
        self.landscape = landscape
        self._tokens.clear()
        self._version += 1
        for key in self._residents.slot_of:
            chunk = self._cache.get(key)
            if chunk is None or chunk.version == self._token(key):
                self._stale.discard(key)
                continue
            self._stale.add(key)
            if key in self._want or key in self._shown:
                self._request(key)

    def configure(self, config: StreamingConfig) -> None:
        """Other settings from now on. Raises BudgetError with nothing changed when their memory is too small."""
        if config == self.config:
            return
        _check_budget(config, self.landscape.cell)
        if config.jobs != self.config.jobs:
            self._workers.resize(config.jobs)
        self.config = config
        self._requests.retries = config.retries
        self._setup(config)

    def stats(self) -> StreamingStats:
        """The numbers of the last frame; the next one changes them in place."""
        return self._stats

    def chunk_states(self) -> ChunkStates:
        """All chunks that are wanted, shown or at hand on the card, for a map."""
        return states_of(self._want, self._residents, self._requests, self._drawn, self._workers.flying(), self._cache)

    def history(self, key: ChunkKey) -> tuple[Event, ...]:
        """What happened to a chunk, oldest first."""
        return self._histories.of(key)

    def try_again(self, key: ChunkKey) -> None:
        """Ask anew for a chunk that was given up; nothing happens to one that was not."""
        if key in self._requests.missing:
            self._requests.ask(key)

    def close(self) -> None:
        """End the workers; the streamer is not used after it."""
        self._workers.close()

    def _setup(self, config: StreamingConfig) -> None:
        cell, bounds = self.landscape.cell, self.landscape.bounds
        slots = slot_count(config, cell)
        budget = config.memory_bytes - slots * CHUNK_BYTES
        if not hasattr(self, "_cache"):
            self._cache = ChunkCache(budget, config.high_water, config.low_water)
            self._residents = Residents(self._cache, slots)
        elif slots != self._residents.capacity:
            self._move_pool(slots, budget)
        else:
            self._cache.set_budget(budget, config.high_water, config.low_water)
        self._selector = RootSelector(config.view_distance_m, cell, bounds)
        self._roots_at = None
        stats = self._stats
        stats.slots, stats.slot_bytes = slots, slots * CHUNK_BYTES
        stats.cache_budget, stats.memory_budget = budget, config.memory_bytes

    def _move_pool(self, slots: int, budget: int) -> None:
        """Another number of slots: what is needed moves over in order of coarseness, and pictures fill them anew."""
        held = self._residents.clear()
        self._residents = Residents(self._cache, slots)
        self._pool += 1
        needed = sorted((key for key in held if key in self._want or key in self._shown), reverse=True)
        for key in needed:
            chunk = self._cache.get(key)
            if chunk is None or self._residents.admit(chunk)[0] is None:
                self._stale.discard(key)
                self._request(key)
        self._stale &= self._residents.slot_of.keys()
        self._cache.set_budget(budget, self.config.high_water, self.config.low_water)

    def _take_in(self, result: Result) -> None:
        key, stats, frame = result.key, self._stats, self._frame
        self._histories.add(key, result.started, "started")
        if result.chunk is None:
            self._fail(key, result.error)
            return
        if result.token != self._token(key):
            stats.late_drops += 1
            self._histories.add(key, frame, "late", "the ground has changed since")
            return
        if result.origin == "made":
            held = self._cache.get(key)
            stats.duplicates += held is not None and held.version == result.chunk.version
            stats.misses += 1
            stats.generated += 1
            _count(stats, result.ms)
            self._histories.add(key, frame, "generated", f"{result.ms:.2f} ms")
        else:
            stats.hits_disk += 1
            self._histories.add(key, frame, "read", f"{result.ms:.2f} ms")
        self._keep(result.chunk)

    def _keep(self, chunk: Chunk) -> bool:
        # A stale chunk that is shown keeps its slot; its arrays are replaced here, and its slot by the upload.
        has_room, dropped = self._cache.put(chunk)
        for key in dropped:
            self._histories.add(key, self._frame, "evicted", "memory")
        return has_room

    def _fail(self, key: ChunkKey, reason: str) -> None:
        failure = self._requests.fail(key, reason, self._frame)
        self._histories.add(key, self._frame, "failed", reason + (", given up" if failure.is_given_up else ""))

    def _select(self, view: ViewPoint, frame: int) -> None:
        eye = view.eye
        self._look_for_roots(eye)
        new, gone = self._want.update(self._selector.target(eye) | self._roots)
        self._drop(gone, self._shown)
        for key in new:
            if key not in self._residents or key in self._stale:
                self._request(key)
        self._residents.need(new)
        lead = self._travel.lead(view, frame, self.config)
        self._stats.teleports = self._travel.teleports
        if lead is None:
            self._ahead.update(set())
        elif frame & 1:
            # What lies ahead may wait a frame, and so costs half.
            self._ahead.update(self._selector.target(lead))

    def _look_for_roots(self, eye: Vector) -> None:
        at = self._roots_at
        if at is not None and (eye[0] - at[0]) ** 2 + (eye[2] - at[2]) ** 2 < ROOTS_MOVE_M**2:
            return
        self._roots_at = eye
        cell, bounds = self.landscape.cell, self.landscape.bounds
        reach = self.config.view_distance_m
        side = CHUNK_CELLS * cell * 2.0**MOST_LEVEL
        self._roots_seen = roots_near(eye[0], eye[2], reach, cell, bounds)
        self._roots = roots_near(eye[0], eye[2], reach + side * ROOT_MARGIN * 0.5 + ROOTS_MOVE_M, cell, bounds)

    def _request(self, key: ChunkKey) -> None:
        if not self._requests.ask(key):
            return
        held = self._cache.get(key)
        if held is not None and held.version == self._token(key):
            self._stats.hits_memory += 1
        self._histories.add(key, self._frame, "requested")

    def _drop(self, gone: Sequence[ChunkKey], other: WantedTree) -> None:
        """Chunks that one of two reasons to keep them has left."""
        for key in gone:
            if key not in other:
                self._residents.release((key,))
                if self._requests.forget(key):
                    self._stats.cancelled += 1
                    self._histories.add(key, self._frame, "cancelled")

    def _token(self, key: ChunkKey) -> int:
        token = self._tokens.get(key)
        if token is None:
            if len(self._tokens) > 1 << 15:
                self._tokens.clear()
            token = self._tokens[key] = self.landscape.chunk_version(key)
        return token

    def _offer(self, view: ViewPoint, frame: int) -> list[Chunk]:
        """Put what is missing on offer, most urgent first; gives what is at hand and waits for its upload."""
        requests = self._requests
        ready: list[Chunk] = []
        jobs: list[Job] = []
        if requests.missing:
            for key in self._in_order(list(requests.missing), view):
                if requests.is_held_back(key, frame):
                    continue
                chunk = self._cache.get(key)
                if chunk is not None and chunk.version == self._token(key):
                    ready.append(chunk)
                elif len(jobs) < MOST_OFFERED:
                    jobs.append(Job(key, self._token(key), self.landscape, requests.attempts(key)))
        waiting = len(jobs)
        if waiting < MOST_OFFERED and len(self._ahead):
            jobs += self._jobs_ahead(view, frame, MOST_OFFERED - waiting)
        self._workers.offer(jobs)
        self._stats.queue = len(jobs)
        self._stats.pending_uploads = len(ready)
        return ready

    def _jobs_ahead(self, view: ViewPoint, frame: int, most: int) -> list[Job]:
        """What will be wanted along the camera's way and is not at hand."""
        keys = [key for key in self._ahead.keys if key not in self._want and key not in self._cache]
        found: list[Job] = []
        for key in self._in_order(keys, view):
            if len(found) >= most:
                break
            if not self._requests.is_held_back(key, frame):
                found.append(Job(key, self._token(key), self.landscape, self._requests.attempts(key)))
        return found

    def _in_order(self, keys: list[ChunkKey], view: ViewPoint) -> list[ChunkKey]:
        if len(keys) < 2:
            return keys
        urgency = urgencies(keys, view, self.landscape.cell)
        if self._stale:
            urgency -= 1e6 * np.fromiter((key in self._stale for key in keys), np.float64, len(keys))
        return [keys[place] for place in np.argsort(urgency, kind="stable").tolist()]

    def _upload(self, ready: list[Chunk], frame: int, begun: float) -> None:
        budget_s = self.config.frame_budget_ms / 1000.0
        most = max(1, self.config.upload_bytes // CHUNK_BYTES)
        is_timed = not self._workers.is_virtual
        for chunk in ready:
            if len(self._uploads) >= most or (is_timed and time.thread_time() - begun > budget_s and self._uploads):
                break
            attempt = self._requests.attempts(chunk.key)
            if self._faults.strikes("upload", chunk.key, attempt):
                self._fail(chunk.key, "the upload was told to fail")
                continue
            self._put_in_slot(chunk, frame)

    def _put_in_slot(self, chunk: Chunk, frame: int) -> None:
        key = chunk.key
        slot, left = self._residents.admit(chunk)
        if slot is None:
            return
        if left is not None:
            self._stale.discard(left)
            self._histories.add(left, frame, "evicted", "slot")
        self._stale.discard(key)
        self._requests.satisfied(key)
        self._uploads.append((slot, chunk))
        self._histories.add(key, frame, "uploaded")

    def _show(self, view: ViewPoint) -> TerrainFrame:
        residents = self._residents
        drawn = self._drawn = self._selector.step(view.eye, residents.slot_of)
        new, gone = self._shown.update(set(drawn.keys))
        residents.need(new)
        self._drop(gone, self._want)
        slot = np.fromiter(map(residents.slot_of.__getitem__, drawn.keys), np.int32, len(drawn.keys))
        if self._uploads:
            self._sequence += 1
        everything: Callable[[], tuple[Upload, ...]] = residents.everything
        return TerrainFrame(
            cell=self.landscape.cell,
            capacity=residents.capacity,
            slot=slot,
            level=drawn.level,
            x=drawn.x,
            z=drawn.z,
            blend=drawn.blend,
            edges=drawn.edges,
            low=residents.low[slot],
            high=residents.high[slot],
            uploads=tuple(self._uploads),
            version=self._version,
            sequence=self._sequence,
            pool=self._pool,
            everything=everything,
        )

    def _tell(self, frame: int, seconds: tuple[float, ...]) -> None:
        stats, requests, residents = self._stats, self._requests, self._residents
        stats.wanted, stats.missing = len(self._want), len(requests.missing)
        stats.in_flight = self._workers.in_flight
        stats.flight_bytes = stats.in_flight * CHUNK_BYTES
        stats.slots_used = len(residents)
        stats.resident = tuple(residents.by_level)
        stats.cache_bytes = self._cache.nbytes
        stats.evictions = self._cache.evictions
        stats.retries, stats.failures, stats.failed_now = requests.retried, requests.failed, requests.given_up
        stats.uploads, stats.upload_bytes = len(self._uploads), len(self._uploads) * CHUNK_BYTES
        stats.uploads_total += stats.uploads
        drawn = self._drawn
        stats.drawn = len(drawn.keys) if drawn is not None else 0
        stats.blending = int((drawn.blend < 1.0).sum()) if drawn is not None else 0
        stats.is_hole = not self._roots_seen <= residents.slot_of.keys()
        self._has_covered = self._has_covered or not stats.is_hole
        stats.holes += stats.is_hole and self._has_covered
        parts = [each * 1000.0 for each in seconds]
        stats.parts_ms = dict(zip(PARTS, parts, strict=True))
        stats.main_ms = sum(parts)
        if stats.main_ms > HITCH_MS:
            self.hitches.append(Hitch(frame, stats.main_ms, dict(stats.parts_ms), stats.uploads))


def _check_budget(config: StreamingConfig, cell: float) -> None:
    if config.memory_bytes < needed_memory(config, cell):
        raise BudgetError(budget_told(config))


def _count(stats: StreamingStats, ms: float) -> None:
    place = int(np.searchsorted(GENERATION_EDGES_MS, ms))
    counts = list(stats.generation_ms)
    counts[place] += 1
    stats.generation_ms = tuple(counts)
