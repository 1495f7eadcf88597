"""What it costs when rows do not lie in memory as agents stand in space."""

from functools import partial

from engine.benchmarks.benchmark import Blocks, Case, benchmark
from engine.benchmarks.scenes.crowd_capture import capture_crowd
from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.benchmarks.scenes.crowd_scene import CrowdScene
from engine.benchmarks.threshold import Threshold
from engine.benchmarks.tick_facts import TickFacts

ORDERS = ("sorted", "shuffled")


@benchmark(
    name="physics.start_order",
    unit="ms",
    threshold=Threshold("Workers that start late make a tick late.", fail=0.3),
    cases=[{"agents": agents, "order": order} for agents in (5_000, 100_000) for order in ORDERS],
    blocks=Blocks(turns=lambda params: 20 if params["agents"] < 100_000 else 5, group="agents"),
)
def physics_start_order(agents: int, order: str) -> Case:
    """One tick of CROWD-1 whose agents are numbered by where they start, or at random."""
    crowd = CrowdOne(agents, scene=CrowdScene(agents, is_sorted=order == "sorted"))
    facts = TickFacts(crowd)
    return Case(crowd.tick, facts.before, crowd.close, facts.facts, partial(capture_crowd, crowd))
