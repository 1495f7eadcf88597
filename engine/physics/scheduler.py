"""PhysicsScheduler: runs the crowd's stages, on worker threads where one lane is large enough to be worth it.

Serial and threaded steps run the same functions over the same rows, in parts that write to disjoint places, so the bits
are the same for any number of threads and any number of parts.
"""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from time import perf_counter_ns
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.physics.gather import copy_slots, gather_slots
from engine.physics.integrate import integrate_slots
from engine.physics.predict import list_walls, predict_rows
from engine.physics.profile import PhysicsStepProfile, checksum
from engine.physics.sort import arrange_lane
from engine.physics.workers import WorkerPool
from engine.world.ids import RUNNING
from engine.world.kernel import is_plain
from engine.world.schedule import Schedule

Columns = Mapping[str, NDArray[Any]]
STAGES = ("broad_phase", "narrow_phase", "integration")
CROSSOVER_ROWS = 4_000  # fewer rows than this are stepped faster by one thread
CHUNKS_PER_THREAD = 4

OBSTACLE_NAMES = ("obstacle_box", "obstacle_circle", "obstacle_frame", "obstacle_start", "obstacle_items")
PREDICT_NAMES = (
    "life", "immovable", "position", "velocity", "desired_velocity", "acceleration", "radius", "height", "half_extent",
    "ground_height", "ground_frame", *OBSTACLE_NAMES, "crowd_order", "crowd_axis", "crowd_next_x", "crowd_next_z",
    "crowd_speed", "crowd_cell",
)  # fmt: skip
ARRANGE_NAMES = (
    "radius", "mass", "crowd_order", "crowd_x", "crowd_z", "crowd_next_x", "crowd_next_z", "crowd_radius", "crowd_mass",
    "crowd_begin", "crowd_end", "crowd_cell", "crowd_cells",
)  # fmt: skip
GATHER_NAMES = (
    "crowd_radius", "crowd_mass", "crowd_begin", "crowd_end", "crowd_order", "crowd_axis", "position", "height",
    "half_extent", "ground_height", "ground_frame", *OBSTACLE_NAMES,
)  # fmt: skip
INTEGRATE_NAMES = (
    "position", "velocity", "yaw", "crowd_order", "crowd_x", "crowd_z", "crowd_speed", "ground_height", "ground_frame",
)  # fmt: skip
# What each stage leaves behind that a checksum of it covers.
CHECKED = {
    "broad_phase": ("crowd_order", "crowd_x", "crowd_z"),
    "narrow_phase": ("crowd_x", "crowd_z"),
    "integration": ("position", "velocity", "yaw"),
}


class PhysicsScheduler:
    """Steps the crowd of a world with `threads` threads; 0 is serial. The number may be changed between any two steps.

    `crossover` is the number of rows from which a lane is stepped on threads, `chunks` the number of parts that a lane
    is cut into (None: a few for each thread). `checksums` adds one for each stage to the profile.
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
        if threads < 0:
            raise ValueError(f"physics.threads is {threads}; expected 0 (serial) or more")
        self.crossover, self.chunks, self.checksums = crossover, chunks, checksums
        self._threads = threads
        self._pool: WorkerPool | None = None
        self._shares = np.zeros(max(threads, 1), np.int64)
        self._sums: dict[str, int] = {}
        self._times: dict[str, int] = {}
        self._view: Columns | None = None

    @property
    def threads(self) -> int:
        """Threads that a large lane is stepped on, the caller's among them; 0 is serial."""
        return self._threads

    def set_threads(self, threads: int) -> None:
        """Change the number of threads between two steps; no result depends on it. ValueError below 0."""
        if threads < 0:
            raise ValueError(f"physics.threads is {threads}; expected 0 (serial) or more")
        self.close()
        self._threads = threads
        self._shares = np.zeros(max(threads, 1), np.int64)

    def close(self) -> None:
        """End the worker threads."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def is_threaded(self, view: Columns) -> bool:
        """Whether a step of this world runs on threads: one lane, large enough, and compiled kernels."""
        return (
            self._threads > 0 and len(view["outcome"]) == 1 and len(view["life"]) >= self.crossover and not is_plain()
        )

    def install(self, schedule: Schedule) -> None:
        """Let this scheduler run the crowd's stages of a schedule that calls its systems one by one."""
        for stage in STAGES:
            schedule.stand_in(stage, partial(self.run_stage, stage))

    def prepare(self, view: Columns) -> None:
        """Compile what threads call (over no rows at all), so that nothing compiles during a step."""
        if self._threads == 0 or is_plain():
            return
        list_walls(0, 0, *_named(view, ["life", "immovable", "yaw", "crowd_order", "crowd_axis"]))
        predict_rows(0, 0, 0, 0, *_named(view, PREDICT_NAMES))
        arrange_lane(0, 0, *_named(view, ARRANGE_NAMES))
        here, there = (view["crowd_x"], view["crowd_z"]), (view["crowd_next_x"], view["crowd_next_z"])
        gather_slots(0, 0, 0, 0, *here, *there, *_named(view, GATHER_NAMES))
        copy_slots(0, 0, *there, *here)
        integrate_slots(0, 0, *_named(view, INTEGRATE_NAMES))

    def run_stage(self, stage: str, view: Columns, serial: Callable[[], None]) -> None:
        """Run one stage: on threads where that pays, otherwise by `serial`, the stage's own compiled system."""
        begun = perf_counter_ns()
        if stage == STAGES[0]:
            self._shares[:] = 0
        if self.is_threaded(view):
            getattr(self, f"_{stage}")(view)
        else:
            serial()
        self._times[stage] = perf_counter_ns() - begun
        self._view = view
        if self.checksums:
            self._sums[stage] = checksum(*(view[name] for name in CHECKED[stage]))

    def get_last_step_profile(self) -> PhysicsStepProfile:
        """What the last step cost and did. Rigid bodies are not stepped here: their time is n/a."""
        view = self._view
        if view is None:
            return PhysicsStepProfile()
        is_shared = bool(self._shares.any())
        return PhysicsStepProfile(
            broad_phase=self._times.get("broad_phase"),
            narrow_phase=self._times.get("narrow_phase"),
            integration=self._times.get("integration"),
            active_body_count=int(view["crowd_count"].sum()),
            collision_pair_count=int(view["crowd_pairs"].sum()),
            solver_iterations=int(view["solver_iterations"].max(initial=0)),
            threads=self._threads if is_shared else 0,
            chunks_per_thread=tuple(int(share) for share in self._shares) if is_shared else (),
            checksums=dict(self._sums),
        )

    # --- the stages of one large lane ----------------------------------------------------------------------------

    def _broad_phase(self, view: Columns) -> None:
        view["crowd_count"][0] = view["crowd_walls"][0] = 0
        if view["outcome"][0] != RUNNING:
            return
        end = len(view["life"])
        walls = int(list_walls(0, end, *_named(view, ["life", "immovable", "yaw", "crowd_order", "crowd_axis"])))
        rest = _named(view, PREDICT_NAMES)
        self._each(predict_rows, [(low, high, end - walls, end, *rest) for low, high in self._parts(end)])
        view["crowd_walls"][0] = walls
        view["crowd_count"][0] = arrange_lane(0, end, *_named(view, ARRANGE_NAMES))

    def _narrow_phase(self, view: Columns) -> None:
        if view["outcome"][0] != RUNNING:
            return
        end = len(view["life"])
        walls = end - int(view["crowd_walls"][0])
        count = int(view["crowd_count"][0])
        parts = self._parts(count)
        here, there = (view["crowd_x"], view["crowd_z"]), (view["crowd_next_x"], view["crowd_next_z"])
        rest = _named(view, GATHER_NAMES)
        view["crowd_pairs"][0] = 0
        for iteration in range(int(view["solver_iterations"][0])):
            calls = [(low, high, walls, end, *here, *there, *rest) for low, high in parts]
            found = self._each(gather_slots, calls)
            if iteration == 0:
                view["crowd_pairs"][0] = sum(overlaps for overlaps, _ in found) // 2
            if not any(moved for _, moved in found):
                break
            here, there = there, here  # buffers change places instead of being copied
        if here[0] is not view["crowd_x"]:
            copy_slots(0, count, *here, *there)

    def _integration(self, view: Columns) -> None:
        if view["outcome"][0] == RUNNING:
            rest = _named(view, INTEGRATE_NAMES)
            parts = self._parts(int(view["crowd_count"][0]))
            self._each(integrate_slots, [(low, high, *rest) for low, high in parts])

    def _each(self, kernel: Callable[..., Any], calls: list[tuple[Any, ...]]) -> list[Any]:
        if self._pool is None:
            self._pool = WorkerPool(self._threads)
        results, shares = self._pool.run(kernel, calls)
        self._shares += shares
        return results

    def _parts(self, count: int) -> list[tuple[int, int]]:
        chunks = self.chunks or self._threads * CHUNKS_PER_THREAD
        edges = [count * k // chunks for k in range(chunks + 1)]
        return [(low, high) for low, high in pairwise(edges) if low < high]


def _named(view: Columns, names: tuple[str, ...] | list[str]) -> tuple[NDArray[Any], ...]:
    return tuple(view[name] for name in names)
