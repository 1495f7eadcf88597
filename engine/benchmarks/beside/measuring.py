"""Measures one benchmark and appends its rows, as `astraweave bench run` does, saying how far it is."""

import re
from pathlib import Path

from engine.benchmarks.beside.teller import Teller
from engine.benchmarks.discovery import find_all
from engine.benchmarks.history.appending import append_history
from engine.benchmarks.runner import measure

COUNTED = re.compile(r"(\d+) of (?:at most )?(\d+)")


def measure_now(tell: Teller, name: str, folder: Path, scale: float = 1.0) -> None:
    """Measure every case of a benchmark into the history of `folder`, with profiles of ticks where it has some.

    Hands over how many rows were appended.

    ValueError when there is no such benchmark, or when no case can be measured here; OSError when the history can't be
    written.
    """
    tell.progress(None, "finding it")
    found = next((each for each in find_all() if each.name == name), None)
    if found is None:
        raise ValueError(f"this program has no benchmark called {name}")

    def progress(text: str) -> None:
        said = text.removeprefix(f"{name}: ")
        counted = COUNTED.search(said)
        tell.progress(int(counted[1]) / int(counted[2]) if counted else None, said)

    measured = measure(found, scale=scale, progress=progress, captures=True)
    with_samples = [each for each in measured if each.samples]
    if not with_samples:
        why = "; ".join(dict.fromkeys(each.why_not for each in measured if each.why_not))
        raise ValueError(f"{name} can't be measured here: {why or 'it gave no sample'}")
    tell.progress(1.0, "writing")
    append_history(with_samples, folder)
    tell.part(len(with_samples))
