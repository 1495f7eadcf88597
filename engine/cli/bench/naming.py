"""Which benchmarks are meant by the words of a verb, and of which sizes."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.discovery import find_benchmarks
from engine.cli.console import fail

Agents = Annotated[str, typer.Option(help="Sizes of crowds, such as 2500,5000.")]
Entities = Annotated[str, typer.Option(help="Sizes of projects, such as 100,10000.")]
Threads = Annotated[str, typer.Option(help="Numbers of threads, such as 0,1,2,4; 0 is serial.")]
Iterations = Annotated[str, typer.Option(help="Solver iterations, such as 4,8.")]
Peers = Annotated[bool, typer.Option("--peers", help="Measure other engines beside ours.")]
LEAST = {"agents": 1, "entities": 100, "threads": 0, "iterations": 1}


def named(
    patterns: Sequence[str], numbers: Mapping[str, str] | None = None, *, peers: bool = False, as_json: bool
) -> list[Benchmark]:
    """The benchmarks that any of the patterns matches, in the order of the patterns.

    `numbers` (texts by option) and `peers` replace the cases of those that have such. Ends the verb with a sentence
    when nothing matches, when a text holds no numbers, or when no benchmark takes an option.
    """
    found: dict[str, Benchmark] = {}
    for pattern in patterns:
        matching = find_benchmarks(pattern)
        if not matching:
            names = ", ".join(entry.name for entry in find_benchmarks())
            fail(f'no benchmark matches "{pattern}"; there are {names}.', as_json=as_json)
        found |= {entry.name: entry for entry in matching}
    options: dict[str, Any] = {
        name: _numbers(name, text, as_json=as_json) for name, text in (numbers or {}).items() if text
    }
    if peers:
        options["peers"] = True
    for name in options:
        if not any(name in entry.options for entry in found.values()):
            words = [pattern for pattern in patterns if pattern]
            asked = f" that matches {' or '.join(map(repr, words))}" if words else ""
            fail(f"no benchmark{asked} has cases by {name}; leave --{name} out.", as_json=as_json)
    return [entry.grown(options) for entry in found.values()]


def _numbers(name: str, text: str, *, as_json: bool) -> tuple[int, ...]:
    try:
        values = tuple(int(word) for word in text.split(","))
    except ValueError:
        values = ()
    least = LEAST[name]
    if not values or min(values) < least:
        fail(f"--{name} is {text}; expected whole numbers of {least} or more with commas between.", as_json=as_json)
    return tuple(dict.fromkeys(values))
