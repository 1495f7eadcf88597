"""`astraweave handbook`: the pages for designers, made from what the program knows, and pictures of the tutorial."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow

NAME = "handbook"


def command(
    folder: Annotated[Path, typer.Argument(help="Where the pages lie.")] = Path("docs"),
    pictures: Annotated[
        bool, typer.Option("--pictures", help="Walk through the tutorial and take its pictures.")
    ] = False,
    only_pictures: Annotated[Path | None, typer.Option(help="Take the pictures into this folder, no page.")] = None,
    size: Annotated[str, typer.Option(help="The window's size in pictures.")] = "1280x720",
    theme: Annotated[str, typer.Option(help="dark, light or high_contrast, in pictures.")] = "dark",
    text_scale: Annotated[int, typer.Option(min=100, max=200, help="Text size in %, in pictures.")] = 100,
) -> None:
    """Write first_encounter.md, and the tables of authoring.md, anew."""
    failed: list[str] = []
    with tempfile.TemporaryDirectory() as own:
        # A new user's window: nobody's keys, recent projects or progress are shown, or changed.
        os.environ.update(dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), own))
        from editor.app import run
        from editor.cli.driving import drive
        from editor.core.tutorial.page import PICTURES
        from editor.wish import Wish

        wanted = only_pictures or (folder / PICTURES if pictures else None)

        def attend(window: "MainWindow") -> None:
            drive(
                window, _work(window, Path(own) / "first_encounter", None if only_pictures else folder, wanted), failed
            )

        def complain(text: str) -> None:
            if failed:
                print(text, file=sys.stderr, flush=True)

        width, height = (int(each) for each in size.split("x"))
        run(Wish(size=(width, height), theme=theme, text_scale=text_scale, attend=attend, complain=complain))
    if failed:
        typer.echo(f"handbook: {failed[0]}", err=True)
        raise typer.Exit(1)


def _work(window: "MainWindow", project: Path, pages: Path | None, pictures: Path | None) -> Iterator[float]:
    """Everything, step by step; yields how long to wait."""
    from editor.cli.handbook_tour import SETTLE_S, tour

    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
        yield from tour(window, project, lambda step: window.grab().save(str(pictures / f"{step}.png")))
        window.editor.play.stop()
    else:
        window.start_project(project)
        yield SETTLE_S
    if pages is not None:
        _write_pages(window, pages)


def _write_pages(window: "MainWindow", folder: Path) -> None:
    from editor.core.tutorial.page import first_encounter_page
    from editor.ui.rooms.help.markdown import filled
    from engine.whole_file import write_whole

    write_whole(folder / "first_encounter.md", first_encounter_page(window.editor.actions))
    guide = folder / "authoring.md"
    write_whole(guide, filled(guide.read_text(encoding="utf-8"), window.editor))
