"""Histories as the panel's tests want them, and the panel's model on one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from editor.core.editor import Editor
from editor.core.settings.settings import Settings
from engine.benchmarks.beside.reading import hand_over
from panels.benchmark_trends.model import TrendsModel
from tests.engine.benchmarks.history.rows import line, put

NOW = datetime.now(UTC)


def row(value: float, day: float, **more: Any) -> bytes:
    """A line so many days ago."""
    return line(value, timestamp=(NOW - timedelta(days=day)).isoformat(timespec="milliseconds"), **more)


def series(name: str, *, step: float = 1.0, count: int = 40, at: int = 25, seed: int = 3, **more: Any) -> list[bytes]:
    """Half a day apart, scattered by 1 %, so many times as much from a run on."""
    scatter = np.random.default_rng(seed).normal(1.0, 0.01, count)
    values = scatter * np.where(np.arange(count) < at, 10.0, 10.0 * step)
    more = {"branch": "main", "samples": 9, **more}
    return [
        row(float(value), (count - k) / 2, name=name, git_sha=f"{k + 1:040x}", **more) for k, value in enumerate(values)
    ]


def history(folder: Path) -> Path:
    """One series that became slower, one that did not, one of two runs, and one of a branch of its own."""
    rows = [*series("physics.tick", step=1.3), *series("nav.field", seed=5), *series("nav.short", count=2)]
    rows += series("physics.tick", count=3, hardware_id="h2")
    rows += [row(1.0, 3.0, name="scene.open", branch="topic", git_dirty=True)]
    return put(folder, *rows)


class _Kept:
    def __init__(self) -> None:
        self.parts: list[Any] = []

    def progress(self, fraction: float | None, text: str = "") -> None:
        """Nobody asks how far it is."""

    def part(self, found: Any) -> None:
        """Keep it."""
        self.parts.append(found)


def read_here(model: TrendsModel) -> None:
    """Read the model's history in this process, as the other one would."""
    kept = _Kept()
    assert model.path is not None
    hand_over(kept, model.path)
    head, *courses = kept.parts
    model.take(head, tuple(courses))


@contextmanager
def trends(path: Path, *, is_read: bool = True) -> Iterator[TrendsModel]:
    """The panel's model on a history, in an editor of its own."""
    editor = Editor(Settings(path.parent / "settings.json"))
    model = TrendsModel(editor, path)
    if is_read:
        read_here(model)
    yield model
    model.close()
    editor.shut_down()
