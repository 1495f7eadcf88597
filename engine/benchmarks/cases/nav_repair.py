"""What it costs to put a flow field right after a barricade has come or gone, beside reckoning it anew."""

from itertools import cycle
from time import thread_time_ns

import numpy as np

from engine.benchmarks.benchmark import Case, Facts, benchmark
from engine.benchmarks.scenes.nav_scene import nav_scene
from engine.benchmarks.threshold import Threshold
from engine.nav.field import FlowField
from engine.nav.walls import walls_of

RADIUS_M = 0.4
BARRICADES = 64
NEAR_M = 12.0


@benchmark(
    name="nav.repair",
    unit="ms",
    threshold=Threshold("A barricade changes ways in the tick in which it stands.", fail=0.3),
    cases=[{"way": way, "where": where, "side": 256} for where in ("anywhere", "near") for way in ("repair", "anew")],
    samples=400,
)
def nav_repair(way: str, where: str, side: int) -> Case:
    """One barricade of 3 m by 0.5 m put up or taken away, by turns, on a grid with a box on every 16 m2; CPU time.

    Near: within 12 m of the goal, where most ways meet and a barricade changes most of them.
    """
    size = side / 2 if where == "anywhere" else 2 * NEAR_M
    field = FlowField(nav_scene(side), [(0.0, 0.0)], RADIUS_M)
    random = np.random.default_rng(7)
    spots = random.uniform(-size / 2 + 2.0, size / 2 - 2.0, (BARRICADES, 2))
    walls = [walls_of([(x, z, 1.5, 0.25, random.uniform(0, 3))]) for x, z in spots]
    turns = cycle([(change, wall) for wall in walls for change in (field.put, field.take)])
    forgotten: list[int] = []

    def run() -> float:
        change, wall = next(turns)
        begin = thread_time_ns()
        if way == "anew":
            field.fill()
        else:
            change(wall)
        spent = (thread_time_ns() - begin) / 1e6
        forgotten.append(field.forgotten)
        return spent

    def facts() -> Facts:
        if way == "anew":
            return {}
        return {
            "cells_forgotten_median": int(np.median(forgotten)),
            "cells_forgotten_most": max(forgotten),
            "filled_anew": forgotten.count(-1),
        }

    return Case(run=run, facts=facts)
