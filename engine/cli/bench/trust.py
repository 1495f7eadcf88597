"""astraweave bench trust: how often the search for regressions is wrong, what it finds, and where it puts it."""

from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from engine.cli.console import ANSWER_IS_NO, print_json, working

NAME = "bench trust"
MOST_FALSE, LEAST_FOUND, LEAST_PLACED = 0.2, 0.95, 0.8
CASES = ((0.10, 0.03), (0.20, 0.10))
DRIFTS = ((0.15, 0.03), (0.30, 0.10))


def command(
    *,
    series: Annotated[int, typer.Option(min=20, help="Series a question.")] = 600,
    rows: Annotated[int, typer.Option(min=0, help="Read and judge a history of so many rows instead.")] = 0,
    days: Annotated[int, typer.Option(min=0, help="Write and pack a history of so many days instead.")] = 0,
    seed: Annotated[int, typer.Option(help="Seed of the series.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Put steps into generated series that scatter as real ones do, and look for them. Exit code 1: a goal is missed.

    Goals: at most 0.2 false alarms in 100 points; of steps of 10 % in series that scatter by less than 3 %, and of 20 %
    below 10 %, at least 95 in 100 found within five runs, and 80 of those placed within one run.
    """
    from engine.benchmarks.regressions.trust import drifts_found, false_alarms, steps_found

    if rows:
        _load(rows, as_json=as_json)
        return
    if days:
        _keep(days, as_json=as_json)
        return
    with working("Measuring"):
        alarms = false_alarms(series, seed)
        found = [steps_found(size, below, series, seed + 1) for size, below in CASES]
        drifts = [drifts_found(size, below, series, seed + 2) for size, below in DRIFTS]
    met = alarms[0].per_hundred <= MOST_FALSE and all(
        each.found >= LEAST_FOUND * each.steps and each.placed >= LEAST_PLACED * each.found for each in found
    )
    if as_json:
        false = [asdict(each) | {"per_hundred": each.per_hundred} for each in alarms]
        told = {"steps": [asdict(each) for each in found], "drifts": [asdict(each) for each in drifts]}
        print_json({"false_alarms": false, **told, "met": met})
    else:
        table = Table(box=None, pad_edge=False)
        table.add_column("what")
        table.add_column("measured", justify="right")
        table.add_column("goal")
        for each in alarms:
            goal = f"{MOST_FALSE} at most" if each is alarms[0] else ""
            table.add_row(f"false alarms in 100 points, {each.rule}", f"{each.per_hundred:.2f}", goal)
        for each in found:
            title = f"steps of {100 * each.size:.0f} % at a scatter below {100 * each.cv_below:.0f} %"
            table.add_row(f"{title}: found within five runs", f"{100 * each.found / each.steps:.1f} %", "95 %")
            table.add_row(f"{title}: placed within one run", f"{100 * each.placed / each.found:.1f} %", "80 %")
            later = f"{100 * each.placed_later / each.found:.1f} %"
            table.add_row(f"{title}: placed so, ten runs later", later, "")
        for each in drifts:
            title = (
                f"drifts of {100 * each.size:.0f} % at a scatter below {100 * each.cv_below:.0f} %, over 60 to 200 runs"
            )
            table.add_row(f"{title}: found", f"{100 * each.found / each.drifts:.1f} %", "")
        Console(width=120).print(table)
    if not met:
        raise typer.Exit(ANSWER_IS_NO)


def _load(rows: int, *, as_json: bool) -> None:
    from engine.benchmarks.regressions.load import load_and_judge

    with working("Generating and judging"):
        told = load_and_judge(rows)
    if as_json:
        print_json(asdict(told))
        return
    typer.echo(
        f"{told.rows} rows, {told.megabytes:.0f} MB: read in {told.reading:.2f} s, judged in {told.judging:.2f} s, "
        f"{told.changes} changes found."
    )


def _keep(days: int, *, as_json: bool) -> None:
    from engine.benchmarks.discovery import find_benchmarks
    from engine.benchmarks.keeping import keep_days

    with working("Writing and packing"):
        told = keep_days(find_benchmarks(), days)
    if as_json:
        print_json(asdict(told))
        return
    page = "its script is not built" if told.page_kb is None else f"{told.page_kb:.0f} kB"
    typer.echo(
        f"{told.days} days of {told.benchmarks} benchmarks, a run a day: {told.megabytes:.2f} MB of rows and samples "
        f"(5 MB for 30 days); a run is kept in {1e3 * told.median_s:.0f} ms, at worst {1e3 * told.slowest_s:.0f} ms "
        f"(500 ms); the page: {page} (300 kB), of which data {told.data_kb:.0f} kB."
    )
