"""How far actors of a large crowd overlap: speed is only worth something beside this."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from engine.benchmarks.benchmark import Case, Params, benchmark
from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.benchmarks.threshold import Threshold


def overlap_cases(iterations: Sequence[int] = (4, 8)) -> list[Params]:
    """Mean and 99th percentile of 2,500 agents for each number of iterations."""
    return [
        {"agents": 2_500, "iterations": rounds, "statistic": statistic}
        for rounds in iterations
        for statistic in ("mean", "p99")
    ]


@benchmark(
    name="physics.overlap",
    unit="cm",
    threshold=Threshold("People who stand in each other look wrong."),
    cases=overlap_cases,
    samples=60,
)
def physics_overlap(agents: int, iterations: int, statistic: Literal["mean", "p99"]) -> Case:
    """One tick of CROWD-1 and then the depth of its overlapping pairs."""
    crowd = CrowdOne(agents, 0, iterations)

    def before() -> None:
        crowd.aim()
        crowd.tick()

    def run() -> float:
        depths = crowd.overlaps_m()
        if not len(depths):
            return 0.0
        return 100.0 * float(depths.mean() if statistic == "mean" else np.percentile(depths, 99))

    return Case(run=run, before=before, close=crowd.close)
