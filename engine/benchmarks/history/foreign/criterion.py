"""The output folder of Criterion, `target/criterion`: of each benchmark the new run and the one before."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np

from engine.benchmarks.history.foreign.row_of import ForeignError, ForeignResult, decoded

TOOL = "criterion"
RUNS = ("base", "new")
"""Criterion keeps the run before as `base`; where that is the new one itself, it counts once."""


class _Estimate(msgspec.Struct):
    point_estimate: float


class _Estimates(msgspec.Struct):
    median: _Estimate


class _About(msgspec.Struct):
    full_id: str = ""


class _Sample(msgspec.Struct):
    iters: list[float] = []
    times: list[float] = []


def read(folder: Path) -> list[ForeignResult]:
    """All results below a folder, oldest first, in ns. ForeignError where it holds none, or one can't be read."""
    found: dict[tuple[str, float], ForeignResult] = {}
    for path in sorted(folder.rglob("estimates.json")):
        if path.parent.name not in RUNS:
            continue
        try:
            result = _result(path)
        except ForeignError as error:
            raise ForeignError(f"{path.parent}: {error}") from None
        found.setdefault((result.name, result.value), result)
    if not found:
        raise ForeignError(f"{folder} holds no estimates.json of Criterion; expected a folder such as target/criterion")
    return sorted(found.values(), key=lambda each: each.at)


def _result(path: Path) -> ForeignResult:
    estimates = decoded(path.read_bytes(), _Estimates)
    about, sample = _About(), _Sample()
    if path.with_name("benchmark.json").is_file():
        about = decoded(path.with_name("benchmark.json").read_bytes(), _About)
    if path.with_name("sample.json").is_file():
        sample = decoded(path.with_name("sample.json").read_bytes(), _Sample)
    stddev, samples = None, 1
    if sample.times and len(sample.times) == len(sample.iters):
        single = np.array(sample.times) / np.maximum(np.array(sample.iters), 1.0)
        stddev, samples = float(np.std(single)), len(single)
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    name = about.full_id or path.parent.parent.name
    return ForeignResult(TOOL, name, estimates.median.point_estimate, "ns", at, stddev=stddev, samples=samples)
