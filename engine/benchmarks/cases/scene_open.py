"""What opening a project with a large scene costs."""

import shutil
import tempfile
from pathlib import Path

from engine.benchmarks.benchmark import Case, benchmark
from engine.document import Document, view

PROJECT = 'format = 1\nkind = "project"\ntitle = "Large"\nmain_scene = "large"\n'
SCENE = 'format = 1\nkind = "scene"\ntitle = "Large"\n'
ENTITY = """
[entities.thing_{k}]
name = "Thing {k}"
[entities.thing_{k}.transform]
position = [{x}.0, 0.0, {z}.0]
[entities.thing_{k}.health]
current = 80.0
maximum = 100.0
"""


@benchmark(name="scene.open", unit="ms", cases=[{"entities": 1_000}, {"entities": 10_000}], seconds=8.0, samples=30)
def scene_open(entities: int) -> Case:
    """Open a project from disk and resolve the view of its one scene."""
    folder = Path(tempfile.mkdtemp(prefix="astraweave-bench-"))
    (folder / "scenes").mkdir()
    (folder / "project.toml").write_text(PROJECT, encoding="utf-8")
    blocks = (ENTITY.format(k=k, x=k % 100, z=k // 100) for k in range(entities))
    (folder / "scenes" / "large.toml").write_text(SCENE + "".join(blocks), encoding="utf-8")

    def run() -> None:
        document = Document.open(folder)
        view(document, "large")

    return Case(run=run, close=lambda: shutil.rmtree(folder, ignore_errors=True))
