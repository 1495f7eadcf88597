"""The newest rows of a history beside their bars: the baseline of their machine, else their own runs before."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.checking import FINE, Check, check, in_order
from engine.benchmarks.regressions.noise import noise_of
from engine.benchmarks.regressions.series import Series

BASELINE, BEFORE = "baseline", "runs before"
NEWEST, MOST_BEFORE, FEWEST_BEFORE = 3, 25, 8
"""The median of so many newest runs is compared with that of so many before them, at the least and at the most."""
LATELY = timedelta(days=7)
"""What was not measured for longer than that before the newest row is no result of now."""


@dataclass(frozen=True)
class Judged:
    """What could be judged, and of how many cases not, by the reason."""

    checks: list[Check]
    left_out: Mapping[str, int]

    @property
    def says(self) -> str:
        """One sentence of what was judged by what, and of what was not and why."""
        by = Counter(each.beside for each in self.checks)
        judged = " and ".join(
            words
            for words in (
                f"{by[BASELINE]} by the baseline of their machine" if by[BASELINE] else "",
                f"{by[BEFORE]} by their own runs before" if by[BEFORE] else "",
            )
            if words
        )
        count = len(self.checks) + sum(self.left_out.values())
        said = f"Of {count} cases {len(self.checks)} are judged{': ' if judged else ''}{judged}."
        more = ", ".join(f"{number} {why}" for why, number in self.left_out.items())
        return f"{said} Not judged: {more}." if more else said


def check_newest(series: Iterable[Series], benchmarks: Mapping[str, Benchmark]) -> Judged:
    """Each series' newest clean row beside the baseline of its case on its machine, else its level beside that before.

    A level is the median of the newest three runs, so that a spike of one fails nobody, and it fails only where it is
    worse by more than this series' scatter lets one see.
    """
    found: list[Check] = []
    left_out: Counter[str] = Counter()
    all_of_them = list(series)
    newest = max((each.rows[-1].timestamp for each in all_of_them), default=None)
    for each in all_of_them:
        benchmark = benchmarks.get(each.name)
        told: Check | str | None
        if benchmark is None or benchmark.threshold is None:
            told = "are of no benchmark of this program"
        elif not each.judged:
            told = "have no run of a clean tree"
        elif newest is not None and each.judged[-1].timestamp < newest - LATELY:
            told = f"were not measured in the last {LATELY.days} days on their machine"
        else:
            told = _by_baseline(each, benchmark) or _by_runs_before(each, benchmark)
        if isinstance(told, Check):
            found.append(told)
        else:
            left_out[told] += 1
    return Judged(in_order(found), left_out)


def _by_baseline(series: Series, benchmark: Benchmark) -> Check | None:
    row = series.judged[-1]
    assert benchmark.threshold is not None
    base = benchmark.threshold.baseline_of(row.params_of(), row.hardware_id)
    return check(benchmark, row.params_of(), row.value, base.value, BASELINE) if base is not None else None


def _by_runs_before(series: Series, benchmark: Benchmark) -> Check | str:
    before, now = series.values[:-NEWEST][-MOST_BEFORE:], series.values[-NEWEST:]
    if len(before) < FEWEST_BEFORE:
        return f"have fewer than {NEWEST + FEWEST_BEFORE} runs on their machine"
    params = series.judged[-1].params_of()
    found = check(benchmark, params, float(np.median(now)), float(np.median(before)), BEFORE)
    assert found is not None
    noise = noise_of(before)
    seen = noise.detectable if noise is not None else 0.0
    return replace(found, verdict=FINE) if found.worse <= seen else found
