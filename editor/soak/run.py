"""What the soaked process does: the editor's window, or the renderer alone, playing from seed to seed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.soak.planted import Planted

if TYPE_CHECKING:
    from editor.ui.window import MainWindow
    from engine.play.session import Session

ABOUT = "about.json"
TELEMETRY = Path("target/telemetry/veilweaver_demo.json")


@dataclass(frozen=True)
class SoakRun:
    """What is played for how long [s], and where it is written down. Without an encounter the slice is played."""

    folder: Path
    project: Path
    encounter: str
    skill: str
    seed: int
    seconds: float
    size: tuple[int, int]
    planted: Planted


def run_in_window(run: SoakRun) -> int:
    """Open the window, play, and give its exit code."""
    from editor.app import Wish
    from editor.app import run as open_window
    from editor.soak.in_window import WindowSoak

    soaks: list[WindowSoak] = []

    def attend(window: "MainWindow") -> None:
        soaks.append(WindowSoak(window, run.folder, run.planted))

    def leave(window: "MainWindow") -> None:
        viewport = window.centre.viewport
        if viewport is not None:
            _tell(run, {"renderer": viewport.canvas.description, "software": viewport.presenter == "egl"})
        for soak in soaks:
            soak.close()

    return open_window(
        Wish(
            project=run.project,
            trusted=True,
            encounter=run.encounter or None,
            play=True,
            slice=not run.encounter,
            autopilot=run.skill,
            seed=run.seed,
            seconds=run.seconds,
            quit_after=True,
            size=run.size,
            workspace="Play",
            telemetry=TELEMETRY,
            attend=attend,
            leave=leave,
        )
    )


def run_offscreen(run: SoakRun, picture: Path | None = None) -> None:
    """Play and draw without Qt. CompileError and DocumentError when the project can't be played."""
    from editor.soak.offscreen import OffscreenPlan, soak_offscreen
    from editor.viewport.render.context import offscreen_context
    from engine.cli.console import open_scene
    from engine.play.chapters import compile_slice
    from engine.play.compile import compile_scene
    from engine.play.session import Session

    opened = open_scene(run.project, scene="", encounter=run.encounter, trust=True)
    if run.encounter:
        played: Any = compile_scene(opened.view, game=opened.game)
    else:
        played = compile_slice(opened.document, game=opened.game)

    def begin(seed: int) -> "Session":
        return Session(played, seed, autopilot=run.skill)

    context = offscreen_context()
    _tell(run, {"renderer": context.renderer, "software": context.is_software})
    plan = OffscreenPlan(run.seconds, run.size, picture)
    soak_offscreen(begin, run.seed, plan, context, run.folder, run.planted)


def _tell(run: SoakRun, facts: Mapping[str, Any]) -> None:
    (run.folder / ABOUT).write_text(json.dumps({**facts, "size": run.size}))
