"""The data file of github-action-benchmark: `window.BENCHMARK_DATA = {...}` or its JSON alone."""

import re
from datetime import UTC, datetime

import msgspec

from engine.benchmarks.history.foreign.row_of import ForeignError, ForeignResult, decoded

TOOL = "github-action-benchmark"
MORE = {"customBiggerIsBetter": "ops/s", "benchmarkjs": "ops/s", "pytest": "iter/s"}
"""Units of tools by which more is better, where a result names none that says so."""


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
            *(TOOL, bench.name, bench.value, bench.unit or MORE.get(run.tool, "")),
            datetime.fromtimestamp(run.date / 1e3, UTC),
            params={"suite": suite},
            stddev=_spread(bench.range),
            git_sha=run.commit.id,
        )
        for suite, runs in data.entries.items()
        for run in runs
        for bench in run.benches
    ]
    return sorted(found, key=lambda each: each.at)


def _spread(text: str) -> float | None:
    """The number of a range such as "± 12.5"; None where it is a share or nothing."""
    match = re.fullmatch(r"\s*(?:±|\+/-)?\s*([0-9.]+(?:[eE][-+]?\d+)?)\s*", text)
    return float(match[1]) if match else None
