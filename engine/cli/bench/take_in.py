"""astraweave bench import: the history that another tool kept, as rows of ours."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from engine.benchmarks.history.foreign.row_of import ForeignError
from engine.benchmarks.history.importing import import_history
from engine.cli.bench.places import HERE, Folder
from engine.cli.console import fail, print_json, verb

NAME = "bench import"


def command(
    path: Annotated[
        Path, typer.Argument(exists=True, help="A data file of github-action-benchmark, pyperf's JSON, or a folder.")
    ],
    *,
    history: Folder = HERE,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Take in the results of github-action-benchmark, pyperf or Criterion (its output folder); twice does no harm."""
    with verb(as_json=as_json):
        try:
            done = import_history(path, history)
        except ForeignError as error:
            fail(str(error), as_json=as_json)
    for each in done.refused[:10]:
        typer.echo(f"not taken in: {each}", err=True)
    if as_json:
        print_json(asdict(done))
    else:
        told = f"{done.rows} rows of {done.tool or 'no tool'} taken in, {done.known} stood there already"
        typer.echo(f"{told}, {len(done.refused)} refused.")
