"""What the rules cost in a large scene."""

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.scenes.large_project import large_document, large_view
from engine.benchmarks.threshold import Baseline, Threshold
from engine.rules import check


@benchmark(
    name="scene.check",
    unit="ms",
    threshold=Threshold("Problems follow an edit.", fail=0.3, baselines=(Baseline(97.0, {"entities": 10_000}),)),
    cases=[{"entities": 1_000}, {"entities": 10_000}],
    seconds=8.0,
    samples=30,
    is_single=True,
)
def scene_check(entities: int) -> Case:
    """Run every rule over a resolved scene."""
    document, close = large_document(entities)
    scene = large_view(document)

    def run() -> None:
        check(scene)

    return Case(run=run, close=close)
