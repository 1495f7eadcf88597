"""`astraweave screenshots`: pictures of the window in its main states, for the README and for looking them over."""

import itertools
import os
import subprocess
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow

NAME = "screenshots"
SIZES = "1600x900"


@dataclass(frozen=True)
class Shot:
    """One picture: its name, and what `astraweave edit` is asked for."""

    name: str
    arguments: tuple[str, ...] = ()
    has_project: bool = True


@dataclass(frozen=True)
class Kind:
    """How a picture is taken: size of the window, theme ("" for the picture's own), text size [%]."""

    size: str
    theme: str
    text_scale: int

    @property
    def suffix(self) -> str:
        """What tells pictures of one name apart: `_1280x720_light_150`."""
        return "".join(f"_{part}" for part in (self.size, self.theme, self.text_scale) if part)


OWN_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
PLAYED = ("--play", "--autopilot", "expert", "--seed", "7")
SHOTS = (
    Shot("author", ("--workspace", "Author", "--select", "sentinel", "--seconds", "3")),
    Shot("play", ("--workspace", "Play", "--select", "kael", "--seconds", "7", *PLAYED)),
    Shot("profile", ("--workspace", "Profile", "--seconds", "6", *PLAYED)),
    Shot("review", ("--workspace", "Review", "--select", "stalker_01", "--seconds", "3")),
    Shot("light", ("--workspace", "Author", "--select", "kael", "--theme", "light", "--seconds", "3")),
    Shot(
        "march",
        ("--scene", "wild_march", "--encounter", "the_way_up", "--workspace", "Play", "--seconds", "6", *PLAYED),
    ),
    *(
        Shot(name, ("--scene", name, "--encounter", name, "--workspace", "Play", "--seconds", "4", *PLAYED))
        for name in ("sanctum", "causeway", "crossroads", "courtyard")
    ),
    Shot("recap", ("--slice", "--workspace", "Play", *PLAYED, "--speed", "8", "--until-end")),
    Shot("start", has_project=False),
)
TUTORIAL = "tutorial"
"""A folder with a picture of each step of the first encounter; taken only when asked for."""
STATES = "states"
"""A folder with a picture of every panel, menu, dialog, empty state and error; taken only when asked for."""


def command(
    folder: Annotated[Path, typer.Argument(help="Where the pictures go.")] = Path("docs/images"),
    sizes: Annotated[str, typer.Option(help="Sizes of the window, divided by commas.")] = SIZES,
    only: Annotated[str, typer.Option(help="Names of pictures, divided by commas; all by default.")] = "",
    themes: Annotated[str, typer.Option(help="Themes, divided by commas; a picture's own by default.")] = "",
    text_scale: Annotated[str, typer.Option(help="Text sizes in %, divided by commas.")] = "100",
) -> None:
    """Take pictures of the window in its main states, in every size, theme and text size that is asked for."""
    wanted = [shot for shot in SHOTS if not only or shot.name in only.split(",")]
    has_tutorial, has_states = (name in only.split(",") for name in (TUTORIAL, STATES))
    if not (wanted or has_tutorial or has_states):
        known = ", ".join((*(shot.name for shot in SHOTS), TUTORIAL, STATES))
        raise typer.BadParameter(f"{only}: expected some of {known}")
    folder.mkdir(parents=True, exist_ok=True)
    kinds = [
        Kind(size, theme, int(scale))
        for size, theme, scale in itertools.product(sizes.split(","), themes.split(","), text_scale.split(","))
    ]
    with tempfile.TemporaryDirectory() as own:
        for kind, shot in itertools.product(kinds, wanted):
            path = folder / f"{shot.name}{kind.suffix if len(kinds) > 1 else ''}.png"
            _take(shot, path, kind, own)
            print(path, flush=True)
        for kind in kinds if has_tutorial else ():
            path = folder / f"{TUTORIAL}{kind.suffix if len(kinds) > 1 else ''}"
            looks = ["--size", kind.size, "--text-scale", str(kind.text_scale), "--theme", kind.theme or "dark"]
            _run(TUTORIAL, ["handbook", "--only-pictures", str(path), *looks], own)
            print(path, flush=True)
        for number, kind in enumerate(kinds if has_states else ()):
            path = folder / f"{STATES}{kind.suffix if len(kinds) > 1 else ''}"
            if len(kinds) > 1:
                # Each in a process of its own, whose screen is as large as its window: menus have no more room.
                looks = ["--sizes", kind.size, "--text-scale", str(kind.text_scale), "--themes", kind.theme]
                _run(STATES, ["screenshots", str(path), "--only", STATES, *looks], own)
            else:
                _take_states(folder, kind, Path(own) / f"{STATES}_{number}")
            print(path, flush=True)


def _take(shot: Shot, path: Path, kind: Kind, own_folder: str) -> None:
    """Pictures are of a new user's window: no layout, recent project or unsaved work of anybody shows on them."""
    from engine.resources import samples_folder

    project = [str(samples_folder() / "veilweaver")] if shot.has_project else []
    settings = ["--size", kind.size, "--text-scale", str(kind.text_scale), "--screenshot", str(path), "--quit"]
    settings += ["--theme", kind.theme] if kind.theme else []
    _run(shot.name, ["edit", *project, *shot.arguments, *settings], own_folder)


def _take_states(folder: Path, kind: Kind, own_folder: Path) -> None:
    from editor.screen import prepare_screen

    size = tuple(int(each) for each in kind.size.split("x"))
    os.environ.update(dict.fromkeys(OWN_FOLDERS, str(own_folder)))
    own_folder.mkdir(parents=True, exist_ok=True)
    prepare_screen(size)
    from editor.app import run
    from editor.cli.driving import drive
    from editor.cli.states import save_picture, walk
    from editor.wish import Wish

    failed: list[str] = []

    def attend(window: "MainWindow") -> None:
        drive(window, walk(window, own_folder, partial(save_picture, window, folder)), failed)

    run(Wish(size=size, theme=kind.theme or "dark", text_scale=kind.text_scale, attend=attend))
    if failed:
        typer.echo(f"{STATES}: {failed[0]}", err=True)
        raise typer.Exit(1)


def _run(name: str, arguments: list[str], own_folder: str) -> None:
    from engine.resources import program_command

    environment = {**os.environ, **dict.fromkeys(OWN_FOLDERS, own_folder)}
    run = subprocess.run([*program_command(), *arguments], env=environment, check=False, capture_output=True, text=True)
    if run.returncode:
        typer.echo(f"{name}: {run.stderr.strip() or run.stdout.strip()}", err=True)
        raise typer.Exit(run.returncode)
