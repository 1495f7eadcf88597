"""Workers in virtual time: jobs end after a number of frames that no clock changes, so that two runs are the same."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace

from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.faults import NO_FAULTS, Faults
from engine.terrain.streaming.work import ChunkStore, Job, Result, run_job

Costs = Callable[[ChunkKey], float]
USUAL_COST = 0.04
"""Frames of 1/60 s that a chunk takes: 0.7 ms."""


class VirtualWorkers:
    """`jobs` workers side by side, each with one frame of time per frame; a chunk takes `costs(key)` frames.

    What a job does is done on the calling thread at the frame in which it ends; its results come in the order in which
    the jobs were taken up. A told time [ms] is the virtual one.
    """

    def __init__(
        self,
        costs: Costs | float = USUAL_COST,
        *,
        jobs: int = 4,
        store: ChunkStore | None = None,
        faults: Faults = NO_FAULTS,
    ) -> None:
        self.is_virtual = True
        self.deaths = 0
        self._costs: Costs = costs if callable(costs) else lambda _key: costs
        self._store, self._faults = store, faults
        self._jobs = jobs
        self._offered: deque[Job] = deque()
        self._lanes: list[list[_Running]] = [[] for _ in range(jobs)]
        self._ended: list[_Running] = []
        self._frame = 0

    @property
    def in_flight(self) -> int:
        """How many jobs are taken up and not yet given back by `take`."""
        return len(self._ended) + sum(len(lane) for lane in self._lanes)

    def flying(self) -> set[ChunkKey]:
        """The chunks in flight."""
        return {running.job.key for running in self._in_flight()}

    def offer(self, jobs: Sequence[Job]) -> None:
        """Replace what is on offer, most urgent first; what is in flight already is passed over."""
        flying = {(running.job.key, running.job.token) for running in self._in_flight()}
        self._offered = deque(job for job in jobs if (job.key, job.token) not in flying)

    def take(self, frame: int, most: int) -> list[Result]:
        """Let one frame pass; what has ended, the first first, at most so many."""
        self._pass(frame)
        found = [self._finish(running) for running in self._ended[:most]]
        del self._ended[:most]
        return found

    def _pass(self, frame: int) -> None:
        begun, self._frame = self._frame, frame
        ended = self._ended
        # Worker by worker, each taking up what is most urgent when it becomes free: the one free first goes first.
        free = [1.0] * len(self._lanes)
        for place, lane in enumerate(self._lanes):
            for running in lane:
                running.left -= 1.0
                if running.left <= 0.0:
                    ended.append(running)
                    free[place] = -running.left
                else:
                    free[place] = 0.0
            lane[:] = [running for running in lane if running.left > 0.0]
        while self._offered and max(free, default=0.0) > 0.0:
            place = free.index(max(free))
            job = self._offered.popleft()
            running = _Running(job, begun, self._costs(job.key))
            if running.left <= free[place]:
                free[place] -= running.left
                ended.append(running)
            else:
                running.left -= free[place]
                free[place] = 0.0
                self._lanes[place].append(running)

    def resize(self, jobs: int) -> None:
        """How many jobs run at the same time from now on; what runs ends first."""
        busy = [lane for lane in self._lanes if lane]
        self._jobs = jobs
        self._lanes = busy + [[] for _ in range(jobs - len(busy))]

    def close(self) -> None:
        """End; what is in flight is thrown away."""
        self._offered.clear()
        self._lanes, self._ended = [], []

    def _in_flight(self) -> "list[_Running]":
        return [*self._ended, *(running for lane in self._lanes for running in lane)]

    def _finish(self, running: "_Running") -> Result:
        job = running.job
        if self._faults.strikes("jobs", job.key, job.attempt):
            self.deaths += 1
            return Result(job.key, job.token, None, "the worker died", started=running.started)
        result = run_job(job, self._store, self._faults, running.started)
        if self._store is not None and result.origin == "made" and result.chunk is not None:
            self._store.write(result.chunk)
        return replace(result, ms=running.cost * 1000.0 / 60.0)


class _Running:
    """A job that was taken up."""

    def __init__(self, job: Job, started: int, cost: float) -> None:
        self.job, self.started, self.cost = job, started, cost
        self.left = cost
