"""astraweave bench check: results beside their thresholds."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from engine.benchmarks.checking import FAIL, WARN, Check, check_beside
from engine.benchmarks.checking_newest import Judged, check_newest
from engine.benchmarks.discovery import find_all
from engine.benchmarks.regressions.series import MAIN
from engine.cli.bench.places import HERE, Branch, Folder, judged_series
from engine.cli.console import ANSWER_IS_NO, fail, print_json, verb

NAME = "bench check"
WIDTH = 160


def command(
    *,
    base: Annotated[Path | None, typer.Option(exists=True, help="Rows of the base, as --json prints them.")] = None,
    head: Annotated[Path | None, typer.Option(exists=True, help="Rows measured beside it; needs --base.")] = None,
    history: Folder = HERE,
    branch: Branch = MAIN,
    strict: Annotated[
        bool, typer.Option("--strict", help="A warning fails too, and so does nothing to judge.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Judge the newest rows of each series, or one run by another with --base and --head.

    A series is judged by the baseline of its case, which holds on the hardware that it names alone, else by its own
    runs before: the median of the newest three beside that of up to 25 before them, where there are eight. What could
    not be judged is counted, with the reason. Exit code 1: something is worse than its threshold allows.
    """
    if (base is None) != (head is None):
        fail("--base and --head go together; give both, or neither to judge the history.", as_json=as_json)
    benchmarks = {each.name: each for each in find_all()}
    with verb(as_json=as_json):
        if base is not None and head is not None:
            judged = Judged(check_beside(_rows(head, as_json=as_json), _rows(base, as_json=as_json), benchmarks), {})
        else:
            judged = check_newest(judged_series(history, branch), benchmarks)
    found = judged.checks
    if as_json:
        print_json({"checks": [_data(each) for each in found], "not_judged": dict(judged.left_out)})
    else:
        if found:
            Console(width=WIDTH).print(_table(found))
        if base is None:
            typer.echo(judged.says)
        elif not found:
            typer.echo("Nothing to judge: no row of the two runs is of one case.")
    bad = {FAIL, WARN} if strict else {FAIL}
    if any(each.verdict in bad for each in found) or (strict and not found):
        raise typer.Exit(ANSWER_IS_NO)


def _rows(path: Path, *, as_json: bool) -> list[dict[str, Any]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return [row for row in data["rows"] if row["params"] is not None and row["benchmark_name"] and "value" in row]
    except (ValueError, KeyError, TypeError) as error:
        fail(f"{path} holds no rows of `astraweave bench run --json`: {error}.", as_json=as_json)


def _data(found: Check) -> dict[str, Any]:
    return {
        "benchmark_name": found.benchmark,
        "params": dict(found.params),
        "unit": found.unit,
        "value": found.value,
        "bar": found.bar,
        "beside": found.beside,
        "worse": found.worse if found.worse < float("inf") else None,
        "warn": found.threshold.warn,
        "fail": found.threshold.fail,
        "critical": found.threshold.critical,
        "verdict": found.verdict,
    }


def _table(found: list[Check]) -> Table:
    table = Table(box=None, pad_edge=False)
    for title in ("verdict", "benchmark", "case"):
        table.add_column(title)
    for title in ("value", "beside", "unit", "worse by", "warns at", "fails at"):
        table.add_column(title, justify="right")
    for each in found:
        case = ", ".join(f"{name} {value}" for name, value in each.params.items())
        numbers = [f"{each.value:.4g}", f"{each.beside} {each.bar:.4g}", each.unit, f"{100 * each.worse:+.1f} %"]
        limits = [f"{100 * each.threshold.warn:.0f} %", f"{100 * each.threshold.fail:.0f} %"]
        name = f"{each.benchmark}, critical" if each.threshold.critical else each.benchmark
        table.add_row(each.verdict, name, case, *numbers, *limits)
    return table
