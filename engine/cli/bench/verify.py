"""astraweave bench verify: two commits measured by turns, so that nobody is told of a regression that is none."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from engine.benchmarks.regressions.series import MORE_IS_BETTER
from engine.benchmarks.verifying.trees import TreeError, full_sha, trees_of
from engine.benchmarks.verifying.turns import TurnError, take_turns
from engine.benchmarks.verifying.verdict import FEWEST, SAME, SLOWER, Verdict, verdict
from engine.cli.console import ANSWER_IS_NO, fail, print_json
from engine.whole_file import write_whole

NAME = "bench verify"
WIDTH = 140


def command(
    commits: Annotated[str, typer.Argument(metavar="BASE..HEAD", help="Two commits of the repository.")],
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Benchmarks, as `bench run` takes them.")],
    *,
    turns: Annotated[int, typer.Option(min=FEWEST, max=1000, help="Turns of either; fewer can't be sure.")] = 40,
    repository: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Where the commits are.")] = Path(),
    inject: Annotated[
        float, typer.Option(min=1.0, max=10.0, help="Make each run of the head take so many times as long.")
    ] = 1.0,
    write: Annotated[Path | None, typer.Option(help="Write base.json and head.json there, for `bench check`.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Measure two commits by turns of a twentieth of a second, in two processes, and judge the ratios of pairs.

    Exit code 1: at least one case is slower, by more than 3 %, and the 99.5 % interval of its ratio says so too. Both
    are run by this Python; a commit that needs other libraries can't be measured. `HEAD..HEAD NAME --inject 1.15` shows
    that a slowdown of 15 % is told, and without --inject that none is told where there is none.
    """
    first, dots, second = commits.partition("..")
    if not dots or not first or not second:
        fail(f"{commits} names no two commits; expected BASE..HEAD, such as v1.2..main.", as_json=as_json)
    console = Console(stderr=True)
    try:
        shas = [full_sha(repository, commit) for commit in (first, second)]
        with trees_of(repository, shas) as trees, console.status("Measuring") as status:
            pairs, left_out = take_turns(trees, names, turns, progress=status.update, slower=inject)
    except (TreeError, TurnError) as error:
        fail(f"{error}.", as_json=as_json)
    for why in left_out:
        typer.echo(f"left out: {why}", err=True)
    found = [each for each in map(verdict, pairs) if each is not None]
    if not found:
        fail("the two commits have no case of these benchmarks in common that can be compared.", as_json=as_json)
    if write is not None:
        for name in ("base", "head"):
            write_whole(write / f"{name}.json", json.dumps({"rows": [_row(each, name) for each in found]}))
    if as_json:
        told = [{**asdict(each), "says": each.says} for each in found]
        print_json({"base": shas[0], "head": shas[1], "verdicts": told})
    else:
        Console(width=WIDTH).print(_table(found))
    if any(each.says == SLOWER for each in found):
        raise typer.Exit(ANSWER_IS_NO)


def _row(found: Verdict, side: str) -> dict[str, Any]:
    """A row as `bench run --json` has them: the head's result is the base's times the ratio, or its equal if unsure."""
    ratio = 1.0 if side == "base" or found.says == SAME else found.ratio
    value = found.base / ratio if found.unit in MORE_IS_BETTER else found.base * ratio
    row = {"benchmark_name": found.benchmark, "params": dict(found.params), "unit": found.unit}
    return {**row, "value": value, "samples": found.turns}


def _table(found: list[Verdict]) -> Table:
    table = Table(box=None, pad_edge=False)
    for title in ("verdict", "benchmark", "case"):
        table.add_column(title)
    for title in ("base", "head", "unit", "head / base", "99.5 %", "turns"):
        table.add_column(title, justify="right")
    for each in found:
        case = ", ".join(f"{name} {value}" for name, value in each.params.items())
        numbers = [f"{each.base:.4g}", f"{each.head:.4g}", each.unit, f"{each.ratio:.3f}"]
        table.add_row(each.says, each.benchmark, case, *numbers, f"{each.low:.3f} to {each.high:.3f}", str(each.turns))
    return table
