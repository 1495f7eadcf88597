"""Many Echo Groves in the middle of their fight, for benchmarks of what it costs that all of them think."""

from functools import lru_cache
from time import perf_counter_ns, thread_time_ns
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.ai.planning.columns import COUNTS
from engine.ai.thinking import THINK_TICKS
from engine.benchmarks.benchmark import Facts
from engine.benchmarks.demo import compile_demo
from engine.play.compile.compiled import CompiledScene
from engine.telemetry.percentiles import percentiles
from engine.world.schedule import Schedule
from engine.world.world import World, WorldSnapshot

FIGHTS, FIGHT_TICKS = 64, 300
"""So many fights are played for so long; further lanes are copies of them."""
VARIANTS = 8
"""Beliefs that agents take by turns, so that a frame's questions are not those of the frame before."""
PLANNERS = ("planning", "reaction")
"""The systems of the slot that choose; the others read facts from the world."""
NS_IN_MS = 1e6


@lru_cache(maxsize=1)
def fights() -> tuple[CompiledScene, WorldSnapshot]:
    """Echo Grove, and some lanes of it 5 s into the fight."""
    compiled = compile_demo()
    world = compiled.world(FIGHTS)
    world.add_lanes([compiled.lane_spec(seed, autopilot="expert") for seed in range(FIGHTS)])
    Schedule(compiled.parts.systems).run(world, FIGHT_TICKS)
    world.drain_log()
    return compiled, world.snapshot()


def lanes_of(agents: int) -> tuple[CompiledScene, World]:
    """A world of about `agents` minds in lanes of Echo Grove that fight."""
    compiled, snapshot = fights()
    lanes = max(1, agents // minds_of(compiled))
    world = compiled.world(max(lanes, FIGHTS), log_capacity=len(snapshot.arrays["log_amount"]))
    world.restore(snapshot)
    world.keep(np.arange(lanes) % FIGHTS)
    return compiled, world


def minds_of(compiled: CompiledScene) -> int:
    """How many rows of a lane think."""
    return int((compiled.rows["agent_profile"] >= 0).sum())


class ThinkingLanes:
    """Runs the planning slot over all lanes; `dirty` % of the agents believe something new in each frame.

    `everybody` turns the stagger off: all agents think in each frame instead of a sixth of them.
    """

    def __init__(self, agents: int, dirty: int, *, everybody: bool) -> None:
        compiled, self.world = lanes_of(agents)
        self.world.replace_statics({"think_step": np.array([1 if everybody else THINK_TICKS], np.int32)})
        self.view = self.world.view
        systems = sorted((s for s in compiled.parts.systems if s.slot == "planning"), key=lambda s: s.sort_key)
        self._systems = [
            (s.name in PLANNERS, s.kernel(self.world.columns), [self.view[name] for name in s.params]) for s in systems
        ]
        draw = np.random.default_rng(4)
        minds = self.view["agent_profile"] >= 0
        self._chosen: NDArray[Any] = np.flatnonzero(minds & (draw.random(self.world.rows) < dirty / 100))
        self._variants = [self._variant(draw) for _ in range(VARIANTS)]
        self._frames = 0
        self._spent: tuple[list[float], list[float]] = [], []
        self._cpu: list[float] = []
        self._counts = np.zeros(len(COUNTS), np.int64)
        self._has_run = False
        for _ in range(1 if everybody else THINK_TICKS):  # from here on only the chosen believe something new
            self.view["tick"] += np.int32(1)
            self.run()
        self._frames = 0
        self._spent, self._cpu = ([], []), []
        self._has_run = False

    def _variant(self, draw: np.random.Generator) -> dict[str, NDArray[Any]]:
        """Another state of body and senses for the chosen."""
        count = len(self._chosen)
        return {
            "health": self.view["health_max"][self._chosen]
            * draw.choice(np.array([0.15, 0.4, 1.0], np.float32), count),
            "melee_ready": draw.choice(np.array([0, 20], np.int32), count),
            "ranged_ready": draw.choice(np.array([0, 20], np.int32), count),
            "enemies_close": draw.integers(0, 4, count, dtype=np.int32),
        }

    def before(self) -> None:
        """Set up a frame: its clock, and who believes something new; note what the last one did."""
        self._note()
        self._frames += 1
        view = self.view
        view["tick"] += np.int32(1)
        for name, values in self._variants[self._frames % VARIANTS].items():
            view[name][self._chosen] = values
        view["planned_facts"][self._chosen] = ~view["facts"][self._chosen]

    def run(self) -> None:
        """One frame of the planning slot."""
        cpu = thread_time_ns()
        begun = perf_counter_ns()
        told = [0, 0]
        for is_planner, kernel, arrays in self._systems:
            kernel(*arrays)
            now = perf_counter_ns()
            told[is_planner] += now - begun
            begun = now
        self._spent[0].append(told[0] / NS_IN_MS)
        self._spent[1].append(told[1] / NS_IN_MS)
        self._cpu.append((thread_time_ns() - cpu) / NS_IN_MS)
        self._has_run = True

    def facts(self) -> Facts:
        """What the frames consisted of: times apart, counts a frame, and the share of questions without a search.

        The thread's own time (`cpu`) is what a frame takes where no other program has its turn in the middle of one.
        """
        self._note()
        frames = max(1, len(self._spent[0]))
        mean = {name: int(count) / frames for name, count in zip(COUNTS, self._counts, strict=True)}
        asked = mean["by_table"] + mean["by_memory"] + mean["by_search"]
        facts, plans = (percentiles(spent) for spent in self._spent)
        cpu = percentiles(self._cpu)
        return {
            "cpu_p50": cpu["p50"], "cpu_p95": cpu["p95"], "cpu_p99": cpu["p99"],
            "facts_p50": facts["p50"], "facts_p95": facts["p95"], "facts_p99": facts["p99"],
            "plans_p50": plans["p50"], "plans_p95": plans["p95"], "plans_p99": plans["p99"],
            "thought": round(mean["thought"]), "changed": round(mean["changed"]), "planned": round(mean["planned"]),
            "waiting": round(mean["waiting"]), "solved": round(mean["plan"]), "unsolvable": round(mean["none"]),
            "capped": round(mean["capped"]), "reached": round(mean["reached"]),
            "hit_rate_%": 100.0 * (1.0 - mean["by_search"] / asked) if asked else None,
        }  # fmt: skip

    def _note(self) -> None:
        if self._has_run:
            self._counts += self.view["plan_counts"].sum(axis=0, dtype=np.int64)
            self._has_run = False
