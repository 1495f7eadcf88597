"""What a flow field over a whole grid costs."""

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.scenes.nav_scene import nav_scene
from engine.benchmarks.threshold import Baseline, Threshold
from engine.nav.grid import NavGrid


@benchmark(
    name="nav.flow_field",
    unit="ms",
    threshold=Threshold("A new goal for a crowd is a new field.", fail=0.2, baselines=(Baseline(1.16, {"side": 256}),)),
    cases=[{"side": 128}, {"side": 256}],
    is_single=True,
)
def nav_flow_field(side: int) -> Case:
    """The cost to one goal from every cell of a grid with a box on every 16 m2."""
    grid = NavGrid(nav_scene(side))

    def run() -> None:
        grid.flow_field([(0.0, 0.0)])

    return Case(run=run)
