"""What senses and weapons ask of a large crowd: time a query, by kind of query and number of agents."""

from collections.abc import Callable
from functools import cache
from time import perf_counter_ns
from typing import Any

import numpy as np

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.benchmarks.threshold import Threshold
from engine.physics.queries.grid import EVERYTHING, OPAQUE, QueryGrid

QUERIES = ("index", "within_2_m", "nearest_1", "nearest_8", "ray_25_m", "sweep_25_m", "sight_25_m")
MOST = 5_000
"""Queries in one batch; a crowd smaller than this asks one an agent."""
REACH_M, EYES_M = 25.0, 1.6


@cache
def settled_crowd(agents: int) -> CrowdOne:
    """CROWD-1 after it settled; the cases only look at it, so they share it."""
    return CrowdOne(agents)


@benchmark(
    name="physics.queries",
    unit="us",
    threshold=Threshold("Minds and attacks ask who stands in the way."),
    cases=[{"agents": agents, "query": query} for agents in (2_500, 10_000, 100_000) for query in QUERIES],
    seconds=0.5,
    samples=100,
)
def physics_queries(agents: int, query: str) -> Case:
    """One query (of a batch of up to 5,000 at the agents' own places), or one sorting of all agents for "index"."""
    grid, ask, count = _batch(settled_crowd(agents), query)

    def run() -> float:
        begun = perf_counter_ns()
        ask()
        return (perf_counter_ns() - begun) / 1e3 / count

    return Case(run=run, before=(lambda: None) if query == "index" else grid.refresh)


def _batch(crowd: CrowdOne, query: str) -> tuple[QueryGrid, Callable[[], Any], int]:
    """(grid, the call that answers the whole batch into arrays of its own, how many queries that is)."""
    grid = QueryGrid(crowd.world.view)
    if query == "index":
        return grid, grid.refresh, 1
    count = min(crowd.agents, MOST)
    rows = np.sort(np.random.default_rng(3).choice(crowd.agents, count, replace=False)).astype(np.int32)
    feet = np.ascontiguousarray(crowd.world.view["position"][rows])
    points, eyes = np.ascontiguousarray(feet[:, ::2]), feet + np.array([0.0, EYES_M, 0.0], np.float32)
    turns = np.random.default_rng(4).uniform(-np.pi, np.pi, count)
    along = np.stack([np.sin(turns), np.zeros(count), np.cos(turns)], axis=1).astype(np.float32)
    reach, wide, tall = (np.full(count, value, np.float32) for value in (REACH_M, 0.4, 1.8))
    if query.startswith("within"):
        near = np.full(count, 2.0, np.float32)
        within = grid.within_radius(points, near, exclude=rows)
        return grid, lambda: grid.within_radius(points, near, exclude=rows, out=within), count
    if query.startswith("nearest"):
        k = int(query.removeprefix("nearest_"))
        nearest = grid.nearest(points, k, reach=reach, exclude=rows)
        return grid, lambda: grid.nearest(points, k, reach=reach, exclude=rows, out=nearest), count
    if query.startswith("ray"):
        hits = grid.ray(eyes, along, reach, exclude=rows)
        return grid, lambda: grid.ray(eyes, along, reach, kinds=EVERYTHING, exclude=rows, out=hits), count
    if query.startswith("sweep"):
        hits = grid.sweep(feet, along, reach, wide, tall)
        return grid, lambda: grid.sweep(feet, along, reach, wide, tall, out=hits), count
    ends = eyes + along * np.float32(REACH_M)
    clear = grid.line_of_sight(eyes, ends)
    return grid, lambda: grid.line_of_sight(eyes, ends, kinds=OPAQUE, out=clear), count
