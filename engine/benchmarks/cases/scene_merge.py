"""What comparing and merging two versions of a large scene costs."""

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.scenes.large_project import add_many, large_document, large_view, move_all, move_one
from engine.benchmarks.threshold import Threshold
from engine.document.diff import diff
from engine.document.merge import merge

CASES = [{"entities": 10_000, "changed": 1}, {"entities": 10_000, "changed": 10_000}]


@benchmark(
    name="scene.diff",
    unit="ms",
    threshold=Threshold("Changes are listed while one looks.", fail=0.3),
    cases=CASES,
    seconds=8.0,
    samples=20,
)
def scene_diff(entities: int, changed: int) -> Case:
    """Find the commands that lead from one state of the project to another."""
    document, close = large_document(entities)
    before, scene = document.snapshot(), large_view(document)
    document.apply(move_one(scene, 1.0) if changed == 1 else move_all(scene, 1.0))
    after = document.snapshot()

    def run() -> None:
        diff(before, after)

    return Case(run=run, close=close)


@benchmark(
    name="scene.merge",
    unit="ms",
    threshold=Threshold("Git waits for a merge.", fail=0.3),
    cases=CASES,
    seconds=20.0,
    samples=10,
)
def scene_merge(entities: int, changed: int) -> Case:
    """Merge the texts of two versions: one changed entities, the other added ten."""
    document, close = large_document(entities)
    scene, base = large_view(document), document.on_disk()
    texts: list[dict[str, str]] = []
    for command in (move_one(scene, 1.0) if changed == 1 else move_all(scene, 1.0), add_many(scene, 10)):
        document.apply(command)
        texts.append({file: document.text(file) for file in document.files})
        document.apply(command.inverse())

    def run() -> None:
        merge(base, texts[0], texts[1]).texts()

    return Case(run=run, close=close)
