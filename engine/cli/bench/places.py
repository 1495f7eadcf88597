"""Where a verb looks for the history, and how it is read for it."""

from pathlib import Path
from typing import Annotated

import typer

from engine.benchmarks.history.places import FOLDER, HISTORY, archives
from engine.benchmarks.history.reading import History, read_history
from engine.benchmarks.regressions.series import Series, of_branch, series_of

Branch = Annotated[str, typer.Option(help="Series of this branch, or of those of a pattern; and those of no branch.")]
Folder = Annotated[Path, typer.Option("--history", help="The folder of the history.")]
HERE = FOLDER


def look_for(folder: Path) -> None:
    """FileNotFoundError, as of a mistyped name, where a folder holds no history."""
    if not (folder / HISTORY).exists() and not any(archives(folder)):
        raise FileNotFoundError(None, "there is no history; run `astraweave bench run` first", str(folder))


def read_and_tell(folder: Path) -> History:
    """The history; rows that can't be used are named on standard error. FileNotFoundError where there is none."""
    look_for(folder)
    history = read_history(folder)
    for each in history.set_aside[:10]:
        typer.echo(f"set aside: {each}", err=True)
    if len(history.set_aside) > 10:
        typer.echo(f"set aside: {len(history.set_aside) - 10} more", err=True)
    return history


def judged_series(folder: Path, branch: str) -> list[Series]:
    """The series of a branch that a verb judges; where only other branches have some, standard error names them."""
    found = series_of(read_and_tell(folder).rows)
    wanted = of_branch(found, branch)
    if found and not wanted:
        others = ", ".join(sorted({each.branch for each in found}))
        typer.echo(f"{folder} holds no series of {branch}; there are some of {others}: see --branch.", err=True)
    return wanted
