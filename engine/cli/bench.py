"""astraweave bench: what things cost on this machine, as a table or JSON, kept in the history."""

from typing import Annotated, Any

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
PIPED_WIDTH = 240


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[run|list] [PATTERN]...", help="What to measure: parts of names, or patterns."),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    list_only: Annotated[bool, typer.Option("--list", help="Name the benchmarks and measure nothing.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="A tenth of the measuring time, for a first look.")] = False,
    agents: Annotated[str, typer.Option(help="Sizes of crowds, such as 2500,5000.")] = "",
    entities: Annotated[str, typer.Option(help="Sizes of projects, such as 100,10000.")] = "",
    threads: Annotated[str, typer.Option(help="Numbers of threads, such as 0,1,2,4; 0 is serial.")] = "",
    iterations: Annotated[str, typer.Option(help="Solver iterations, such as 4,8.")] = "",
    peers: Annotated[bool, typer.Option("--peers", help="Measure other engines beside ours.")] = False,
) -> None:
    """Measure what things cost. Every case takes its turn in one process; rows go to target/benchmark-data.

    The sizes, threads, iterations and peers replace the cases of those benchmarks that have such.
    """
    words = list(words or [])
    if words and words[0] in {"run", "list"}:
        list_only = words.pop(0) == "list" or list_only
    found = _named(words or [""], as_json=as_json)
    numbers = {
        "agents": (agents, 1),
        "entities": (entities, 100),
        "threads": (threads, 0),
        "iterations": (iterations, 1),
    }
    options: dict[str, Any] = {
        name: _numbers(name, text, least, as_json=as_json) for name, (text, least) in numbers.items() if text
    }
    if peers:
        options["peers"] = True
    for name in options:
        if not any(name in entry.options for entry in found):
            asked = f" that matches {' or '.join(map(repr, words))}" if words else ""
            fail(f"no benchmark{asked} has cases by {name}; leave --{name} out.", as_json=as_json)
    found = [entry.grown(options) for entry in found]
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
    console = Console()
    (console if console.is_terminal else Console(width=PIPED_WIDTH)).print(_table(measurements))
    typer.echo(f"{machine_now()['hardware_label']}; history: {path}")


def _named(patterns: list[str], *, as_json: bool) -> list[Benchmark]:
    """The benchmarks that any of the patterns matches, in the order of the patterns."""
    found: dict[str, Benchmark] = {}
    for pattern in patterns:
        matching = find_benchmarks(pattern)
        if not matching:
            names = ", ".join(entry.name for entry in find_benchmarks())
            fail(f'no benchmark matches "{pattern}"; there are {names}.', as_json=as_json)
        found |= {entry.name: entry for entry in matching}
    return list(found.values())


def _numbers(name: str, text: str, least: int, *, as_json: bool) -> tuple[int, ...]:
    try:
        values = tuple(int(word) for word in text.split(","))
    except ValueError:
        values = ()
    if not values or min(values) < least:
        fail(f"--{name} is {text}; expected whole numbers of {least} or more with commas between.", as_json=as_json)
    return tuple(dict.fromkeys(values))


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
    has_tail = any(entry.benchmark.has_tail for entry in measurements)
    table = Table(box=None, pad_edge=False)
    table.add_column("benchmark")
    table.add_column("case")
    for title in ("median", "min", "p95", "p99", "max") if has_tail else ("median", "min", "p99"):
        table.add_column(title, justify="right")
    table.add_column("unit")
    table.add_column("samples", justify="right")
    table.add_column("and")
    for entry in measurements:
        case = ", ".join(f"{name} {value}" for name, value in entry.params.items())
        tail = (entry.p95, entry.p99, entry.slowest) if has_tail else (entry.p99,)
        values = [f"{value:.4g}" if value is not None else "n/a" for value in (entry.median, entry.fastest, *tail)]
        note = entry.why_not or entry.benchmark.unit
        table.add_row(entry.benchmark.name, case, *values, note, str(len(entry.samples)), _facts(entry))
    return table


def _facts(entry: Measurement) -> str:
    """What the row says beside its result; what has parts of its own is for --json."""
    return ", ".join(
        f"{name} {value:.4g}" if isinstance(value, float) else f"{name} {value}"
        for name, value in entry.facts.items()
        if not isinstance(value, dict)
    )
