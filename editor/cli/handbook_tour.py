"""Walks through the tutorial in a real window and keeps a picture of each step that its page shows."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from editor.core.tutorial.demonstration import DONE_BY
from editor.ui.help.tutorial import show_card

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow

SETTLE_S, FIGHT_S = 0.9, 9.0
"""How long a window needs to stand still, and after how long of the game the fight is looked at."""


def tour(window: "MainWindow", project: Path, keep: Callable[[str], object]) -> Iterator[float]:
    """Make a project, do every step, and call `keep` with the id of each step that has a picture.

    Yields how long to wait [s] before it goes on.
    """
    if not window.start_project(project):
        raise RuntimeError(f"the project of the tour can't be made in {project}")
    yield SETTLE_S
    show_card(window)
    tutorial = window.hosts["tutorial"].model.tutorial
    tutorial.start()
    window.hosts["tutorial"].view.show_me.setChecked(True)  # type: ignore[union-attr]
    play = window.editor.play
    play.autopilot = "average"
    yield SETTLE_S
    while tutorial.is_on:
        step = tutorial.step
        if step.id == "end":
            yield from _until(lambda: (play.tick or 0) >= FIGHT_S * 60)
        if step.id == "again":
            DONE_BY[step.id](window.editor)
            yield from _until(lambda: (play.tick or 0) >= FIGHT_S * 60)
        yield SETTLE_S
        if step.has_picture:
            keep(step.id)
        if step.id in ("end", "again"):
            play.speed = 8.0
            yield from _until(lambda: play.has_ended)
            play.speed = 1.0
        else:
            DONE_BY[step.id](window.editor)
        if tutorial.step is step and tutorial.is_on:
            raise RuntimeError(f"the step {step.id} is not done: {tutorial.hint or 'its condition does not hold'}")
        yield SETTLE_S


def _until(condition: Callable[[], bool]) -> Iterator[float]:
    while not condition():
        yield 0.1
