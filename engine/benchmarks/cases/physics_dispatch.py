"""What Python spends on a tick of the crowd, apart from the crowd."""

from functools import partial

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.scenes.crowd_capture import capture_crowd
from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.benchmarks.threshold import Threshold


@benchmark(
    name="physics.dispatch",
    unit="us",
    threshold=Threshold("Every tick pays for waking workers."),
    cases=[{"agents": 1}],
    samples=2_000,
    seconds=1.0,
)
def physics_dispatch(agents: int) -> Case:
    """One tick of a crowd of one: the calls of three systems with all their arrays, and hardly any work in them."""
    crowd = CrowdOne(agents)
    return Case(crowd.tick, crowd.aim, crowd.close, capture=partial(capture_crowd, crowd))
