"""`astraweave sounds`: make the sounds that ship with the program, from their formulas."""

from pathlib import Path
from typing import Annotated

import typer

NAME = "sounds"


def command(
    folder: Annotated[Path, typer.Argument(help="Where the WAV files go.")] = Path("resources/sounds"),
) -> None:
    """Write every sound as a small WAV file; the same files come each time."""
    from editor.audio.synthesis.files import write_all

    paths = write_all(folder)
    total = sum(path.stat().st_size for path in paths)
    typer.echo(f"{len(paths)} sounds, {total / 1000:,.0f} kB, in {folder}")
