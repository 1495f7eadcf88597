"""The data file of github-action-benchmark: `window.BENCHMARK_DATA = {...}` or its JSON alone."""

import re
from datetime import UTC, datetime

import msgspec

from engine.benchmarks.history.foreign.row_of import ForeignError, ForeignResult, decoded

TOOL = "github-action-benchmark"
UNITS = {"benchmarkjs": "ops/sec", "pytest": "iter/sec"}
"""Units of tools, where a result names none."""
MORE = {"benchmarkjs": True, "pytest": True, "customBiggerIsBetter": True, "customSmallerIsBetter": False}
"""Whether more is better, of tools that decide it whatever the unit; for the others the unit says it."""


class _Commit(msgspec.Struct):
    id: str | None = None


class _Bench(msgspec.Struct):
    name: str
    value: float
    unit: str = ""
    range: str = ""


class _Run(msgspec.Struct):
    date: float
    benches: list[_Bench]
    commit: _Commit = msgspec.field(default_factory=_Commit)
    tool: str = ""


class _Data(msgspec.Struct):
    entries: dict[str, list[_Run]]


def read(text: str) -> list[ForeignResult]:
    """All results, oldest first. ForeignError says what it lacks."""
    start = text.find("{")
    if start < 0:
        raise ForeignError('holds no object; expected {"entries": ...}')
    data = decoded(text[start:].rstrip().rstrip(";"), _Data)
    found = [
        ForeignResult(
            *(TOOL, bench.name, bench.value, bench.unit or UNITS.get(run.tool, "")),
            _at(run.date),
            params={"suite": suite},
            stddev=_spread(bench.range),
            git_sha=run.commit.id,
            more_is_better=MORE.get(run.tool),
        )
        for suite, runs in data.entries.items()
        for run in runs
        for bench in run.benches
    ]
    return sorted(found, key=lambda each: each.at)


def _at(date: float) -> datetime:
    try:
        return datetime.fromtimestamp(date / 1e3, UTC)
    except (OverflowError, ValueError, OSError):
        raise ForeignError(f"a run has the date {date:g}; expected milliseconds since 1970") from None


def _spread(text: str) -> float | None:
    """The number of a range such as "± 12.5"; None where it is a share or nothing."""
    match = re.fullmatch(r"\s*(?:±|\+/-)?\s*([0-9.]+(?:[eE][-+]?\d+)?)\s*", text)
    return float(match[1]) if match else None
