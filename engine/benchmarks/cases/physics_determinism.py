"""Whether a crowd ends in the same bits on any number of threads."""

from time import perf_counter

import numpy as np

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.benchmarks.threshold import Threshold

AGENTS = 2_500
THREADS = (1, 2, 3, 4, 8)
MOST_CHUNKS = 40


@benchmark(
    name="physics.determinism",
    unit="digests that differ",
    threshold=Threshold(
        "One digest that differs breaks recordings, lanes and replays.", fail=0.01, warn=0.01, critical=True
    ),
    cases=[{"seeds": 10, "ticks": 300}],
    samples=1,
)
def physics_determinism(seeds: int, ticks: int) -> Case:
    """Crowds of 2,500 by seed, serial and on 1 to 8 threads with random chunks; how many end in other bits."""
    spent: list[float] = []

    def run() -> float:
        begun = perf_counter()
        differing = sum(differing_digests(seed, ticks) for seed in range(seeds))
        spent.append(perf_counter() - begun)
        return float(differing)

    return Case(run, facts=lambda: {"seconds": round(spent[-1], 2), "digests": seeds * len(THREADS)})


def differing_digests(seed: int, ticks: int, agents: int = AGENTS) -> int:
    """How many numbers of threads end a crowd after `ticks` in another digest than serial does."""
    random = np.random.default_rng(seed)
    expected = _digest(CrowdOne(agents, 0, seed=seed, settle=ticks))
    return sum(
        _digest(CrowdOne(agents, threads, seed=seed, settle=ticks, chunks=int(random.integers(1, MOST_CHUNKS))))
        != expected
        for threads in THREADS
    )


def _digest(crowd: CrowdOne) -> str:
    crowd.close()
    return crowd.world.digest()
