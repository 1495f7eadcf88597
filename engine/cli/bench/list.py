"""astraweave bench list: every benchmark by name, unit and what one iteration does."""

from typing import Annotated

import typer

from engine.cli.bench.naming import Agents, Entities, Iterations, Peers, Threads, named
from engine.cli.console import print_json

NAME = "bench list"


def command(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[PATTERN]...", help="Parts of names, or patterns; by default all.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, cases included.")] = False,
    agents: Agents = "",
    entities: Entities = "",
    threads: Threads = "",
    iterations: Iterations = "",
    peers: Peers = False,
) -> None:
    """Name the benchmarks, and measure nothing."""
    asked = {"agents": agents, "entities": entities, "threads": threads, "iterations": iterations}
    found = named(words or [""], asked, peers=peers, as_json=as_json)
    if as_json:
        rows = [
            {
                "benchmark_name": e.name,
                "unit": e.unit,
                "doc": e.doc,
                "runner": "pyperf" if e.is_single else "turns",
                "params": [dict(case) for case in e.cases],
            }
            for e in found
        ]
        print_json({"benchmarks": rows})
        return
    for entry in found:
        typer.echo(f"{entry.name}  [{entry.unit}]  {entry.doc}")
