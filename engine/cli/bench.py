"""astraweave bench: what things cost on this machine, as a table or JSON, kept in the history."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.discovery import find_benchmarks
from engine.benchmarks.history import append_history
from engine.benchmarks.machine import machine_now
from engine.benchmarks.runner import Measurement, measure_all
from engine.cli.console import fail, print_json

NAME = "bench"


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[run|list] [PATTERN]", help="What to measure: part of a name, or a pattern."),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    list_only: Annotated[bool, typer.Option("--list", help="Name the benchmarks and measure nothing.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="A tenth of the measuring time, for a first look.")] = False,
) -> None:
    """Measure what things cost. Every case takes its turn in one process; rows go to target/benchmark-data."""
    words = list(words or [])
    if words and words[0] in {"run", "list"}:
        list_only = words.pop(0) == "list" or list_only
    pattern = words[0] if words else ""
    found = find_benchmarks(pattern)
    if not found:
        names = ", ".join(entry.name for entry in find_benchmarks())
        fail(f'no benchmark matches "{pattern}"; there are {names}.', as_json=as_json)
    if list_only:
        _list(found, as_json=as_json)
        return
    progress = Console(stderr=True)
    with progress.status("Measuring") as status:
        measurements = measure_all(found, scale=0.1 if quick else 1.0, progress=status.update)
    path = append_history(measurements)
    if as_json:
        print_json({"rows": [entry.to_row() for entry in measurements], "machine": machine_now()})
        return
    Console().print(_table(measurements))
    typer.echo(f"{machine_now()['hardware_label']}; history: {path}")


def _list(found: list[Benchmark], *, as_json: bool) -> None:
    if as_json:
        rows = [
            {"benchmark_name": e.name, "unit": e.unit, "doc": e.doc, "params": [dict(case) for case in e.cases]}
            for e in found
        ]
        print_json({"benchmarks": rows})
        return
    for entry in found:
        typer.echo(f"{entry.name}  [{entry.unit}]  {entry.doc}")


def _table(measurements: list[Measurement]) -> Table:
    table = Table(box=None, pad_edge=False)
    for title, side in (
        ("benchmark", "left"),
        ("case", "left"),
        ("median", "right"),
        ("min", "right"),
        ("p99", "right"),
        ("unit", "left"),
    ):
        table.add_column(title, justify=side)  # pyright: ignore[reportArgumentType] - rich wants a literal
    table.add_column("samples", justify="right")
    for entry in measurements:
        case = ", ".join(f"{name} {value}" for name, value in entry.params.items())
        values = [f"{value:.4g}" if value is not None else "n/a" for value in (entry.median, entry.fastest, entry.p99)]
        note = entry.why_not or entry.benchmark.unit
        table.add_row(entry.benchmark.name, case, *values, note, str(len(entry.samples)))
    return table
