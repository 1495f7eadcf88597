"""What each thing that a character can do adds to a tick, for those who do it."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter_ns
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.benchmarks.benchmark import Blocks, Case, Facts, Unavailable, benchmark
from engine.benchmarks.scenes.crowd_one import CrowdOne, crowd_parts
from engine.benchmarks.scenes.crowd_scene import RADIUS_M, CrowdScene
from engine.benchmarks.threshold import Threshold

View = Mapping[str, NDArray[Any]]
AGENTS = 5_000
SHOVED_EVERY = 100  # one in so many is shoved in each tick
TEAMS = 4
JUMP_COLUMNS = ("wants_jump", "jump_height")
FEW_CRATES, MANY_CRATES = 12, 100
CRATE_HALF_M, CRATE_KG = 0.4, 40.0


@dataclass(frozen=True)
class Variant:
    """How a crowd differs from the plain one: everybody alike, on flat ground, among obstacles that nobody climbs."""

    scene: Mapping[str, Any] = field(default_factory=dict[str, Any])
    rows: Mapping[str, Any] = field(default_factory=dict[str, Any])
    lane: Mapping[str, Any] = field(default_factory=dict[str, Any])
    each_tick: Callable[[View], None] | None = None
    needs: tuple[str, ...] = ()


def _jump(view: View) -> None:
    view["wants_jump"][:] = 1


def _one_jumps(view: View) -> None:
    view["wants_jump"][0] = 1


def _shover() -> Callable[[View], None]:
    turns = itertools.cycle(range(SHOVED_EVERY))

    def shove(view: View) -> None:
        shoved = view["impulse"][next(turns) :: SHOVED_EVERY]
        shoved[:, 0], shoved[:, 1] = 150.0, 75.0

    return shove


def _crates(count: int) -> dict[str, Any]:
    """Columns that make `count` of the agents crates that are awake and among all the others."""
    is_crate = np.zeros(AGENTS, bool)
    is_crate[:: AGENTS // count] = True
    half = np.where(is_crate[:, None], np.float32(CRATE_HALF_M), np.float32(0)) * np.ones(2, np.float32)
    return {
        **{name: is_crate.astype(np.uint8) for name in ("rigid", "immovable", "awake")},
        "half_extent": half,
        "radius": np.where(is_crate, np.float32(np.hypot(CRATE_HALF_M, CRATE_HALF_M)), np.float32(RADIUS_M)),
        "height": np.where(is_crate, np.float32(2 * CRATE_HALF_M), np.float32(1.8)),
        "mass": np.where(is_crate, np.float32(CRATE_KG), np.float32(75)),
    }


def variants() -> dict[str, Variant]:
    """By what is added."""
    random = np.random.default_rng(7)
    widths = random.uniform(0.25, 0.52, AGENTS).astype(np.float32)  # covers as much ground as 0.4 m for everybody
    teams = random.integers(0, TEAMS, AGENTS).astype(np.int32)
    return {
        "nothing": Variant(),
        "slopes": Variant(scene={"amplitude": 8.0}),
        "steps": Variant(scene={"tops": 0.3}, needs=("step_height",)),
        "radius": Variant(rows={"radius": widths}),
        "levels": Variant(scene={"deck_m": 3.0}, needs=("step_height",)),
        "teams": Variant(rows={"team": teams}, lane={"overlap_teams": 1 << 2}, needs=("overlap_teams",)),
        "avoidance": Variant(lane={"avoidance": 1}, needs=("avoidance",)),
        "knock-back": Variant(each_tick=_shover(), needs=("impulse",)),
        "12 crates": Variant(rows=_crates(FEW_CRATES), needs=("rigid",)),
        "100 crates": Variant(rows=_crates(MANY_CRATES), needs=("rigid",)),
        "one jumps": Variant(rows={"jump_height": 0.5}, each_tick=_one_jumps, needs=JUMP_COLUMNS),
        "all jump": Variant(rows={"jump_height": 0.5}, each_tick=_jump, needs=JUMP_COLUMNS),
    }


BLOCKS = Blocks(turns=lambda _params: 20, group="agents")


@benchmark(
    name="physics.added_cost",
    unit="ns per agent",
    threshold=Threshold("What each stage of a body adds to a tick."),
    cases=[{"what": what, "agents": AGENTS} for what in variants()],
    blocks=BLOCKS,
)
def physics_added_cost(what: str, agents: int) -> Case:
    """A tick of CROWD-1 on flat ground, and one with the addition: how much longer that takes, for each agent.

    `fastest_ns` is the difference of the fastest ticks: to be read instead on a machine that is busy elsewhere.
    """
    variant = variants()[what]
    missing = [name for name in variant.needs if name not in crowd_parts().columns]
    if missing:
        raise Unavailable(f"the crowd has no {', '.join(missing)}")
    flat: dict[str, Any] = {"amplitude": 0.0}
    plain = CrowdOne(agents, scene=CrowdScene(agents, **flat))
    other = CrowdOne(
        agents,
        scene=CrowdScene(agents, **{**flat, **variant.scene}),
        rows=variant.rows,
        lane=variant.lane,
        each_tick=variant.each_tick,
    )
    times: list[tuple[int, int]] = []

    def before() -> None:
        plain.aim()
        other.aim()

    def run() -> float:
        pair = [0, 0]
        for which in (0, 1) if len(times) % 2 else (1, 0):  # whoever comes second finds its code in the caches
            begun = perf_counter_ns()
            (plain, other)[which].tick()
            pair[which] = perf_counter_ns() - begun
        times.append((pair[0], pair[1]))
        return (pair[1] - pair[0]) / agents

    def facts() -> Facts:
        kept = np.array(BLOCKS.timed_only(times)) / agents
        (alone, added), (least_alone, least) = np.median(kept, axis=0), kept.min(axis=0)
        found = {"plain_ns": alone, "with_ns": added, "fastest_ns": least - least_alone}
        return {name: round(float(value), 2) for name, value in found.items()}

    def close() -> None:
        plain.close()
        other.close()

    return Case(run, before, close, facts)
