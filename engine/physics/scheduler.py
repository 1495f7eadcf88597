"""PhysicsScheduler: runs the crowd's stages, on worker threads where one lane is large enough to be worth it.

Serial and threaded steps run the same functions over the same rows, in parts that write to disjoint places, so the bits
are the same for any number of threads and any number of parts.
"""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

import weakref
from collections.abc import Callable, Mapping
from functools import partial
from time import perf_counter_ns
from typing import Any

from numpy.typing import NDArray

from engine.physics.crowd.checksum import sum_rows, sum_slots
from engine.physics.profile import PhysicsStepProfile
from engine.physics.threads import desk as at
from engine.physics.threads.native_tick import is_loaded, native_tick
from engine.physics.threads.natives import Natives, find_natives
from engine.physics.threads.pool import Pool
from engine.world.ids import RUNNING
from engine.world.kernel import is_plain
from engine.world.schedule import Schedule

Columns = Mapping[str, NDArray[Any]]
STAGES = ("broad_phase", "narrow_phase", "integration")
COUNTS = ("crowd_count", "crowd_pairs", "solver_iterations")
CROSSOVER_ROWS = 4_000  # fewer rows than this are stepped faster by one thread
ROWS_PER_THREAD = 1_000  # a thread that gets less takes longer to wake up than to work
CHUNKS_PER_THREAD = 4
WORD_MASK = 0xFFFF_FFFF_FFFF_FFFF


class WorkerError(Exception):
    """Compiled code raised in a chunk, on whatever thread that was."""


class PhysicsScheduler:
    """Steps the crowd of a world with `threads` threads; 0 is serial. The number may be changed between any two steps.

    `crossover` is the number of rows from which a lane is stepped on threads, `chunks` the number of parts that a lane
    is cut into (None: a few for each thread). `checksums` adds one for each stage to the profile. A lane is stepped
    serially until the threaded code is compiled, by `prepare` or by another process that shares the cache.
    """

    def __init__(
        self,
        threads: int = 0,
        *,
        crossover: int = CROSSOVER_ROWS,
        chunks: int | None = None,
        checksums: bool = False,
    ) -> None:
        """ValueError for fewer than 0 threads."""
        self.crossover, self.chunks, self.checksums = crossover, chunks, checksums
        self.natives: Natives = find_natives()
        self._threads = _checked(threads)
        self._pool: Pool | None = None
        self._schedule: Callable[[], Schedule | None] = lambda: None
        self._is_adjacent = False
        self._is_shared = False
        self._times: dict[str, int] = {}
        self._sums: dict[str, int] = {}
        self._counts: tuple[NDArray[Any], ...] = ()
        self._tick = 0

    @property
    def threads(self) -> int:
        """Threads that a large lane is stepped on, the caller's among them; 0 is serial."""
        return self._threads

    def set_threads(self, threads: int) -> None:
        """Change the number of threads between two steps; no result depends on it. ValueError below 0."""
        if _checked(threads) != self._threads:
            self.close()
            self._threads = threads

    def close(self) -> None:
        """End the worker threads; the next step starts new ones."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def is_threaded(self, view: Columns) -> bool:
        """Whether a step of this world runs on threads: one running lane, large enough, and compiled code."""
        return (
            self._threads > 0
            and self._is_adjacent
            and len(view["life"]) >= self.crossover
            and len(view["outcome"]) == 1
            and int(view["outcome"][0]) == RUNNING
            and self.natives.has_clock
            and is_loaded()
        )

    def install(self, schedule: Schedule) -> None:
        """Let this scheduler run the crowd's stages of a schedule that calls its systems one by one.

        On threads all three are one call, made in the place of the first; so they run serially where a system stands
        between them. A schedule that moves no crowd is left as it is.
        """
        names = [system.name for system in schedule.systems]
        if not any(system.slot == "crowd" for system in schedule.systems):
            return
        begin = names.index(STAGES[0]) if STAGES[0] in names else 0
        self._is_adjacent = tuple(names[begin : begin + len(STAGES)]) == STAGES
        self._schedule = weakref.ref(schedule)
        for stage in STAGES:
            schedule.stand_in(stage, partial(self._run_stage, stage))

    def prepare(self, view: Columns) -> None:
        """Compile what threads run, or load it, so that the next large step is on threads."""
        if self._threads > 0 and not is_plain():
            native_tick().prepare()
            if self.checksums:
                self._checksum(STAGES[0], view)
                self._checksum(STAGES[2], view)

    def get_last_step_profile(self) -> PhysicsStepProfile:
        """What the last step cost and did."""
        if not self._counts:
            return PhysicsStepProfile()
        bodies, pairs, iterations = self._counts
        pool = self._pool if self._is_shared else None
        return PhysicsStepProfile(
            broad_phase=self._times.get("broad_phase"),
            narrow_phase=self._times.get("narrow_phase"),
            integration=self._times.get("integration"),
            rigid=self._rigid_time(),
            active_body_count=int(bodies.sum()),
            collision_pair_count=int(pairs.sum()),
            solver_iterations=int(iterations.max(initial=0)),
            threads=self._threads if self._is_shared else 0,
            chunks_per_thread=pool.per_thread(at.CHUNKS_DONE) if pool else (),
            checksums=dict(self._sums) if self.checksums else {},
            tick=self._tick,
            busy_ns_per_thread=pool.per_thread(at.BUSY_NS) if pool else (),
        )

    def _rigid_time(self) -> int | None:
        """Time [ns] of the systems that the scene has for rigid bodies alone; others in their slot are not physics."""
        schedule = self._schedule()
        laps = schedule.profile.systems if schedule is not None else {}
        found = [
            laps[system.name]
            for system in (schedule.systems if schedule is not None else ())
            if system.slot == "rigid" and system.rows_with and system.name in laps
        ]
        return sum(found) if found else None

    # --- one tick ------------------------------------------------------------------------------------------------

    def _run_stage(self, stage: str, view: Columns, serial: Callable[[], None]) -> int:
        """Run one stage, or all three in the place of the first; returns the time [ns] that this stage took."""
        if stage == STAGES[0]:
            self._tick = int(view["tick"][0])
            self._is_shared = self.is_threaded(view)
            if self._is_shared:
                self._run_shared(view)
        if not self._is_shared:
            began = perf_counter_ns()
            serial()
            if self.checksums:
                self._sums[stage] = self._checksum(stage, view)
            self._times[stage] = perf_counter_ns() - began
        if stage == STAGES[2]:
            self._keep_counts(view)
        return self._times[stage]

    def _keep_counts(self, view: Columns) -> None:
        """Copy what the step counted, in place: what the world holds later, as after a restore, is another step's."""
        if not self._counts or self._counts[0].shape != view[COUNTS[0]].shape:
            self._counts = tuple(view[name].copy() for name in COUNTS)
            return
        for kept, name in zip(self._counts, COUNTS, strict=True):
            kept[:] = view[name]

    def _run_shared(self, view: Columns) -> None:
        if self._pool is None:
            native = native_tick()
            assert native.held is not None
            assert native.free is not None
            self._pool = Pool(self._threads, self.natives, held=native.held, free=native.free)
        pool = self._pool
        pool.bind(view)
        rows = len(view["life"])
        wake = self._threads if self.chunks else min(self._threads, 1 + rows // ROWS_PER_THREAD)
        failed = pool.step(self.chunks or wake * CHUNKS_PER_THREAD, wake, check=self.checksums)
        if failed:
            raise WorkerError(f"{failed} parts of the crowd's step failed; their rows are not as they should be")
        words = pool.words
        for index, stage in enumerate(STAGES):
            self._times[stage] = int(words[at.STAMP + index + 1] - words[at.STAMP + index])
            if self.checksums:
                self._sums[stage] = int(words[at.SUM + index]) & WORD_MASK

    def _checksum(self, stage: str, view: Columns) -> int:
        if stage == STAGES[2]:
            return int(sum_rows(view["position"], view["velocity"], view["yaw"]))
        return int(sum_slots(view["first"], view["crowd_count"], view["crowd_order"], view["crowd_place"]))


def _checked(threads: int) -> int:
    if threads < 0:
        raise ValueError(f"physics.threads is {threads}; expected 0 (serial) or more")
    return threads
