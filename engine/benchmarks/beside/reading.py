"""Reads a history and hands it over series by series, so that nobody who takes it in is held for long."""

import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.benchmarks.benchmark import Benchmark, Case
from engine.benchmarks.beside.course import course_of
from engine.benchmarks.beside.teller import Teller
from engine.benchmarks.history.places import HISTORY
from engine.benchmarks.history.reading import History, read_history
from engine.benchmarks.regressions.trends.trend import trends_of
from engine.benchmarks.threshold import Baseline, Threshold
from engine.benchmarks.thresholds_file import shipped_text

MOST_ASIDE = 500


@dataclass(frozen=True)
class Head:
    """What is told first of a history: its rows and series, and the names of what this program can measure.

    `aside` has file, line and reason of the first 500 lines that could not be used.
    """

    rows: int
    series: int
    aside_count: int
    aside: tuple[tuple[str, int, str], ...]
    known: frozenset[str]


def hand_over(tell: Teller, path: Path) -> None:
    """Hand over the Head of the history at `path`, then a Course for each series. OSError when it can't be read."""
    tell.progress(None, "reading")
    history = read_file(path)
    benchmarks = shipped_benchmarks()
    aside = tuple((each.file, each.line, each.reason) for each in history.set_aside[:MOST_ASIDE])
    trends = trends_of(history.rows, benchmarks)
    known = frozenset(benchmarks)
    tell.part(Head(len(history.rows), len(trends), len(history.set_aside), aside, known))
    for number, trend in enumerate(trends, 1):
        tell.part(course_of(trend))
        tell.progress(number / len(trends), f"{number} of {len(trends)}")


def read_file(path: Path) -> History:
    """The history that a file belongs to, with its packed months; one that is called otherwise is read alone."""
    if path.name == HISTORY:
        return read_history(path.parent)
    with tempfile.TemporaryDirectory(prefix="astraweave-history-") as folder:
        shutil.copyfile(path, Path(folder) / HISTORY)
        return read_history(Path(folder))


def shipped_benchmarks() -> dict[str, Benchmark]:
    """Every benchmark as far as its threshold tells of it: to import them all takes seconds."""
    return {name: _known(name, entry) for name, entry in tomllib.loads(shipped_text()).items()}


def _known(name: str, entry: Mapping[str, Any]) -> Benchmark:
    bases = tuple(Baseline(each["value"], each["case"], each["hardware_id"]) for each in entry.get("baselines", ()))
    limit = Threshold(entry["why"], entry["warn"], entry["fail"], entry["critical"], bases)
    return Benchmark(name, entry["unit"], ({},), _not_loaded, 0.0, 0, threshold=limit)


def _not_loaded(**_params: object) -> Case:
    raise LookupError("only its threshold is known here; find_all() loads what measures it")
