"""The window with a large scene, working to order: each step is measured from its call until the picture is drawn."""

import gc
import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from editor.benchmarks.probe_steps import ProbeSteps
from editor.core.profiling.frames import memory_mb
from engine.benchmarks.large_project import add_many, move_all, move_one, remove_many
from engine.document import Command, Compound, Set

REPLY = "= "
MANY = 1_000
DRAGGED = 10
FIRST = 100
"""Entities at the beginning of a scene that are left alone: its groups and heads."""
PATIENCE_S = 60.0
QUIET_S = 0.3


class WindowProbe:
    """One window on a virtual screen, and the steps that it can be asked for."""

    def __init__(self, small: Path, large: Path) -> None:
        from PySide6.QtCore import QEvent

        from editor.app import find_specs, make_application, make_viewport
        from editor.core.editor import Editor
        from editor.screen import prepare_screen
        from editor.ui.loop.stall_watch import StallWatch
        from editor.ui.shell.window import MainWindow
        from editor.ui.theme.apply import apply
        from editor.ui.theme.fonts import prepare_fonts
        from editor.ui.theme.look import look

        prepare_screen()
        prepare_fonts()
        self.application = make_application()
        self.editor = Editor()
        self.editor.warm_up.is_enabled = False
        apply(self.application, look)
        self.window = MainWindow(self.editor, find_specs()[0], lambda: None, make_viewport)
        self.stalls = StallWatch(self.editor.watchdog, self.editor.log)
        self.window.loop.start()
        self.window.resize(1600, 900)
        self.window.show()
        self._small, self._large = small, large
        self._texts = {path: path.read_bytes() for path in large.rglob("*.toml")}
        self._numbers = count(1)
        self._deferred = QEvent.Type.DeferredDelete.value
        self._drawing = self._drawing_cpu = 0.0
        self._open(small)
        self.wait(lambda: self._drawn > 0)
        self._time_drawing()
        self.editor.checks.now()
        self._memory = self.memory()
        self.stalls.start()
        self.more = ProbeSteps(self)

    # ---- the steps; each gives what it measured [ms] ----
    def open(self) -> dict[str, float]:
        """The large project, until its picture is drawn and the outliner holds every entity."""
        self._open(self._small)
        # What was saved by other steps would make another picture.
        for path, text in self._texts.items():
            path.write_bytes(text)
        return self.measured(lambda: self._open(self._large))

    def select(self) -> dict[str, float]:
        """Another entity selected, with the inspector's form of it."""
        entities = self.editor.view.entities
        first = min(FIRST, len(entities) // 10)
        some = entities[first : first + 5_000]
        self.editor.selection.set([some[next(self._numbers) * 7 % len(some)].id])
        return self.measured(lambda: self.editor.selection.set([some[next(self._numbers) * 7 % len(some)].id]))

    def edit(self) -> dict[str, float]:
        """One entity put elsewhere."""
        self.editor.run(move_one(self.editor.view, float(next(self._numbers))))
        command = move_one(self.editor.view, float(next(self._numbers)))
        return self.measured(lambda: self.editor.run(command))

    def drag(self) -> dict[str, float]:
        """One step of a drag of some entities, shown live."""
        entities = [entity for entity in self.editor.view.entities if "transform" in entity.components]
        entities = entities[min(FIRST, len(entities) // 10) :]
        shift, gesture = float(next(self._numbers)), self.editor.gestures.begin("Move")
        steps = [
            [
                Set(path=path, old=self.editor.view.snapshot.value(path), new=[shift + part, 0.0, 0.0])
                for path in (entity.path / "transform" / "position" for entity in entities[:DRAGGED])
            ]
            for part in (0.0, 0.5)
        ]
        gesture.preview(steps[0])
        self.rest()
        try:
            return self.measured(lambda: gesture.preview(steps[1]), rest=False)
        finally:
            gesture.commit()

    def undo(self) -> dict[str, float]:
        """The undoing of a change of every entity."""
        return self._undone(lambda: move_all(self.editor.view, float(next(self._numbers))))

    def add(self) -> dict[str, float]:
        """A thousand entities added."""
        return self._done_and_undone(add_many(self.editor.view, MANY))

    def remove(self) -> dict[str, float]:
        """A thousand entities removed."""
        return self._done_and_undone(remove_many(self.editor.view, MANY))

    def undo_remove(self) -> dict[str, float]:
        """A thousand entities brought back."""
        return self._undone(lambda: remove_many(self.editor.view, MANY))

    def save(self) -> dict[str, float]:
        """The project saved after one edit."""
        self.editor.run(move_one(self.editor.view, float(next(self._numbers))))
        return self.measured(self._save)

    def save_all(self) -> dict[str, float]:
        """The project saved after an edit of every entity, when the editor has come to rest."""
        self.editor.run(move_all(self.editor.view, float(next(self._numbers))))
        return self.measured(self._save)

    def save_at_once(self) -> dict[str, float]:
        """The same, before the pause in which texts are written in the background."""
        self.rest()
        self.editor.run(move_all(self.editor.view, float(next(self._numbers))))
        return self.measured(self._save, rest=False)

    def check(self) -> dict[str, float]:
        """A picture that is drawn while the rules run, and the same without: what the rules take from it."""
        alone = self._picture()
        self.editor.checks.ask()
        self.wait(lambda: not self.editor.checks.is_due)
        beside = self._picture() if self.editor.is_busy else alone
        return {key: beside[key] - alone[key] for key in alone}

    def memory(self) -> float:
        """Resident memory [MB]."""
        gc.collect()
        return memory_mb() or 0.0

    def grown(self) -> dict[str, float]:
        """Memory that the large project added to the window with the small one [MB]."""
        self.rest()
        return {"memory": self.memory() - self._memory, "whole": self.memory()}

    def held(self) -> dict[str, Any]:
        """How often the window stood still since the last question, how long at most [ms], and by what each time."""
        dog = self.editor.watchdog
        told = [
            {"ms": stall.seconds * 1000, "cpu_ms": stall.cpu_seconds * 1000, "by": list(stall.stack[-4:])}
            for stall in dog.stalls
        ]
        found = {"count": float(dog.count), "worst": max((each["ms"] for each in told), default=0.0), "stalls": told}
        dog.clear()
        return found

    # ---- inside ----
    @property
    def _drawn(self) -> int:
        viewport: Any = self.window.centre.viewport
        return int(viewport.pictures_drawn) if viewport is not None else 0

    def _open(self, folder: Path) -> None:
        self.editor.undo.mark_saved()
        if not self.window.open_folder(folder, True):
            raise RuntimeError(f"{folder} could not be opened")

    def _save(self) -> None:
        self.editor.save()
        self.window.centre.viewport.refresh()  # type: ignore[union-attr]

    def _picture(self) -> dict[str, float]:
        viewport: Any = self.window.centre.viewport
        return self.measured(viewport.refresh, rest=False)

    def _done_and_undone(self, command: Compound) -> dict[str, float]:
        found = self.measured(lambda: self.editor.run(command))
        self.editor.undo.undo()
        return found

    def _undone(self, make: Callable[[], Command]) -> dict[str, float]:
        self.editor.run(make())
        return self.measured(self.editor.undo.undo)

    def measured(self, step: Callable[[], object], *, rest: bool = True) -> dict[str, float]:
        """Take a step and let the window live until its picture is drawn and nothing waits any more.

        shown: until the picture is drawn; work: what the main thread did, without OpenGL's drawing and reading back;
        cpu: the computing in that; call: the step itself. All in ms.
        """
        if rest:
            self.rest()
        drawn = self._drawn
        self._drawing = self._drawing_cpu = 0.0
        began, began_cpu = time.perf_counter(), time.thread_time()
        step()
        called = time.perf_counter()
        self.wait(lambda: self._drawn > drawn)
        shown = time.perf_counter()
        self.application.processEvents()
        ended, ended_cpu = time.perf_counter(), time.thread_time()
        return {
            "shown": (shown - began) * 1000,
            "work": (ended - began - self._drawing) * 1000,
            "cpu": (ended_cpu - began_cpu - self._drawing_cpu) * 1000,
            "call": (called - began) * 1000,
        }

    def timed_call(self, step: Callable[[], object]) -> dict[str, float]:
        """Take a step that needs no new picture: the call itself, and until nothing waits any more."""
        self.rest()
        began, began_cpu = time.perf_counter(), time.thread_time()
        step()
        called = time.perf_counter()
        self.application.processEvents()
        ended, ended_cpu = time.perf_counter(), time.thread_time()
        return {
            "shown": (ended - began) * 1000,
            "work": (ended - began) * 1000,
            "cpu": (ended_cpu - began_cpu) * 1000,
            "call": (called - began) * 1000,
        }

    def rest(self) -> None:
        """Let everything come to an end that goes on in the background."""
        until = time.perf_counter() + QUIET_S
        self.wait(lambda: not self.editor.is_busy and time.perf_counter() > until)
        # Only a loop that runs does so by itself; widgets that should be gone would be dressed and laid out for ever.
        self.application.sendPostedEvents(None, self._deferred)
        gc.collect()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the window live until something is so. TimeoutError after a minute."""
        until = time.perf_counter() + PATIENCE_S
        while not condition():
            self.application.processEvents()
            if time.perf_counter() > until:
                raise TimeoutError(f"the window did not come to an end in {PATIENCE_S:.0f} s")

    def _time_drawing(self) -> None:
        """Take the time that OpenGL takes, so that it can be told apart."""
        canvas: Any = self.window.centre.viewport.canvas  # type: ignore[union-attr]
        renderer = canvas.renderer
        for name in ("draw", "read_pixels"):
            setattr(renderer, name, self._timed(getattr(renderer, name)))

    def _timed(self, function: Callable[..., object]) -> Callable[..., object]:
        def timed(*given: object, **named: object) -> object:
            with self._counted():
                return function(*given, **named)

        return timed

    @contextmanager
    def _counted(self) -> Iterator[None]:
        began, began_cpu = time.perf_counter(), time.thread_time()
        yield
        self._drawing += time.perf_counter() - began
        self._drawing_cpu += time.thread_time() - began_cpu

    def close(self) -> None:
        """Close the window."""
        self.stalls.stop()
        self.window.shut_down()
        self.window.deleteLater()
        self.application.processEvents()


TIMED_STEPS = (
    "open",
    "select",
    "edit",
    "drag",
    "undo",
    "add",
    "remove",
    "undo_remove",
    "save",
    "save_all",
    "save_at_once",
    "check",
)
MORE_STEPS = ("form", "palette", "panel", "workspace", "theme", "docked", "hidden")
STEPS = (*TIMED_STEPS, *MORE_STEPS, "grown", "held")


def serve(small: Path, large: Path, asked: Iterable[str], say: Callable[[str], None]) -> None:
    """Do the steps that are named, one a line, and answer each with a line of JSON; anything else is the end."""
    probe = WindowProbe(small, large)
    say(REPLY + json.dumps({}))
    for line in asked:
        step = line.strip()
        if step not in STEPS:
            break
        say(REPLY + json.dumps(getattr(probe.more if step in MORE_STEPS else probe, step)()))
    probe.close()
