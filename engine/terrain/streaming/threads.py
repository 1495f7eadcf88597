"""Workers on threads: each takes up the most urgent chunk on offer; compiled kernels run without the GIL."""

import sys
import threading
from collections import deque
from collections.abc import Sequence

from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.faults import NO_FAULTS, Faults, WorkerDiedError
from engine.terrain.streaming.work import ChunkStore, Job, Result, run_job

SWITCH_S = 0.0005
"""While workers live, a thread that waits for the GIL gets it after this long: at the default of 5 ms a worker's few
lines of Python between two kernels hold up the main thread for 20 ms and more."""
GRACE_S = 10.0

_interval_lock = threading.Lock()
_holders = 0
_before = SWITCH_S


def hold_interval() -> None:
    """Shorten the switch interval until `release_interval` was called as often."""
    global _holders, _before
    with _interval_lock:
        if _holders == 0:
            _before = sys.getswitchinterval()
            sys.setswitchinterval(min(_before, SWITCH_S))
        _holders += 1


def release_interval() -> None:
    """Take back one `hold_interval`; the last one gives the interval back that was before."""
    global _holders
    with _interval_lock:
        _holders -= 1
        if _holders == 0:
            sys.setswitchinterval(_before)


class ThreadWorkers:
    """At most `jobs` chunks at a time, each on a thread that lives until `close`; a thread that dies is replaced."""

    def __init__(self, jobs: int, *, store: ChunkStore | None = None, faults: Faults = NO_FAULTS) -> None:
        self.is_virtual = False
        self.deaths = 0
        self._store, self._faults = store, faults
        self._door = threading.Condition()
        self._offered: deque[Job] = deque()
        self._running: dict[threading.Thread, Job] = {}
        self._open: dict[tuple[ChunkKey, int], Job] = {}
        self._done: deque[Result] = deque()
        self._threads: list[threading.Thread] = []
        self._jobs = 0
        self._frame = 0
        self._is_closed = False
        hold_interval()
        self.resize(jobs)

    @property
    def in_flight(self) -> int:
        """How many jobs are taken up and not yet given back by `take`."""
        return len(self._open)

    def flying(self) -> set[ChunkKey]:
        """The chunks in flight."""
        with self._door:
            return {key for key, _ in self._open}

    def offer(self, jobs: Sequence[Job]) -> None:
        """Replace what is on offer, most urgent first; what is in flight already is passed over."""
        with self._door:
            # Here and not when a job is taken up: it may have come back, and been taken, by then.
            self._offered = deque(job for job in jobs if (job.key, job.token) not in self._open)
            if jobs and len(self._running) < self._jobs:
                self._door.notify(min(len(jobs), self._jobs - len(self._running)))

    def take(self, frame: int, most: int) -> list[Result]:
        """What has ended, the first first; at most so many, the others stay in flight."""
        self._frame = frame
        found: list[Result] = []
        while self._done and len(found) < most:
            found.append(self._done.popleft())
        dead = [thread for thread in self._threads if not thread.is_alive()]
        if not found and not dead:
            return found
        with self._door:
            for thread in dead:
                self._threads.remove(thread)
                self.deaths += 1
                job = self._running.pop(thread, None)
                if job is not None:
                    found.append(Result(job.key, job.token, None, "the worker died", started=frame))
            for result in found:
                self._open.pop((result.key, result.token), None)
        self._fill()
        return found

    def resize(self, jobs: int) -> None:
        """How many jobs run at the same time from now on; threads that are too many end after their job."""
        self._jobs = jobs
        with self._door:
            self._door.notify_all()
        self._fill()

    def close(self) -> None:
        """End all threads; nothing runs any more when this returns."""
        if self._is_closed:
            return
        with self._door:
            self._is_closed = True
            self._offered.clear()
            self._door.notify_all()
            threads = list(self._threads)
        for thread in threads:
            thread.join(GRACE_S)
        self._threads = []
        release_interval()

    def _fill(self) -> None:
        with self._door:
            while len(self._threads) < self._jobs and not self._is_closed:
                thread = threading.Thread(target=self._run, name="terrain", daemon=True)
                self._threads.append(thread)
                thread.start()

    def _run(self) -> None:
        try:
            while (job := self._next()) is not None:
                if self._faults.strikes("jobs", job.key, job.attempt):
                    raise WorkerDiedError
                result = run_job(job, self._store, self._faults, self._frame)
                with self._door:
                    del self._running[threading.current_thread()]
                    self._done.append(result)
                if self._store is not None and result.origin == "made" and result.chunk is not None:
                    self._store.write(result.chunk)
        except WorkerDiedError:
            return

    def _next(self) -> Job | None:
        """Wait for a job; None when this thread is to end."""
        with self._door:
            while not self._is_closed:
                if len(self._threads) > self._jobs:
                    self._threads.remove(threading.current_thread())
                    return None
                if self._offered:
                    job = self._offered.popleft()
                    self._running[threading.current_thread()] = job
                    self._open[(job.key, job.token)] = job
                    return job
                self._door.wait()
        return None
