"""What saving a large scene costs."""

from itertools import count

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.scenes.large_project import large_document, large_view, move_all, move_one
from engine.benchmarks.threshold import Threshold


@benchmark(
    name="scene.save",
    unit="ms",
    threshold=Threshold("Saving never keeps anybody waiting.", fail=0.3),
    cases=[{"entities": 10_000, "changed": 1}, {"entities": 10_000, "changed": 10_000}],
    seconds=12.0,
    samples=40,
)
def scene_save(entities: int, changed: int) -> Case:
    """Write the changed files: make their text, write, fsync, back up, rename."""
    document, close = large_document(entities)
    places = count(1)

    def before() -> None:
        scene, x = large_view(document), float(next(places))
        document.apply(move_one(scene, x) if changed == 1 else move_all(scene, x))

    def run() -> None:
        document.save()

    return Case(run=run, before=before, close=close)
