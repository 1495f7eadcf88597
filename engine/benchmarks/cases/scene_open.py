"""What opening a project with a large scene costs."""

import shutil
import tempfile
from pathlib import Path

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.scenes.large_project import large_view, write_large_project
from engine.benchmarks.threshold import Baseline, Threshold
from engine.document import Document


@benchmark(
    name="scene.open",
    unit="ms",
    threshold=Threshold("A project opens within a second.", baselines=(Baseline(250.0, {"entities": 10_000}),)),
    cases=[{"entities": 1_000}, {"entities": 10_000}],
    seconds=12.0,
    samples=30,
)
def scene_open(entities: int) -> Case:
    """Open a project from disk and resolve the view of its scene and encounter: prefabs, variants, overrides."""
    folder = write_large_project(Path(tempfile.mkdtemp(prefix="astraweave-bench-")), entities)
    return Case(
        run=lambda: _ignore(large_view(Document.open(folder))),
        close=lambda: shutil.rmtree(folder, ignore_errors=True),
    )


def _ignore(_made: object) -> None:
    """Let what was made go at once."""
