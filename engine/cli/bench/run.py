"""astraweave bench run: what things cost on this machine, as a table or JSON, kept in the history."""

import traceback
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.discovery import with_aliases
from engine.benchmarks.history.appending import append_history
from engine.benchmarks.history.unmeasured import keep_unmeasured
from engine.benchmarks.machine import machine_now
from engine.benchmarks.runner import Measurement, measure
from engine.cli.bench.kept_run import as_data, beside_kept, read_kept, table_beside
from engine.cli.bench.naming import Agents, Entities, Iterations, Peers, Threads, named
from engine.cli.console import CANNOT, print_json, verb

NAME = "bench run"
PIPED_WIDTH = 240
STOPPED = 130
"""The exit code of a program that was stopped by Ctrl-C, as shells have it."""


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATTERN]...", help="What to measure: parts of names, or patterns."),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="A tenth of the measuring time, for a first look.")] = False,
    captures: Annotated[
        bool, typer.Option("--captures", help="Take profiles of ticks too, for the physics profiler; rows name them.")
    ] = False,
    aliases: Annotated[
        bool, typer.Option("--aliases", help="Measure them under the names they had before too, which have own limits.")
    ] = False,
    compare: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="What --json printed on such a machine."),
    ] = None,
    agents: Agents = "",
    entities: Entities = "",
    threads: Threads = "",
    iterations: Iterations = "",
    peers: Peers = False,
) -> None:
    """Measure what things cost. Every case takes its turn in one process; rows go to target/benchmark-data.

    Each benchmark's rows are kept as soon as it is measured, whatever becomes of the rest. The sizes, threads,
    iterations and peers replace the cases of those benchmarks that have such. Exit code 2: one broke; what the others
    measured is kept. With --compare each case stands beside its kept one: the ratio, above 1
    where it is worse, and the interval that the scatter of both runs leaves. What was between them is not in it; to be
    sure, measure two commits by turns with `bench verify`.
    """
    asked = {"agents": agents, "entities": entities, "threads": threads, "iterations": iterations}
    found = named(words or [""], asked, peers=peers, as_json=as_json)
    found = with_aliases(found) if aliases else found
    with verb(as_json=as_json):
        kept = read_kept(compare) if compare else None
    with verb(as_json=as_json):
        path, measurements, broken = _measured(found, 0.1 if quick else 1.0, captures=captures)
    rows = [entry.to_row() for entry in measurements]
    compared = beside_kept(rows, kept) if kept is not None else None
    if as_json:
        if compared is not None:
            rows = [{**row, "compared": as_data(each)} for row, each in zip(rows, compared, strict=True)]
        print_json({"rows": rows, "machine": machine_now(), **({"broken": broken} if broken else {})})
    else:
        console = Console()
        console = console if console.is_terminal else Console(width=PIPED_WIDTH)
        console.print(_table(measurements))
        if compared is not None:
            console.print()
            console.print(table_beside(rows, compared))
        typer.echo(f"{machine_now()['hardware_label']}; history: {path}")
    if broken:
        typer.echo(f"{', '.join(broken)} broke and left no row; what the others measured is kept.", err=True)
        raise typer.Exit(CANNOT)


def _measured(found: list[Benchmark], scale: float, *, captures: bool) -> tuple[Path, list[Measurement], list[str]]:
    """Measure one after the other, and keep each before the next begins; names of those that broke. OSError."""
    measurements: list[Measurement] = []
    broken: list[str] = []
    path = append_history([])  # what can't be written is told now, not after an hour of measuring
    with Console(stderr=True).status("Measuring") as status:
        for each in found:
            try:
                measured = measure(each, scale=scale, progress=status.update, captures=captures)
            except KeyboardInterrupt:
                typer.echo(f"stopped at {each.name}; what was measured before it is kept in {path}.", err=True)
                raise typer.Exit(STOPPED) from None
            except Exception:  # of any kind: it must not cost the rows of the others
                broken.append(each.name)
                keep_unmeasured((), [each.name])
                typer.echo(traceback.format_exc(), err=True)
            else:
                append_history(measured)
                keep_unmeasured(measured)
                measurements += measured
    return path, measurements, broken


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
