"""What it costs to write a change of a large scene into the journal."""

import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from shutil import rmtree

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.scenes.large_project import large_document, large_view, move_all, move_one
from engine.benchmarks.threshold import Threshold
from engine.document import Command, SceneView
from engine.document.journal import Journal

CHANGES: dict[str, Callable[[SceneView, float], Command]] = {"move one": move_one, "move all": move_all}


@benchmark(
    name="scene.journal",
    unit="ms",
    threshold=Threshold("Each edit is on the disk before it is acknowledged.", fail=0.3),
    cases=[{"entities": 10_000, "change": change} for change in CHANGES],
    seconds=6.0,
    samples=100,
)
def scene_journal(entities: int, change: str) -> Case:
    """Record a command that was applied, as the window does for each before it is drawn."""
    document, close = large_document(entities)
    folder = Path(tempfile.mkdtemp(prefix="astraweave-bench-"))
    journal = Journal(folder, document, {"project": str(document.folder), "title": "Large", "version": "0"})
    numbers = count(1)
    done: list[Command] = [move_one(large_view(document), 0.5)]

    def before() -> None:
        done[:] = [CHANGES[change](large_view(document), float(next(numbers)))]
        document.apply(done[0])

    def run() -> None:
        journal.done(done[0], done[0].sentence(), "you", 0.0, 1)

    def end() -> None:
        journal.close(keep=False)
        rmtree(folder, ignore_errors=True)
        close()

    return Case(run=run, before=before, close=end)
