"""A run whose physics costs what a test says: the profiler's door to the session, without a game."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from editor.core.editor import Editor
from editor.ui.api import Ui
from engine.physics.profile import PhysicsStepProfile
from panels.physics_profiler.model import PhysicsProfilerModel
from panels.physics_profiler.view import PhysicsProfilerView


@dataclass
class Physics:
    """Gives the profile of the last step."""

    profile: PhysicsStepProfile = field(default_factory=PhysicsStepProfile)
    checksums: bool = False

    def get_last_step_profile(self):
        return self.profile


@dataclass
class Run:
    """A session as far as the profiler looks at it."""

    tick: int = 0
    threads: int = 0
    physics: Physics = field(default_factory=Physics)
    listeners: list[Any] = field(default_factory=list)
    seed: int = 7
    outcome: str = "running"
    chapters: tuple[Any, ...] = ()
    compiled: Any = field(default_factory=lambda: SimpleNamespace(view=SimpleNamespace(scene="yard"), threads=0))

    def close(self) -> None:
        """It has no threads."""

    def play(self, broad: int, narrow: int, integration: int, **work: Any) -> None:
        """One tick with these stage times [ns]."""
        self.tick += 1
        self.physics.profile = PhysicsStepProfile(broad, narrow, integration, None, **work)
        for listener in list(self.listeners):
            listener.stepped(self, ())


def begin(editor: Any) -> Run:
    """Start a run in an editor."""
    run = Run()
    editor.play.session = run
    editor.play.state = "playing"
    editor.play.changed.emit()
    return run


def end(editor: Any) -> None:
    """Stop the run."""
    editor.play.session = None
    editor.play.state = "stopped"
    editor.play.changed.emit()


@contextmanager
def profiler() -> Iterator[PhysicsProfilerModel]:
    """The panel's model in an editor of its own; the run, if any, ends with it."""
    editor = Editor()
    model = PhysicsProfilerModel(editor)
    yield model
    end(editor)
    model.close()
    editor.shut_down()


@contextmanager
def shown_panel(qtbot: Any, width: int, height: int) -> Iterator[PhysicsProfilerView]:
    """The panel on the screen, in an editor of its own."""
    with profiler() as model:
        panel = PhysicsProfilerView(model, Ui(model.editor))
        qtbot.addWidget(panel)
        panel.resize(width, height)
        panel.show()
        qtbot.waitExposed(panel)
        yield panel
