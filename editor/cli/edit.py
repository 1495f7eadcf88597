"""`astraweave edit`: open the editor's window; with --quit, drive it and leave."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

NAME = "edit"


def command(
    project: Annotated[
        Path | None, typer.Argument(help="A project's folder; without one the start screen opens.")
    ] = None,
    scene: Annotated[str | None, typer.Option(help="Show this scene instead of the project's main one.")] = None,
    encounter: Annotated[str | None, typer.Option(help="Show this encounter.")] = None,
    select: Annotated[str | None, typer.Option(help="Select the entity with this id.")] = None,
    trust: Annotated[bool, typer.Option("--trust", help="Run the project's own code without asking.")] = False,
    no_code: Annotated[bool, typer.Option("--no-code", help="Open the project without its own code.")] = False,
    play: Annotated[bool, typer.Option("--play", help="Play at once.")] = False,
    whole_slice: Annotated[
        bool, typer.Option("--slice", help="With --play: the project's slice, one encounter after the other.")
    ] = False,
    autopilot: Annotated[str | None, typer.Option(help="novice, average or expert plays.")] = None,
    seed: Annotated[int | None, typer.Option(help="The seed of the run.")] = None,
    populate: Annotated[
        int, typer.Option(min=0, max=200_000, help="With --play: so many people wander about the running copy.")
    ] = 0,
    threads: Annotated[
        int | None,
        typer.Option(min=-1, max=64, help="Threads for large crowds: 0 serial, -1 automatic. Changes no result."),
    ] = None,
    seconds: Annotated[float, typer.Option(help="How long to play before pictures and telemetry are written.")] = 0.0,
    until_end: Annotated[bool, typer.Option("--until-end", help="Play to the end of the run instead.")] = False,
    speed: Annotated[float, typer.Option(min=0.1, max=8.0, help="How fast the game's clock goes.")] = 1.0,
    screenshot: Annotated[Path | None, typer.Option(help="Write a picture of the window to this PNG file.")] = None,
    telemetry: Annotated[Path | None, typer.Option(help="Write frame times to this JSON file.")] = None,
    quit_after: Annotated[bool, typer.Option("--quit", help="Leave when all is done.")] = False,
    size: Annotated[str | None, typer.Option(help="The window's size, as 1600x900.")] = None,
    viewport: Annotated[
        str | None, typer.Option(help="Fit the window to a viewport of this size, as 1280x720.")
    ] = None,
    theme: Annotated[str | None, typer.Option(help="dark, light or high_contrast, for this run.")] = None,
    text_scale: Annotated[int | None, typer.Option(help="Text size in %, 100 to 200, for this run.")] = None,
    workspace: Annotated[str | None, typer.Option(help="Author, Play, Profile or Review.")] = None,
    measure: Annotated[bool, typer.Option("--measure", help="Print the time to the first frame.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Open the editor."""
    if threads is not None:
        from engine.physics.threads.setting import VARIABLE

        os.environ[VARIABLE] = str(threads)
    from editor.app import run
    from editor.wish import Wish

    wish = Wish(
        project=project,
        trusted=True if trust else (False if no_code else _unattended(project, quit_after)),
        scene=scene,
        encounter=encounter,
        select=select,
        play=play,
        whole_slice=whole_slice,
        autopilot=autopilot,
        seed=seed,
        populate=populate,
        seconds=seconds,
        until_end=until_end,
        speed=speed,
        screenshot=screenshot,
        telemetry=telemetry,
        quit_after=quit_after,
        size=_size(size),
        viewport=_size(viewport),
        theme=theme,
        text_scale=text_scale,
        workspace=_workspace(workspace),
        measure=measure,
        as_json=as_json,
        say=lambda text: print(text, flush=True),
        complain=lambda text: print(text, file=sys.stderr, flush=True),
    )
    raise typer.Exit(run(wish))


def _unattended(project: Path | None, quit_after: bool) -> bool | None:
    """Nobody can be asked while the window is driven: code runs only when it needs no question."""
    if project is None or not quit_after:
        return None
    from editor.core.project.opening import needs_trust
    from editor.core.settings.settings import Settings

    return not needs_trust(project, Settings().files.trusted_folders)


def _workspace(name: str | None) -> str | None:
    """The workspace of that name, however it is spelt; BadParameter when there is none."""
    known = {"author": "Author", "play": "Play", "profile": "Profile", "review": "Review"}
    if name is not None and name.lower() not in known:
        raise typer.BadParameter(f"--workspace is {name!r}; expected {', '.join(known.values())}")
    return known[name.lower()] if name is not None else None


def _size(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise typer.BadParameter(f"{text}: expected a size such as 1600x900")
    return int(width), int(height)
