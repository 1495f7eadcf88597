"""What a frame of thinking costs: facts read from the world, goals ranked, plans found, for many agents at once."""

import numpy as np

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.demo import compile_demo


@benchmark(
    name="goap.frame",
    unit="ms",
    cases=[
        *({"agents": 11_500, "dirty": dirty} for dirty in (0, 1, 10, 100)),
        *({"agents": 100_000, "dirty": dirty} for dirty in (0, 10, 100)),
    ],
)
def goap_frame(agents: int, dirty: int) -> Case:
    """Every agent of many Echo Groves thinks in one tick; `dirty` % of them believe something new.

    The game lets a sixth of them think in each tick; here the stagger is off, so this is the most a frame can ask.
    Perception is part of the crowd's benchmarks and not of this one.
    """
    compiled = compile_demo()
    minds = int((compiled.rows["agent_profile"] >= 0).sum())
    lanes = agents // minds
    world = compiled.world(lanes)
    world.add_lanes([compiled.lane_spec(seed, autopilot="expert") for seed in range(lanes)])
    systems = [system for system in compiled.parts.systems if system.slot == "planning"]
    thinkers = [(system.kernel(world.columns), [world.view[name] for name in system.params]) for system in systems]
    world.view["local_id"][:] = 0
    view = world.view
    chosen = np.random.default_rng(4).random(world.rows) < dirty / 100

    def run() -> None:
        for kernel, arrays in thinkers:
            kernel(*arrays)

    def before() -> None:
        view["planned_facts"][chosen] = ~view["facts"][chosen]

    run()
    return Case(run=run, before=before)
