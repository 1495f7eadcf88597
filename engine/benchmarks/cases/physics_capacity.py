"""What this machine's cores can do together now: speed-ups are to be read beside it."""

import os
from collections.abc import Sequence

from engine.benchmarks.benchmark import Case, Params, Unavailable, benchmark
from engine.benchmarks.capacity import CapacityProbe
from engine.benchmarks.threshold import Threshold


def capacity_cases(threads: Sequence[int] = (2, 4)) -> list[Params]:
    """Each number of threads above one."""
    return [{"threads": count} for count in threads if count > 1] or [{"threads": 2}]


@benchmark(
    name="physics.capacity",
    unit="x one core",
    threshold=Threshold("How many cores' worth of kernels the machine gives; other figures are read with it."),
    cases=capacity_cases,
    samples=100,
    seconds=1.0,
)
def physics_capacity(threads: int) -> Case:
    """One spin on one thread and one on all of them: how many cores' worth of work gets done at once."""
    cores = os.cpu_count() or 1
    if threads > cores:
        raise Unavailable(f"{threads} threads on {cores} cores say nothing of more cores")
    probe = CapacityProbe(threads)
    return Case(probe.measure, close=probe.close)
