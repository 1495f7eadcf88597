"""Streams an endless ground: each frame it decides what is wanted, takes in what was made, and tells what to draw."""

import time
from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.present.terrain import TerrainFrame, Upload
from engine.terrain.chunk import Chunk
from engine.terrain.lattice import CHUNK_CELLS, MOST_LEVEL, ChunkKey
from engine.terrain.levels.drawn import DrawnChunks, Selection
from engine.terrain.levels.selector import LevelSelector
from engine.terrain.levels.settings import LevelSettings
from engine.terrain.streaming.chunk_states import ChunkStates, states_of
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.config_file import budget_told
from engine.terrain.streaming.faults import NO_FAULTS, Faults
from engine.terrain.streaming.history import Event
from engine.terrain.streaming.memory import CHUNK_BYTES, ROOT_MARGIN, needed_memory
from engine.terrain.streaming.requests import Requests
from engine.terrain.streaming.source import ChunkSource
from engine.terrain.streaming.stats import Hitch, StreamingStats
from engine.terrain.streaming.stock import Stock
from engine.terrain.streaming.telling import Telling
from engine.terrain.streaming.threads import ThreadWorkers
from engine.terrain.streaming.travel import Travel
from engine.terrain.streaming.urgency import Order, in_order
from engine.terrain.streaming.viewpoint import Vector, ViewPoint
from engine.terrain.streaming.wanted import WantedTree, roots_near
from engine.terrain.streaming.work import ChunkStore, Job, Result, Workers

MOST_OFFERED = 48
"""Chunks on offer to the workers at a time: more than they make in a frame, few enough to be put in order each time."""
ROOTS_MOVE_M = 32.0
"""The roots around are looked up again after the eye has moved this far; they reach so much farther."""
BRUSH_CHUNKS = 4
"""So many chunks at full detail at most are made by the frame itself when an edit changed them."""


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
        self.config = config
        self.disk = disk
        self.view: ViewPoint | None = None
        self._faults = faults
        self._telling = Telling()
        self._stock = Stock(landscape, config, self._telling.histories)
        self._requests = Requests(config.retries)
        self._want, self._ahead, self._shown = WantedTree(), WantedTree(), WantedTree()
        self._travel = Travel()
        self._roots: frozenset[ChunkKey] = frozenset()
        self._roots_at: Vector | None = None
        self._frame = 0
        self._sequence = 0
        self._uploads: list[Upload] = []
        self._brushed: list[ChunkKey] = []
        self._order = Order()
        self._ahead_order: list[ChunkKey] = []
        self._is_new_ahead = False
        self._jobs: dict[ChunkKey, Job] = {}
        self._look(config)
        self._workers: Workers = workers or ThreadWorkers(config.jobs, store=disk, faults=faults)

    @property
    def landscape(self) -> ChunkSource:
        """The ground that is streamed."""
        return self._stock.landscape

    @property
    def hitches(self) -> deque[Hitch]:
        """The last frames in which streaming took more than 2 ms, oldest first."""
        return self._telling.hitches

    def update(self, view: ViewPoint, frame: int) -> TerrainFrame:
        """One frame as seen from `view`; `frame` grows from call to call. Takes the frame's budget at most."""
        clock = time.thread_time
        begun = clock()
        self._frame, self.view = frame, view
        self._telling.stats.frame = frame
        self._uploads = []
        for result in self._workers.take(frame):
            self._take_in(result)
        polled = clock()
        self._select(view, frame)
        selected = clock()
        ready = self._offer(view, frame)
        wanted = clock()
        self._upload(ready, begun)
        uploaded = clock()
        shown = self._show(view, frame)
        ended = clock()
        parts = (polled - begun, selected - polled, wanted - selected, uploaded - wanted, ended - uploaded)
        store = self.disk
        self._telling.frame(self._stock, self._requests, self._workers, store, len(self._uploads), parts)
        return shown

    def replace(self, landscape: ChunkSource) -> None:
        """Another ground from now on; chunks that differ in it are made again, and the old ones shown until then.

        Where a brush changed a few chunks of full detail, the next frame makes these itself and shows them at once.
        """
        stale = self._stock.replace(landscape)
        needed = [key for key in stale if self._is_needed(key)]
        for key in needed:
            self._request(key)
        brushed = [key for key in needed if key.level == 0 and key in self._shown]
        self._brushed = brushed if len(brushed) <= BRUSH_CHUNKS else []

    def configure(self, config: StreamingConfig) -> None:
        """Other settings from now on. Raises BudgetError with nothing changed when their memory is too small."""
        if config == self.config:
            return
        _check_budget(config, self.landscape.cell)
        if config.jobs != self.config.jobs:
            self._workers.resize(config.jobs)
        for key in self._stock.configure(config, self._is_needed):
            self._request(key)
        self._requests.retries = config.retries
        before, self.config = self.config, config
        if _levels_of(before, self.landscape.cell) != _levels_of(config, self.landscape.cell):
            self._look(config)
        self._telling.pools(self._stock, config.memory_bytes)
        self._slots_of = ()

    def stats(self) -> StreamingStats:
        """The numbers of the last frame; the next one changes them in place."""
        return self._telling.stats

    def chunk_states(self) -> ChunkStates:
        """All chunks that are wanted, shown or at hand on the card, for a map."""
        stock = self._stock
        return states_of(self._want, stock.residents, self._requests, self._drawn, self._workers.flying(), stock.cache)

    def history(self, key: ChunkKey) -> tuple[Event, ...]:
        """What happened to a chunk, oldest first."""
        return self._telling.histories.of(key)

    def try_again(self, key: ChunkKey) -> None:
        """Ask anew for a chunk that was given up; nothing happens to one that was not."""
        if key in self._requests.missing:
            self._requests.ask(key)

    def close(self) -> None:
        """End the workers; the streamer is not used after it."""
        self._workers.close()

    def _look(self, config: StreamingConfig) -> None:
        """Choose levels of detail anew."""
        levels = _levels_of(config, self.landscape.cell)
        self._selector, self._selector_ahead = LevelSelector(levels), LevelSelector(levels)
        self._selection = Selection((), ())
        self._selection_ahead: Selection | None = None
        self._drawn: DrawnChunks | None = None
        self._slots_of: tuple[object, ...] = ()
        self._slot: NDArray[np.int32] = np.zeros(0, np.int32)
        self._roots_at = None
        self._telling.pools(self._stock, config.memory_bytes)

    @property
    def _most_uploads(self) -> int:
        return max(1, self.config.upload_bytes // CHUNK_BYTES)

    def _is_needed(self, key: ChunkKey) -> bool:
        return key in self._want or key in self._shown

    def _take_in(self, result: Result) -> None:
        key, frame, telling = result.key, self._frame, self._telling
        telling.histories.add(key, result.started, "started")
        if result.chunk is None:
            self._fail(key, result.error)
        elif result.token != self._stock.token(key):
            telling.stats.late_drops += 1
            telling.histories.add(key, frame, "late", "the ground has changed since")
        else:
            telling.result(result, frame, is_double=self._stock.at_hand(key) is not None)
            self._jobs.pop(key, None)
            self._stock.put(result.chunk, frame)

    def _fail(self, key: ChunkKey, reason: str) -> None:
        failure = self._requests.fail(key, reason, self._frame)
        self._jobs.pop(key, None)
        told = reason + (", given up" if failure.is_given_up else "")
        self._telling.histories.add(key, self._frame, "failed", told)

    def _select(self, view: ViewPoint, frame: int) -> None:
        """What is wanted from here, and along the camera's way."""
        has_roots = self._look_for_roots(view.eye)
        selection = self._selector.target(view.eye)
        if has_roots or selection is not self._selection:
            self._selection = selection
            new, gone = self._want.update(self._roots.union(selection.leaves))
            self._drop(gone, self._shown)
            self._stock.residents.need(new)
            for key in new:
                if not self._stock.is_in_place(key):
                    self._request(key)
        lead = self._travel.lead(view, frame, self.config)
        self._telling.stats.teleports = self._travel.teleports
        if lead is None:
            if self._selection_ahead is not None:
                self._ahead.update(set())
                self._selection_ahead = None
        elif frame & 1:
            # What lies ahead may wait a frame, and so costs half.
            ahead = self._selector_ahead.target(lead)
            if ahead is not self._selection_ahead:
                self._selection_ahead = ahead
                self._ahead.update(set(ahead.leaves))
                self._is_new_ahead = True

    def _look_for_roots(self, eye: Vector) -> bool:
        """Hold the roots around the view, so that a jump finds them there; whether they are others now."""
        at = self._roots_at
        if at is not None and (eye[0] - at[0]) ** 2 + (eye[2] - at[2]) ** 2 < ROOTS_MOVE_M**2:
            return False
        self._roots_at = eye
        side = CHUNK_CELLS * self.landscape.cell * 2.0**MOST_LEVEL
        reach = self.config.view_distance_m + side * ROOT_MARGIN / 2 + ROOTS_MOVE_M
        roots = frozenset(roots_near(eye[0], eye[2], reach, self.landscape.cell, self.landscape.bounds))
        is_other, self._roots = roots != self._roots, roots
        return is_other

    def _request(self, key: ChunkKey) -> None:
        self._order.invalidate()
        if self._requests.ask(key):
            self._telling.stats.hits_memory += self._stock.at_hand(key) is not None
            self._telling.histories.add(key, self._frame, "requested")

    def _drop(self, gone: Sequence[ChunkKey], other: WantedTree) -> None:
        """Chunks that one of the two reasons to keep them has left."""
        for key in gone:
            if key not in other:
                self._stock.residents.release((key,))
                self._jobs.pop(key, None)
                if self._requests.forget(key):
                    self._telling.stats.cancelled += 1
                    self._telling.histories.add(key, self._frame, "cancelled")

    def _offer(self, view: ViewPoint, frame: int) -> list[Chunk]:
        """Put what is missing on offer, most urgent first; gives what is at hand and waits for its upload."""
        requests, stock = self._requests, self._stock
        missing, failures, at_hand = requests.missing, requests.failures, stock.at_hand
        ready: list[Chunk] = []
        jobs: list[Job] = []
        if self._brushed:
            self._make_brushed()
        most = self._most_uploads
        if missing:
            for key in self._order.of(missing, stock.stale, view, self.landscape.cell, frame):
                if key not in missing or (failures and requests.is_held_back(key, frame)):
                    continue
                chunk = at_hand(key)
                if chunk is not None:
                    ready.append(chunk)
                elif len(jobs) < MOST_OFFERED:
                    jobs.append(self._job(key))
                if len(ready) > most and len(jobs) >= MOST_OFFERED:
                    break
        if len(jobs) < MOST_OFFERED and self._selection_ahead is not None:
            jobs += self._jobs_ahead(view, frame, MOST_OFFERED - len(jobs))
        self._workers.offer(jobs)
        stats = self._telling.stats
        stats.wanted, stats.queue, stats.pending_uploads = len(self._want), len(jobs), len(ready)
        return ready

    def _job(self, key: ChunkKey) -> Job:
        job = self._jobs.get(key)
        if job is None or job.source is not self._stock.landscape:
            attempt = self._requests.attempts(key)
            job = self._jobs[key] = Job(key, self._stock.token(key), self._stock.landscape, attempt)
        return job

    def _make_brushed(self) -> None:
        """Make the few chunks under a brush at once; a designer's hand is worth more than the frame's budget."""
        brushed, self._brushed = self._brushed, []
        flying = self._workers.flying()
        for key in brushed:
            if key in flying or self._stock.at_hand(key) is not None or not self._is_needed(key):
                continue
            begun = time.perf_counter()
            try:
                chunk = self._stock.landscape.make_chunk(key)
            except ValueError as error:
                self._fail(key, str(error))
                continue
            ms = 0.0 if self._workers.is_virtual else (time.perf_counter() - begun) * 1000.0
            self._telling.made(ms)
            self._telling.histories.add(key, self._frame, "generated", f"{ms:.2f} ms, under the brush")
            self._stock.put(chunk, self._frame)

    def _jobs_ahead(self, view: ViewPoint, frame: int, most: int) -> list[Job]:
        """What will be wanted along the camera's way and is not at hand."""
        cache, requests = self._stock.cache, self._requests
        if self._is_new_ahead:
            self._is_new_ahead = False
            keys = [key for key in self._ahead.keys if key not in cache and key not in self._want]
            self._ahead_order = in_order(keys, (), view, self.landscape.cell)
        found: list[Job] = []
        for key in self._ahead_order:
            if key in cache or key in self._want or requests.is_held_back(key, frame):
                continue
            found.append(self._job(key))
            if len(found) >= most:
                break
        return found

    def _upload(self, ready: list[Chunk], begun: float) -> None:
        """Give slots to what is at hand, within the frame's bytes and time; one chunk at least goes in each frame."""
        budget_s = self.config.frame_budget_ms / 1000.0
        most = self._most_uploads
        is_timed = not self._workers.is_virtual
        for chunk in ready:
            is_late = is_timed and len(self._uploads) > 0 and time.thread_time() - begun > budget_s
            if len(self._uploads) >= most or is_late:
                break
            key = chunk.key
            if self._faults.strikes("upload", key, self._requests.attempts(key)):
                self._fail(key, "the upload was told to fail")
            elif (slot := self._stock.place(chunk, self._frame)) is not None:
                self._requests.satisfied(key)
                self._uploads.append((slot, chunk))
                self._telling.histories.add(key, self._frame, "uploaded")

    def _show(self, view: ViewPoint, frame: int) -> TerrainFrame:
        residents = self._stock.residents
        before = self._drawn
        drawn = self._drawn = self._selector.step(view.eye, residents.slot_of)
        if before is None or drawn.keys is not before.keys:
            new, gone = self._shown.update(set(drawn.keys))
            residents.need(new)
            self._drop(gone, self._want)
        self._telling.shown(drawn, frame)
        key = (drawn.keys, residents.revision)
        if len(self._slots_of) != 2 or self._slots_of[0] is not key[0] or self._slots_of[1] != key[1]:
            self._slots_of = key
            self._slot = np.fromiter(map(residents.slot_of.__getitem__, drawn.keys), np.int32, len(drawn.keys))
        self._sequence += bool(self._uploads)
        return TerrainFrame(
            cell=self.landscape.cell, capacity=residents.capacity, slot=self._slot, level=drawn.level, x=drawn.x,
            z=drawn.z, blend=drawn.blend, edges=drawn.edges, low=residents.low[self._slot],
            high=residents.high[self._slot], uploads=tuple(self._uploads), version=self._stock.version,
            sequence=self._sequence, pool=self._stock.pool, everything=residents.everything,
        )  # fmt: skip


def _check_budget(config: StreamingConfig, cell: float) -> None:
    if config.memory_bytes < needed_memory(config, cell):
        raise BudgetError(budget_told(config))


def _levels_of(config: StreamingConfig, cell: float) -> LevelSettings:
    return LevelSettings(
        distances_m=config.lod_distances_m,
        view_m=config.view_distance_m,
        hysteresis=config.hysteresis,
        fade_frames=config.fade_frames,
        cell=cell,
    )
