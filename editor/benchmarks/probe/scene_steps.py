"""Steps of the measured window that a large scene makes slow: opened, selected in, edited, undone, saved, checked."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from editor.benchmarks.probe.window import MeasuredWindow
from engine.benchmarks.scenes.large_project import add_many, move_all, move_one, remove_many
from engine.document import Command, Compound, Set

MANY = 1_000
DRAGGED = 10
FIRST = 100
"""Entities at the beginning of a scene that are left alone: its groups and heads."""


class SceneSteps:
    """Steps with a small project and a large one; each gives what it measured [ms]."""

    def __init__(self, window: MeasuredWindow, small: Path, large: Path) -> None:
        self._probe, self._editor = window, window.editor
        self._small, self._large = small, large
        self._texts = {path: path.read_bytes() for path in large.rglob("*.toml")}
        self._numbers = count(1)
        self._memory = window.memory()

    def open(self) -> dict[str, float]:
        """The large project, until its picture is drawn and the outliner holds every entity."""
        self._probe.open(self._small)
        # What was saved by other steps would make another picture.
        for path, text in self._texts.items():
            path.write_bytes(text)
        return self._probe.measured(lambda: self._probe.open(self._large))

    def select(self) -> dict[str, float]:
        """Another entity selected, with the inspector's form of it."""
        entities = self._editor.view.entities
        first = min(FIRST, len(entities) // 10)
        some = entities[first : first + 5_000]
        self._editor.selection.set([some[next(self._numbers) * 7 % len(some)].id])
        return self._probe.measured(lambda: self._editor.selection.set([some[next(self._numbers) * 7 % len(some)].id]))

    def edit(self) -> dict[str, float]:
        """One entity put elsewhere."""
        self._editor.run(move_one(self._editor.view, float(next(self._numbers))))
        command = move_one(self._editor.view, float(next(self._numbers)))
        return self._probe.measured(lambda: self._editor.run(command))

    def drag(self) -> dict[str, float]:
        """One step of a drag of some entities, shown live."""
        entities = [entity for entity in self._editor.view.entities if "transform" in entity.components]
        entities = entities[min(FIRST, len(entities) // 10) :]
        shift, gesture = float(next(self._numbers)), self._editor.gestures.begin("Move")
        steps = [
            [
                Set(path=path, old=self._editor.view.snapshot.value(path), new=[shift + part, 0.0, 0.0])
                for path in (entity.path / "transform" / "position" for entity in entities[:DRAGGED])
            ]
            for part in (0.0, 0.5)
        ]
        gesture.preview(steps[0])
        self._probe.rest()
        try:
            return self._probe.measured(lambda: gesture.preview(steps[1]), rest=False)
        finally:
            gesture.commit()

    def undo(self) -> dict[str, float]:
        """The undoing of a change of every entity."""
        return self._undone(lambda: move_all(self._editor.view, float(next(self._numbers))))

    def add(self) -> dict[str, float]:
        """A thousand entities added."""
        return self._done_and_undone(add_many(self._editor.view, MANY))

    def remove(self) -> dict[str, float]:
        """A thousand entities removed."""
        return self._done_and_undone(remove_many(self._editor.view, MANY))

    def undo_remove(self) -> dict[str, float]:
        """A thousand entities brought back."""
        return self._undone(lambda: remove_many(self._editor.view, MANY))

    def save(self) -> dict[str, float]:
        """The project saved after one edit."""
        self._editor.run(move_one(self._editor.view, float(next(self._numbers))))
        return self._probe.measured(self._save)

    def save_all(self) -> dict[str, float]:
        """The project saved after an edit of every entity, when the editor has come to rest."""
        self._editor.run(move_all(self._editor.view, float(next(self._numbers))))
        return self._probe.measured(self._save)

    def save_at_once(self) -> dict[str, float]:
        """The same, before the pause in which texts are written in the background."""
        self._probe.rest()
        self._editor.run(move_all(self._editor.view, float(next(self._numbers))))
        return self._probe.measured(self._save, rest=False)

    def check(self) -> dict[str, float]:
        """A picture that is drawn while the rules run, and the same without: what the rules take from it."""
        alone = self._picture()
        self._editor.checks.ask()
        self._probe.wait(lambda: not self._editor.checks.is_due)
        beside = self._picture() if self._editor.is_busy else alone
        return {key: beside[key] - alone[key] for key in alone}

    def grown(self) -> dict[str, float]:
        """Memory that the large project added to the window with the small one [MB]."""
        self._probe.rest()
        return {"memory": self._probe.memory() - self._memory, "whole": self._probe.memory()}

    def held(self) -> dict[str, Any]:
        """How often the window stood still since the last question, how long at most [ms], and by what each time."""
        dog = self._editor.watchdog
        told = [
            {"ms": stall.seconds * 1000, "cpu_ms": stall.cpu_seconds * 1000, "by": list(stall.stack[-4:])}
            for stall in dog.stalls
        ]
        found = {"count": float(dog.count), "worst": max((each["ms"] for each in told), default=0.0), "stalls": told}
        dog.clear()
        return found

    def _save(self) -> None:
        self._editor.save()
        self._probe.window.centre.viewport.refresh()  # type: ignore[union-attr]

    def _picture(self) -> dict[str, float]:
        viewport: Any = self._probe.window.centre.viewport
        return self._probe.measured(viewport.refresh, rest=False)

    def _done_and_undone(self, command: Compound) -> dict[str, float]:
        found = self._probe.measured(lambda: self._editor.run(command))
        self._editor.undo.undo()
        return found

    def _undone(self, make: Callable[[], Command]) -> dict[str, float]:
        self._editor.run(make())
        return self._probe.measured(self._editor.undo.undo)
