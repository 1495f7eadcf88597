"""astraweave bench rotate: pack rows that are older than a month, and set aside what can't be used."""

from dataclasses import asdict
from typing import Annotated

import typer

from engine.benchmarks.history.places import archive_of
from engine.benchmarks.history.rotation import KEPT_DAYS, rotate
from engine.cli.bench.places import HERE, Folder, look_for
from engine.cli.console import print_json, verb

NAME = "bench rotate"


def command(
    *,
    history: Folder = HERE,
    days: Annotated[int, typer.Option(min=1, help="How many days stay at hand.")] = KEPT_DAYS,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Pack older rows into a file a month, where every verb reads them too. Their single samples and captures go."""
    with verb(as_json=as_json):
        look_for(history)
        done = rotate(history, days=days)
    if as_json:
        print_json(asdict(done))
        return
    packed = ", ".join(f"{count} of {month}" for month, count in done.packed.items()) or "none"
    for month in done.damaged:
        typer.echo(f"{archive_of(history, month)} is damaged; rows from {month} on stay at hand.", err=True)
    typer.echo(f"rows packed: {packed}; at hand: {done.kept}; set aside: {done.set_aside}.")
