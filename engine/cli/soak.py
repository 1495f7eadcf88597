"""astraweave soak: a long run that must not grow, hang or go wrong, and a report of it."""

import json
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.console import ANSWER_IS_NO, UserError, print_json, verb

NAME = "soak"
TICKS = 100_000
TICKS_A_MINUTE = 3_600
WHAT = ("terrain",)
REPORTS = Path("target/soak")


def command(
    what: Annotated[str, typer.Argument(help="What is to be soaked: terrain.")] = "terrain",
    ticks: Annotated[int, typer.Option(min=100, help="So many ticks in virtual time, as fast as they go.")] = TICKS,
    minutes: Annotated[
        float,
        typer.Option(min=0.0, max=10_000.0, help="So long by the clock instead, 60 ticks a second, with real threads."),
    ] = 0.0,
    seed: Annotated[int, typer.Option(min=0, help="Of the camera's path.")] = 1,
    report: Annotated[Path | None, typer.Option(help="File for the report.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Soak streaming: a camera walks, sprints and leaps over an endless ground; memory must not grow.

    The report lies in target/soak/terrain.json. Exit code 1 when memory grows by more than 1 % once the cache is full,
    or anything fails, is made twice, or shows a hole.
    """
    with verb(as_json=as_json):
        if what not in WHAT:
            raise UserError(f'there is no soak "{what}"; there is {", ".join(WHAT)}.')
        from engine.benchmarks.machine import machine_now
        from engine.benchmarks.terrain.soak import soak
        from engine.whole_file import write_whole

        found = soak(
            round(minutes * TICKS_A_MINUTE) if minutes else ticks,
            is_virtual=not minutes,
            seed=seed,
            progress=None if as_json else _progress,
        )
        told = {"soak": what, **found.to_json(), "machine": machine_now()}
        path = report or REPORTS / f"{what}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(told, indent=1).encode() + b"\n")
        if as_json:
            print_json({"report": str(path), **told})
        else:
            slope = "n/a" if found.slope_percent is None else f"{found.slope_percent:.3f} %"
            typer.echo(
                f"{found.ticks} ticks, {found.generated} chunks made, {found.evictions} dropped; "
                f"growth once the cache was full: {slope}; errors {found.errors}, made twice {found.duplicates}, "
                f"holes {found.holes}; report: {path}"
            )
            for problem in found.problems:
                typer.echo(problem, err=True)
        if found.problems:
            raise typer.Exit(ANSWER_IS_NO)


def _progress(done: int, total: int) -> None:
    if done % (total // 20 or 1) == 0:
        typer.echo(f"{done} of {total} ticks", err=True)
