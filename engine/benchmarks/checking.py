"""Results beside their thresholds: fine, worth a look, or too bad."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.regressions.series import MORE_IS_BETTER
from engine.benchmarks.threshold import Threshold

FINE, WARN, FAIL = "fine", "warn", "fail"


@dataclass(frozen=True)
class Check:
    """One result beside its bar: `worse` is the share by which it is worse, negative where it is better."""

    benchmark: str
    params: Mapping[str, Any]
    unit: str
    value: float
    bar: float
    beside: str
    worse: float
    verdict: str
    threshold: Threshold


def check(benchmark: Benchmark, params: Mapping[str, Any], value: float, bar: float, beside: str) -> Check | None:
    """Judge a result beside a bar; None for a benchmark without a threshold. A bar of 0 is met by 0 alone."""
    threshold = benchmark.threshold
    if threshold is None:
        return None
    worse = worse_by(value, bar, more_is_better=benchmark.unit in MORE_IS_BETTER)
    verdict = FAIL if worse > threshold.fail else WARN if worse > threshold.warn else FINE
    return Check(benchmark.name, params, benchmark.unit, value, bar, beside, worse, verdict, threshold)


def worse_by(value: float, bar: float, *, more_is_better: bool) -> float:
    """The share by which a value is worse than a bar; half the speed is as bad as twice the time."""
    above, below = (bar, value) if more_is_better else (value, bar)
    if below <= 0.0:
        return 0.0 if above <= 0.0 else float("inf")
    return above / below - 1.0


def check_beside(
    head: Sequence[Mapping[str, Any]], base: Sequence[Mapping[str, Any]], benchmarks: Mapping[str, Benchmark]
) -> list[Check]:
    """Rows of one run beside those of another, as `--json` prints them: same benchmark, same parameters."""
    before = {(row["benchmark_name"], case_key(row["params"])): row["value"] for row in base}
    found: list[Check | None] = []
    for row in head:
        benchmark = benchmarks.get(row["benchmark_name"])
        bar = before.get((row["benchmark_name"], case_key(row["params"])))
        if benchmark is not None and bar is not None and row["value"] is not None:
            found.append(check(benchmark, row["params"], row["value"], bar, "base"))
    return in_order(found)


def case_key(params: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """What is equal for equal parameters in whatever order."""
    return frozenset((name, str(value)) for name, value in params.items())


def in_order(found: Iterable[Check | None]) -> list[Check]:
    """What is worst first, and among equals what is critical."""
    rank = {FAIL: 0, WARN: 1, FINE: 2}
    return sorted(
        (each for each in found if each),
        key=lambda each: (rank[each.verdict], not each.threshold.critical, -each.worse),
    )
