"""Where a verb looks for the history, and how it is read for it."""

from pathlib import Path
from typing import Annotated

import typer

from engine.benchmarks.history.places import FOLDER
from engine.benchmarks.history.reading import History, read_history

Folder = Annotated[Path, typer.Option("--history", help="The folder of the history.")]
HERE = FOLDER


def read_and_tell(folder: Path) -> History:
    """The history; rows that can't be used are named on standard error."""
    history = read_history(folder)
    for each in history.set_aside[:10]:
        typer.echo(f"set aside: {each}", err=True)
    if len(history.set_aside) > 10:
        typer.echo(f"set aside: {len(history.set_aside) - 10} more", err=True)
    return history
