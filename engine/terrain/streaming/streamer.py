"""Streams an endless ground: each frame it decides what is wanted, takes in what was made, and tells what to draw."""

import time
from collections import deque
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from engine.present.terrain import TerrainFrame, Upload
from engine.terrain.lattice import MOST_LEVEL, ChunkKey
from engine.terrain.streaming import pace
from engine.terrain.streaming.chunk_states import ChunkStates, states_of
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.config_file import budget_told
from engine.terrain.streaming.faults import NO_FAULTS, Faults
from engine.terrain.streaming.history import Event
from engine.terrain.streaming.memory import CHUNK_BYTES, needed_memory
from engine.terrain.streaming.outlook import Outlook
from engine.terrain.streaming.requests import Requests
from engine.terrain.streaming.source import ChunkSource
from engine.terrain.streaming.stats import Hitch, StreamingStats
from engine.terrain.streaming.stock import Stock
from engine.terrain.streaming.telling import Telling
from engine.terrain.streaming.threads import ThreadWorkers
from engine.terrain.streaming.urgency import Order, in_order
from engine.terrain.streaming.viewpoint import ViewPoint
from engine.terrain.streaming.work import ChunkStore, Job, Result, Workers


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
        self._outlook = Outlook(landscape, config)
        self._order = Order()
        self._ahead_order: list[ChunkKey] = []
        self._jobs: dict[ChunkKey, Job] = {}
        self._brushed: list[ChunkKey] = []
        self._unasked: deque[ChunkKey] = deque()
        self._is_unsorted = False
        self._lost: deque[ChunkKey] = deque()
        self._uploads: list[Upload] = []
        self._paused = 0
        self._has_waited = False
        self._frame = 0
        self._sequence = 0
        self._slots_of: tuple[object, tuple[int, int]] = ((), (-1, -1))
        self._slot: NDArray[np.int32] = np.zeros(0, np.int32)
        self._low: NDArray[np.float32] = np.zeros(0, np.float32)
        self._high = self._low
        self._telling.pools(self._stock, config.memory_bytes)
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
        """One frame as seen from `view`; `frame` grows from call to call. Takes the frame's budget at most.

        ValueError, with nothing changed, for a camera that is nowhere.
        """
        if not view.is_finite:
            raise ValueError(f"the camera is at {view.eye}, moving by {view.velocity} m/s; expected finite numbers")
        clock = pace.FRAME_CLOCK
        begun = clock()
        self._frame, self.view = frame, view
        self._telling.stats.frame = frame
        self._uploads = []
        self._poll(frame, begun)
        polled = clock()
        self._select(view, frame)
        selected = clock()
        ready = [] if self._may_wait(selected - begun) else self._offer(view, frame)
        wanted = clock()
        self._upload(ready, begun)
        uploaded = clock()
        shown = self._show(view, frame)
        ended = clock()
        parts = (polled - begun, selected - polled, wanted - selected, uploaded - wanted, ended - uploaded)
        store = self.disk
        self._telling.frame(self._stock, self._requests, self._workers, store, len(self._uploads), parts)
        self._telling.stats.missing += len(self._unasked)
        return shown

    def replace(self, landscape: ChunkSource) -> None:
        """Another ground from now on; chunks that differ in it are made again, and the old ones shown until then.

        Where a brush changed only a few that are drawn, the next frame makes these itself and shows them at once; what
        stands behind them is made when the brush has paused.
        """
        stale = self._stock.replace(landscape)
        self._jobs.clear()
        for key, is_at_hand in self._requests.missing.items():
            self._requests.missing[key] = is_at_hand and self._stock.at_hand(key) is not None
        needed = [key for key in stale if self._outlook.is_needed(key)]
        for key in needed:
            self._request(key)
        self._order.invalidate()
        drawn = self._outlook.drawn
        shown = set(drawn.keys) if drawn is not None else set[ChunkKey]()
        brushed = [key for key in needed if key in shown]
        self._brushed = brushed if len(brushed) <= pace.BRUSH_CHUNKS else []
        self._paused = self._frame + pace.PAUSE_FRAMES if self._brushed else 0

    def configure(self, config: StreamingConfig) -> None:
        """Other settings from now on. Raises BudgetError with nothing changed when their memory is too small."""
        if config == self.config:
            return
        _check_budget(config, self.landscape.cell)
        if config.jobs != self.config.jobs:
            self._workers.resize(config.jobs)
        for key in self._stock.configure(config, self._outlook.is_needed):
            self._request(key)
        self._requests.retries = config.retries
        self.config = config
        self._outlook.choose(config)
        self._telling.pools(self._stock, config.memory_bytes)

    def stats(self) -> StreamingStats:
        """The numbers of the last frame; the next one changes them in place."""
        return self._telling.stats

    def chunk_states(self) -> ChunkStates:
        """All chunks that are wanted, shown or at hand on the card, for a map."""
        stock, look, flying = self._stock, self._outlook, self._workers.flying()
        return states_of(look.want, stock.residents, self._requests, look.drawn, flying, stock.cache)

    def history(self, key: ChunkKey) -> tuple[Event, ...]:
        """What happened to a chunk, oldest first."""
        return self._telling.histories.of(key)

    def try_again(self, key: ChunkKey) -> None:
        """Ask anew for a chunk that was given up; nothing happens to one that was not."""
        if key in self._requests.missing:
            self._request(key)
            self._order.invalidate()

    def close(self) -> None:
        """End the workers; the streamer is not used after it."""
        self._workers.close()

    def _poll(self, frame: int, begun: float) -> None:
        """Take in what was made: a few at a time, until their share of the frame's time is over."""
        if self._telling.stats.is_hole or self._workers.is_virtual:
            most = pace.HOLE_OFFERED if self._telling.stats.is_hole else pace.MOST_TAKEN
            for result in self._workers.take(frame, most):
                self._take(result, frame)
            return
        end = begun + self.config.frame_budget_ms / 1000.0 * pace.TAKE_SHARE
        for _ in range(pace.MOST_TAKEN // pace.TAKEN_AT_ONCE):
            results = self._workers.take(frame, pace.TAKEN_AT_ONCE)
            for result in results:
                self._take(result, frame)
            if len(results) < pace.TAKEN_AT_ONCE or pace.FRAME_CLOCK() > end:
                break

    def _take(self, result: Result, frame: int) -> None:
        key, telling, stock = result.key, self._telling, self._stock
        telling.histories.add(key, result.started, "started")
        if result.chunk is None:
            self._fail(key, result.error)
        elif result.token != stock.token(key):
            telling.stats.late_drops += 1
            telling.histories.add(key, frame, "late", "the ground has changed since")
        else:
            telling.result(result, frame, is_double=stock.at_hand(key) is not None)
            if stock.put(result.chunk, frame):
                self._requests.arrived(key)
        self._jobs.pop(key, None)

    def _fail(self, key: ChunkKey, reason: str) -> None:
        failure = self._requests.fail(key, reason, self._frame)
        self._jobs.pop(key, None)
        told = reason + (", given up" if failure.is_given_up else "")
        self._telling.histories.add(key, self._frame, "failed", told)

    def _select(self, view: ViewPoint, frame: int) -> None:
        """What is wanted from here, and along the camera's way."""
        is_behind = len(self._unasked) + len(self._requests.missing) > pace.MANY_BEHIND
        new, lost = self._outlook.look(view, frame, self._stock.residents.slot_of, is_behind=is_behind)
        self._telling.stats.teleports = self._outlook.teleports
        self._lost.extend(lost)
        self._drop()
        self._stock.residents.need(new)
        if not self._unasked and not new:
            return
        is_hole = self._telling.stats.is_hole or self._outlook.has_hole
        # A jump wants hundreds at once; where there is something to show, the first of them are asked for in the next
        # frame, the most urgent first, and the others in those after it.
        if new:
            self._unasked.extend(new)
            self._is_unsorted = True
            if len(new) > pace.MOST_ASKED and not is_hole:
                return
        if self._is_unsorted:
            self._is_unsorted = False
            self._unasked = deque(in_order(list(self._unasked), (), view, self.landscape.cell))
        for _ in range(min(pace.HOLE_ASKED if is_hole else pace.MOST_ASKED, len(self._unasked))):
            key = self._unasked.popleft()
            if key in self._outlook.want and not self._stock.is_in_place(key):
                self._request(key)

    def _request(self, key: ChunkKey) -> None:
        is_at_hand = self._stock.at_hand(key) is not None
        if self._requests.ask(key, is_at_hand=is_at_hand):
            self._order.add(key)
            self._telling.stats.hits_memory += is_at_hand
            self._telling.histories.add(key, self._frame, "requested")

    def _drop(self) -> None:
        """Let some of what nothing needs any more go; all at once would be hundreds after a jump."""
        lost = self._lost
        for _ in range(min(pace.MOST_DROPPED, len(lost))):
            key = lost.popleft()
            if self._outlook.is_needed(key):
                continue
            self._stock.residents.release((key,))
            self._jobs.pop(key, None)
            if self._requests.forget(key):
                self._telling.stats.cancelled += 1
                self._telling.histories.add(key, self._frame, "cancelled")

    def _offer(self, view: ViewPoint, frame: int) -> list[ChunkKey]:
        """Put what is missing on offer, most urgent first; gives what is at hand and waits for its upload."""
        requests, look = self._requests, self._outlook
        ready: list[ChunkKey] = []
        jobs: list[Job] = []
        if look.is_crowded:
            return ready
        if self._brushed:
            self._make_brushed()
        missing, failures, most = requests.missing, requests.failures, self._most_uploads
        room = pace.HOLE_OFFERED if self._telling.stats.is_hole else pace.MOST_OFFERED
        if missing:
            for key in self._order.of(missing, self._stock.stale, view, self.landscape.cell, frame):
                is_at_hand = missing.get(key)
                if is_at_hand is None or (failures and requests.is_held_back(key, frame)):
                    continue
                if is_at_hand:
                    ready.append(key)
                elif frame < self._paused and key in self._stock.stale:
                    continue
                elif len(jobs) < room:
                    jobs.append(self._job(key))
                if len(ready) >= most and len(jobs) >= room:
                    break
        if look.has_ahead and len(jobs) < room:
            jobs += self._jobs_ahead(view, frame, room - len(jobs))
        if not jobs and not missing and self._stock.cache.has_room:
            jobs = self._jobs_far(view, frame)
        self._workers.offer(jobs)
        stats = self._telling.stats
        stats.wanted, stats.queue, stats.pending_uploads = len(look.want), len(jobs), len(ready)
        return ready

    def _job(self, key: ChunkKey) -> Job:
        job = self._jobs.get(key)
        if job is None:
            if len(self._jobs) >= pace.MOST_JOBS:  # what was offered ahead and never taken up
                self._jobs.clear()
            attempt = self._requests.attempts(key)
            job = self._jobs[key] = Job(key, self._stock.token(key), self._stock.landscape, attempt)
        return job

    def _make_brushed(self) -> None:
        """Make the few chunks under a brush at once; a designer's hand is worth more than the frame's budget."""
        brushed, self._brushed = self._brushed, []
        flying = self._workers.flying()
        for key in brushed:
            if key in flying or self._stock.at_hand(key) is not None or not self._outlook.is_needed(key):
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
            if self._stock.put(chunk, self._frame):
                self._requests.arrived(key)

    def _jobs_ahead(self, view: ViewPoint, frame: int, most: int) -> list[Job]:
        """What will be wanted along the camera's way and is not at hand."""
        cache, requests, look = self._stock.cache, self._requests, self._outlook
        if look.is_new_ahead:
            look.is_new_ahead = False
            # No more than there is room for, or each would push out another that is asked for again at once.
            most = max(self._stock.spare_bytes // CHUNK_BYTES - pace.MOST_TAKEN, 0)
            keys = in_order(look.ahead, (), view, self.landscape.cell)[:most]
            for key in reversed(keys):
                cache.get(key)  # used, so what was left behind goes before it
            self._ahead_order = [key for key in keys if key not in cache]
        found: list[Job] = []
        for key in self._ahead_order:
            if key in cache or key in look.want or requests.is_held_back(key, frame):
                continue
            found.append(self._job(key))
            if len(found) >= most:
                break
        return found

    def _may_wait(self, spent_s: float) -> bool:
        """Whether putting in order and uploading wait a frame: this one was full, and the last one did not wait."""
        is_full = spent_s > self.config.frame_budget_ms / 1000.0 * pace.FULL_SHARE and not self._workers.is_virtual
        self._has_waited = is_full and not self._has_waited and not self._telling.stats.is_hole and not self._brushed
        return self._has_waited

    def _jobs_far(self, view: ViewPoint, frame: int) -> list[Job]:
        """Roots where a jump may lead, while there is nothing else to do and room for them."""
        cache, held_back = self._stock.cache, self._requests.is_held_back
        far = self._outlook.far(view.eye)
        while far and far[0] in cache:
            far.popleft()
        keys = (key for key in islice(far, 2 * pace.FAR_JOBS) if key not in cache and not held_back(key, frame))
        return [self._job(key) for key in islice(keys, pace.FAR_JOBS)]

    @property
    def _most_uploads(self) -> int:
        return max(1, self.config.upload_bytes // CHUNK_BYTES)

    def _upload(self, ready: list[ChunkKey], begun: float) -> None:
        """Give slots to what is at hand, within the frame's bytes and time; roots, and a few, whatever they cost."""
        budget_s = self.config.frame_budget_ms / 1000.0 * pace.UPLOAD_SHARE
        is_virtual = self._workers.is_virtual
        for key in ready[: self._most_uploads]:
            count = len(self._uploads)
            is_due = is_virtual or count < pace.LEAST_UPLOADS or key.level == MOST_LEVEL
            if not is_due and pace.FRAME_CLOCK() - begun + count * pace.COPY_S > budget_s:
                break
            chunk = self._stock.at_hand(key)
            if chunk is None:
                self._requests.missing[key] = False
            elif self._faults.strikes("upload", key, self._requests.attempts(key)):
                self._fail(key, "the upload was told to fail")
            elif (slot := self._stock.place(chunk, self._frame)) is not None:
                self._requests.satisfied(key)
                self._uploads.append((slot, chunk))
                self._telling.histories.add(key, self._frame, "uploaded")

    def _show(self, view: ViewPoint, frame: int) -> TerrainFrame:
        residents = self._stock.residents
        revision = (self._stock.pool, residents.revision)
        is_busy = bool(self._uploads) or self._outlook.is_crowded
        drawn, new, lost = self._outlook.step(view, frame, residents.table, revision, is_busy=is_busy)
        residents.need(new)
        self._lost.extend(lost)
        self._telling.shown(drawn, frame)
        known, was = self._slots_of
        numbers = self._outlook.numbers
        # Another pool may have come to as many changes as the last one.
        if known is not numbers or was != revision:
            self._slots_of = (numbers, revision)
            self._slot = residents.table.of(numbers)
            self._low, self._high = residents.low[self._slot], residents.high[self._slot]
        self._sequence += bool(self._uploads)
        return TerrainFrame(
            cell=self.landscape.cell, capacity=residents.capacity, slot=self._slot, level=drawn.level, x=drawn.x,
            z=drawn.z, blend=drawn.blend, edges=drawn.edges, low=self._low, high=self._high,
            uploads=tuple(self._uploads), version=self._stock.version,
            sequence=self._sequence, pool=self._stock.pool, everything=residents.everything,
        )  # fmt: skip


def _check_budget(config: StreamingConfig, cell: float) -> None:
    if config.memory_bytes < needed_memory(config, cell):
        raise BudgetError(budget_told(config))
