"""`astraweave soak-run`: the process that a soak watches; it plays and writes down what it saw into a folder."""

import json
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.console import verb

NAME = "soak-run"
HIDDEN = True


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
    from editor.soak.planted import Planted

    planted = Planted(leak_mb=plant_leak, hang_s=plant_hang, after_s=seconds / 3.0)
    folder.mkdir(parents=True, exist_ok=True)
    with verb(as_json=False):
        if presenter == "egl":
            _offscreen(folder, project, encounter, autopilot, size or "1920x1080", seed, seconds, planted)
            return
        raise typer.Exit(_window(folder, project, encounter, autopilot, size or "1600x900", seed, seconds, planted))


def _window(folder, project, encounter, autopilot, size, seed, seconds, planted) -> int:
    from editor.app import Wish, run
    from editor.soak.in_window import WindowSoak

    soaks: list[WindowSoak] = []

    def attend(window) -> None:
        soaks.append(WindowSoak(window, folder, planted))

    def leave(window) -> None:
        viewport = window.centre.viewport
        facts = getattr(viewport.canvas, "renderer_name", None) if viewport is not None else None
        (folder / "about.json").write_text(json.dumps(facts))
        for soak in soaks:
            soak.close()

    width, _, height = size.partition("x")
    wish = Wish(
        project=project, trusted=True, encounter=encounter or None, play=True, plays_slice=not encounter,
        autopilot=autopilot, seed=seed, seconds=seconds, quit_after=True, size=(int(width), int(height)),
        workspace="Play", attend=attend, leave=leave, telemetry=Path("target/telemetry/veilweaver_demo.json"),
    )  # fmt: skip
    return run(wish)


def _offscreen(folder, project, encounter, autopilot, size, seed, seconds, planted) -> None:
    from editor.viewport.render.context import offscreen_context

    context = offscreen_context()
    (folder / "about.json").write_text(json.dumps({"renderer": context.renderer, "software": context.is_software}))
