"""astraweave bench changes: how much each series scatters, where it has changed, and what asks for attention."""

from fnmatch import fnmatchcase
from math import isfinite, nan
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from engine.benchmarks.history.row import NO_BRANCH
from engine.benchmarks.regressions.analysis import Analysis, Step, analyse_all
from engine.benchmarks.regressions.series import MAIN
from engine.cli.bench.places import HERE, Branch, Folder, judged_series
from engine.cli.console import ANSWER_IS_NO, fail, print_json, verb

NAME = "bench changes"
PIPED_WIDTH = 240


def command(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[PATTERN]...", help="Parts of names, or patterns; by default all.")
    ] = None,
    *,
    history: Folder = HERE,
    branch: Branch = MAIN,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Judge the history, series by series. Exit code 1: one is worse by more than 10 % than before it became so.

    A step needs thirty runs of one machine. It is found by Mann-Whitney's test of the newest five runs against the 25
    before, and placed by E-divisive. A slow drift needs fifty; `bench trust` measures how often that is wrong.
    """
    with verb(as_json=as_json):
        series = [each for each in judged_series(history, branch) if _wanted(each.name, words or [])]
        found = analyse_all(series)
    if not found:
        fail(f"{history} holds no row that matches; run `astraweave bench run` first.", as_json=as_json)
    if as_json:
        print_json({"series": [_data(each) for each in found]})
    else:
        console = Console()
        (console if console.is_terminal else Console(width=PIPED_WIDTH)).print(_table(found))
    if any(each.alert for each in found):
        raise typer.Exit(ANSWER_IS_NO)


def _wanted(name: str, words: list[str]) -> bool:
    return not words or any(word in name or fnmatchcase(name, word) for word in words)


def _data(found: Analysis) -> dict[str, Any]:
    noise = found.noise
    return {
        "benchmark_name": found.series.name,
        "params": found.series.rows[0].params_of(),
        "hardware_id": found.series.key[2],
        "branch": found.series.branch,
        "unit": found.series.unit,
        "runs": len(found.series.rows),
        "judged": len(found.series.judged),
        "state": found.state,
        "cv": noise and noise.cv,
        "noise": noise and noise.name,
        "detectable": noise and noise.detectable,
        "changes": [_step(step) for step in found.steps],
        "alert": bool(found.alert),
    }


def _step(step: Step) -> dict[str, Any]:
    change = step.change
    return {
        "size": change.size if isfinite(change.size) else None,
        "is_worse": step.is_worse,
        "before": change.before,
        "after": change.after,
        "p": change.p,
        "split_p": change.split_p,
        "commits": step.commits,
        "last_good": step.last_good.timestamp.isoformat(),
        "first_bad": step.first_bad.timestamp.isoformat(),
    }


def _table(found: list[Analysis]) -> Table:
    table = Table(box=None, pad_edge=False)
    has_branches = any(each.series.branch not in (NO_BRANCH, MAIN) for each in found)
    for title in ("benchmark", *(["branch"] if has_branches else []), "machine"):
        table.add_column(title)
    for title in ("runs", "last", "unit", "scatter", "shows from"):
        table.add_column(title, justify="right")
    table.add_column("state")
    table.add_column("last change")
    for each in found:
        noise = each.noise
        scatter = [f"{100 * noise.cv:.1f} %", f"{100 * noise.detectable:.0f} %"] if noise else ["n/a", "n/a"]
        # Rows in another unit, as of a tree with changes, are not judged, and shown by none of it.
        last = next((row.value for row in reversed(each.series.rows) if row.unit == each.series.unit), nan)
        numbers = [str(len(each.series.rows)), f"{last:.4g}", each.series.unit, *scatter]
        branch = [each.series.branch] if has_branches else []
        machine = each.series.rows[-1].hardware_label
        table.add_row(each.series.title, *branch, machine, *numbers, each.state, _last(each))
    return table


def _last(found: Analysis) -> str:
    if not found.steps:
        return ""
    step = found.steps[-1]
    size = f"{100 * step.change.size:+.1f} %" if isfinite(step.change.size) else f"from 0 to {step.change.after:.4g}"
    return f"{size} on {step.first_bad.timestamp:%Y-%m-%d}, {_short(step.commits)}"


def _short(commits: str) -> str:
    return "..".join(sha[:8] for sha in commits.split("..")) or "no commit named"
