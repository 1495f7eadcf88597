"""What the soaked process does: the editor's window, or the renderer alone, playing from seed to seed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.soak.planted import Planted
from editor.soak.report import ABOUT

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow
    from engine.play.running.session import Session

TELEMETRY = Path("target/telemetry/veilweaver_demo.json")
TRACE = TELEMETRY.with_suffix(".trace.json.gz")


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
    from editor.app import run as open_window
    from editor.soak.in_window import WindowSoak
    from editor.wish import Wish

    soaks: list[WindowSoak] = []

    def attend(window: "MainWindow") -> None:
        soaks.append(WindowSoak(window, run.folder, run.planted, TRACE))

    def leave(_window: "MainWindow") -> None:
        for soak in soaks:
            soak.close()

    return open_window(
        Wish(
            project=run.project,
            trusted=True,
            encounter=run.encounter or None,
            play=True,
            whole_slice=not run.encounter,
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
    from engine.play.compile.chapters import compile_slice
    from engine.play.compile.scene import compile_scene
    from engine.play.running.session import Session

    opened = open_scene(run.project, scene="", encounter=run.encounter, trust=True)
    if run.encounter:
        played: Any = compile_scene(opened.view, game=opened.game)
    else:
        played = compile_slice(opened.document, game=opened.game)

    def begin(seed: int) -> "Session":
        return Session(played, seed, autopilot=run.skill)

    context = offscreen_context()
    facts = {"renderer": context.renderer, "software": context.is_software, "viewport": run.size}
    (run.folder / ABOUT).write_text(json.dumps(facts))
    plan = OffscreenPlan(run.seconds, run.size, picture)
    soak_offscreen(begin, run.seed, plan, context, run.folder, run.planted)
