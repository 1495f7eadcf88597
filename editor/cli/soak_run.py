"""`astraweave soak-run`: the process that a soak watches; it plays and writes down what it saw into a folder."""

from pathlib import Path
from typing import Annotated

import typer

from engine.cli.console import UserError, verb

NAME = "soak-run"
HIDDEN = True
HANG_AFTER = 1.0 / 3.0
"""A planted hang comes when this share of the time is over."""


def command(
    folder: Annotated[Path, typer.Argument(help="Where to write.")],
    project: Annotated[Path, typer.Argument(help="What to play.")],
    seconds: Annotated[float, typer.Option(help="How long.")],
    encounter: Annotated[str, typer.Option(help="One encounter instead of the slice.")] = "",
    autopilot: Annotated[str, typer.Option(help="Skill.")] = "expert",
    presenter: Annotated[str, typer.Option(help="window or egl.")] = "window",
    size: Annotated[str, typer.Option(help="As 1600x900.")] = "",
    seed: Annotated[int, typer.Option(help="Of the first run.")] = 1,
    plant_leak: Annotated[float, typer.Option(help="MB a minute.")] = 0.0,
    plant_hang: Annotated[float, typer.Option(help="Seconds.")] = 0.0,
) -> None:
    """Play from seed to seed for so many seconds."""
    with verb(as_json=False):
        from editor.soak.planted import Planted
        from editor.soak.run import SoakRun, run_in_window, run_offscreen

        folder.mkdir(parents=True, exist_ok=True)
        planted = Planted(leak_mb=plant_leak, hang_s=plant_hang, after_s=seconds * HANG_AFTER)
        width, _, height = (size or ("1920x1080" if presenter == "egl" else "1600x900")).partition("x")
        if not (width.isdigit() and height.isdigit()):
            raise UserError(f"--size {size}: expected a size such as 1600x900.")
        run = SoakRun(folder, project, encounter, autopilot, seed, seconds, (int(width), int(height)), planted)
        if presenter == "egl":
            run_offscreen(run, folder / "last.png")
        else:
            raise typer.Exit(run_in_window(run))
