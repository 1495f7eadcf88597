"""PhysicsScheduler: runs the crowd's stages, on worker threads where one lane is large enough to be worth it.

Serial and threaded steps run the same functions over the same rows, in parts that write to disjoint places, so the bits
are the same for any number of threads and any number of parts.
"""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportCallIssue=false
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
from engine.physics.limits import BLOCK, MOST_CHUNKS
from engine.physics.neighbours import list_neighbours
from engine.physics.predict import bound_rows, list_walls, predict_rows
from engine.physics.profile import PhysicsStepProfile, checksum
from engine.physics.sort import add_lines, close_lane, count_lines, first_slot, frame_lane, scatter_lines, sort_lines
from engine.physics.things import leave_things, list_things
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
    "ground_height", "ground_frame", *OBSTACLE_NAMES, "crowd_wall", "crowd_axis", "crowd_ahead", "crowd_speed",
    "crowd_line",
)  # fmt: skip
WALL_NAMES = ("life", "immovable", "yaw", "crowd_wall", "crowd_axis")
BOUND_NAMES = ("radius", "crowd_ahead", "crowd_line")
COUNT_NAMES = ("crowd_frame", "crowd_ahead", "crowd_line", "crowd_lines")
SCATTER_NAMES = ("crowd_line", "crowd_lines", "crowd_unsorted")
SORT_NAMES = (
    "radius", "mass", "crowd_frame", "crowd_lines", "crowd_unsorted", "crowd_ahead", "crowd_order", "crowd_place",
    "crowd_body", "crowd_cells",
)  # fmt: skip
CLOSE_NAMES = ("crowd_order", "crowd_place", "crowd_next", "crowd_body")
NEAR_NAMES = ("near_rounds", "near_slot", "near_reach", "near_share")
LIST_NAMES = ("crowd_frame", "crowd_cells", "crowd_place", "crowd_body", "near_runs", *NEAR_NAMES)
THING_NAMES = ("thing_slots", "thing_count", "thing_rounds", "thing_item", "thing_shape")
LIST_THINGS_NAMES = (
    "position", "height", "half_extent", "obstacle_box", "obstacle_shape", *OBSTACLE_NAMES[2:],
    "crowd_wall", "crowd_axis", "crowd_order", "crowd_place",
    "crowd_body", "crowd_home", *THING_NAMES,
)  # fmt: skip
GATHER_NAMES = ("crowd_body", *NEAR_NAMES, "ground_height", "ground_frame")
LEAVE_NAMES = (
    "position", "height", "half_extent", "ground_height", "ground_frame", *OBSTACLE_NAMES, "crowd_wall", "crowd_axis",
    "crowd_order", "crowd_body", "crowd_home", "thing_slots", "thing_count", "thing_rounds", "thing_shape",
)  # fmt: skip
INTEGRATE_NAMES = (
    "position", "velocity", "yaw", "crowd_order", "crowd_place", "crowd_speed", "ground_height", "ground_frame",
)  # fmt: skip
# What each stage leaves behind that a checksum of it covers.
CHECKED = {
    "broad_phase": ("crowd_order", "crowd_place"),
    "narrow_phase": ("crowd_place",),
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
        if len(view["outcome"]) == 0:
            return
        named = partial(_named, view)
        list_walls(0, 0, *named(WALL_NAMES))
        predict_rows(0, 0, 0, 0, *named(PREDICT_NAMES))
        box: Any = bound_rows(0, 0, *named(BOUND_NAMES))
        frame_lane(0, 0, *box, view["crowd_frame"])
        count_lines(0, 0, 0, 0, 1, 0, *named(COUNT_NAMES))
        add_lines(0, 1, 0, view["crowd_frame"], view["crowd_lines"])
        scatter_lines(0, 0, 0, 1, 0, *named(SCATTER_NAMES))
        sort_lines(0, 0, 0, 1, 0, *named(SORT_NAMES))
        close_lane(0, 0, *named(CLOSE_NAMES))
        list_neighbours(0, 0, 0, 0, 0, *named(LIST_NAMES))
        list_things(0, 0, 0, 0, *named(LIST_THINGS_NAMES))
        here, there = view["crowd_place"], view["crowd_next"]
        gather_slots(0, 0, here, there, *named(GATHER_NAMES))
        leave_things(0, 0, 0, 0, *named(LEAVE_NAMES), here, there)
        copy_slots(0, 0, there, here)
        integrate_slots(0, 0, *named(INTEGRATE_NAMES))

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
        named = partial(_named, view)
        end = len(view["life"])
        base = int(first_slot(view["first"], 0))
        walls = int(list_walls(0, end, *named(WALL_NAMES)))
        view["crowd_walls"][0] = walls
        parts = self._parts(end, 1)[:MOST_CHUNKS]
        parts[-1] = (parts[-1][0], end)
        chunks = len(parts)
        self._each(predict_rows, [(*part, end - walls, end, *named(PREDICT_NAMES)) for part in parts])
        boxes = np.array(self._each(bound_rows, [(*part, *named(BOUND_NAMES)) for part in parts]), np.float32)
        box: Any = (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))
        frame_lane(0, end, *box, view["crowd_frame"])
        rest = named(COUNT_NAMES)
        self._each(count_lines, [(0, *part, k, chunks, base, *rest) for k, part in enumerate(parts)])
        count = int(add_lines(0, chunks, base, view["crowd_frame"], view["crowd_lines"]))
        view["crowd_count"][0] = count
        if count == 0:
            return
        rest = named(SCATTER_NAMES)
        self._each(scatter_lines, [(*part, k, chunks, base, *rest) for k, part in enumerate(parts)])
        rest = named(SORT_NAMES)
        lines = self._parts(int(view["crowd_frame"][0, 5]), 1)
        self._each(sort_lines, [(0, *part, chunks, base, *rest) for part in lines])
        nobody = close_lane(base, count, *named(CLOSE_NAMES))
        blocks = self._slots(view)
        self._each(list_neighbours, [(0, *part, base, nobody, *named(LIST_NAMES)) for part in blocks])
        self._each(list_things, [(*part, end - walls, end, *named(LIST_THINGS_NAMES)) for part in blocks])

    def _narrow_phase(self, view: Columns) -> None:
        view["crowd_pairs"][0] = 0
        if view["outcome"][0] != RUNNING:
            return
        end = len(view["life"])
        walls = end - int(view["crowd_walls"][0])
        parts = self._slots(view)
        here, there = view["crowd_place"], view["crowd_next"]
        gather, leave = _named(view, GATHER_NAMES), _named(view, LEAVE_NAMES)
        for iteration in range(int(view["solver_iterations"][0])):
            found = self._each(gather_slots, [(*part, here, there, *gather) for part in parts])
            left = self._each(leave_things, [(*part, walls, end, *leave, here, there) for part in parts])
            if iteration == 0:
                view["crowd_pairs"][0] = sum(overlaps for overlaps, _ in found) // 2
            here, there = there, here  # buffers change places instead of being copied
            if not any(moved for _, moved in found) and not any(left):
                break
        if here is not view["crowd_place"]:
            base = int(first_slot(view["first"], 0))
            copy_slots(base, base + int(view["crowd_count"][0]), here, there)

    def _integration(self, view: Columns) -> None:
        if view["outcome"][0] == RUNNING:
            rest = _named(view, INTEGRATE_NAMES)
            self._each(integrate_slots, [(*part, *rest) for part in self._slots(view)])

    def _slots(self, view: Columns) -> list[tuple[int, int]]:
        """The lane's slots in parts of whole blocks."""
        base = int(first_slot(view["first"], 0))
        return [(base + low, base + high) for low, high in self._parts(int(view["crowd_count"][0]), BLOCK)]

    def _each(self, kernel: Callable[..., Any], calls: list[tuple[Any, ...]]) -> list[Any]:
        if self._pool is None:
            self._pool = WorkerPool(self._threads)
        results, shares = self._pool.run(kernel, calls)
        self._shares += shares
        return results

    def _parts(self, count: int, step: int) -> list[tuple[int, int]]:
        """`count` things in parts that begin at multiples of `step`."""
        chunks = self.chunks or self._threads * CHUNKS_PER_THREAD
        steps = -(-count // step)
        edges = [min(steps * k // chunks * step, count) for k in range(chunks + 1)]
        return [(low, high) for low, high in pairwise(edges) if low < high]


def _named(view: Columns, names: tuple[str, ...]) -> tuple[NDArray[Any], ...]:
    return tuple(view[name] for name in names)
