"""What it costs a crowd to follow one flow field for a tick."""

import numpy as np

from engine.benchmarks.benchmark import Case, Facts, benchmark
from engine.benchmarks.scenes.nav_scene import nav_scene
from engine.benchmarks.threshold import Baseline, Threshold
from engine.nav.field import FlowField
from engine.nav.search import UNSEEN

RADIUS_M, SIDE = 0.4, 256


@benchmark(
    name="nav.follow",
    unit="ms",
    threshold=Threshold(
        "Every follower asks for its direction in every tick.",
        fail=0.2,
        baselines=(Baseline(0.021, {"agents": 1_000}),),
    ),
    cases=[{"agents": 1_000}, {"agents": 10_000}],
    is_single=True,
)
def nav_follow(agents: int) -> Case:
    """The next direction of every agent, spread over the walkable cells of a grid of 256 by 256."""
    field = FlowField(nav_scene(SIDE), [(0.0, 0.0)], RADIUS_M)
    random = np.random.default_rng(3)
    rows, columns = np.nonzero(field.cost < UNSEEN)
    chosen = random.integers(0, len(rows), agents)
    x, z, cell = (float(value) for value in field.frame)
    within = random.uniform(0.0, cell, (agents, 2))
    places = (np.column_stack([columns, rows])[chosen] * cell + [x, z] + within).astype(np.float32)
    ways = np.empty((agents, 2), np.float32)

    def run() -> None:
        ways[...] = field.follow(places)

    def facts() -> Facts:
        return {"going": int((np.abs(ways).sum(axis=1) > 0).sum())}

    return Case(run=run, facts=facts)
