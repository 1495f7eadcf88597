"""What one tick of a large crowd costs, by number of agents and threads."""

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.crowd_one import CrowdOne


@benchmark(
    name="physics.full_tick",
    unit="ms",
    cases=[
        {"agents": agents, "threads": threads, "iterations": 4, "peer": "ours"}
        for agents in (2_500, 5_000)
        for threads in (0, 1, 2)
    ],
)
def physics_full_tick(agents: int, threads: int, iterations: int, peer: str) -> Case:
    """One tick of CROWD-1: broad phase, narrow phase and integration."""
    crowd = CrowdOne(agents, threads, iterations)
    return Case(run=crowd.tick, before=crowd.aim, close=crowd.physics.close)
