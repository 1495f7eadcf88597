"""A suite that pyperf wrote as JSON: a result for each benchmark, from all its runs."""

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec
import numpy as np

from engine.benchmarks.history.foreign.row_of import ForeignError, ForeignResult, decoded

TOOL = "pyperf"
UNITS = {"second": ("s", 1.0), "byte": ("MB", 1e-6), "integer": ("", 1.0)}


class _About(msgspec.Struct):
    """What pyperf tells of a suite, a benchmark or a run; the narrower one goes before the wider."""

    name: str = ""
    unit: str = ""
    date: str = ""
    cpu_model_name: str = ""
    hostname: str = ""
    python_version: str = ""


class _Run(msgspec.Struct):
    values: list[float] = []
    metadata: _About = msgspec.field(default_factory=_About)


class _Bench(msgspec.Struct):
    runs: list[_Run]
    metadata: _About = msgspec.field(default_factory=_About)


class _Suite(msgspec.Struct):
    benchmarks: list[_Bench]
    metadata: _About = msgspec.field(default_factory=_About)


def read(text: str) -> list[ForeignResult]:
    """A result of each benchmark of the suite: the median of all values. ForeignError says what it lacks."""
    suite = decoded(text, _Suite)
    found: list[ForeignResult] = []
    for place, bench in enumerate(suite.benchmarks):
        told = [*(run.metadata for run in bench.runs[:1]), bench.metadata, suite.metadata]
        name = _first(about.name for about in told) or f"benchmark {place + 1}"
        values = [value for run in bench.runs for value in run.values]
        if not values:
            continue
        unit, scale = UNITS.get(_first(about.unit for about in told) or "second", ("", 1.0))
        samples = np.array(values) * scale
        found.append(
            ForeignResult(
                *(TOOL, name, float(np.median(samples)), unit, _date(_first(about.date for about in told), name)),
                stddev=float(np.std(samples)),
                samples=len(samples),
                machine=_first(about.cpu_model_name or about.hostname for about in told),
                python=_first(about.python_version for about in told).split(" ", maxsplit=1)[0],
            )
        )
    return sorted(found, key=lambda each: each.at)


def _first(words: Iterable[str]) -> str:
    return next((word for word in words if word), "")


def _date(text: str, name: str) -> datetime:
    """Local time, as pyperf writes it."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        raise ForeignError(f"{name}: its date is {text!r}; expected one such as 2026-11-27 10:15:00") from None
