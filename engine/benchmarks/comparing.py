"""A run beside one that was kept: the ratio of medians of each case, and what the scatter of both leaves open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, hypot, log, sqrt
from typing import Any

from engine.benchmarks.checking import case_key
from engine.benchmarks.regressions.series import MORE_IS_BETTER
from engine.benchmarks.regressions.trends.band import FEWEST, values_outside

FASTER, SLOWER, SAME, UNSURE = "better", "worse", "no difference", "too few samples"
LARGE = 500
"""Above so many samples the normal distribution says how many lie outside the interval."""


@dataclass(frozen=True)
class Beside:
    """A case beside its base: `ratio` is above 1 where it is worse now, also where more is better.

    `low` to `high` holds the ratio with 95 %, of what scatters within the two runs; None where one has too few samples.
    """

    base: float
    ratio: float
    low: float | None
    high: float | None

    @property
    def says(self) -> str:
        """better, worse, no difference, or that there are too few samples to say."""
        if self.low is None or self.high is None:
            return UNSURE
        return SLOWER if self.low > 1.0 else FASTER if self.high < 1.0 else SAME


def interval_of(samples: Sequence[float]) -> tuple[float, float] | None:
    """Two of the samples between which their true median lies with 95 %, whatever they scatter like; None below six."""
    count = len(samples)
    if count < FEWEST:
        return None
    off = values_outside(count) if count <= LARGE else int((count - 1.96 * sqrt(count)) / 2.0)
    found = sorted(samples)
    return found[off], found[count - 1 - off]


def beside(row: Mapping[str, Any], base: Mapping[str, Any]) -> Beside | None:
    """A row of `--json` beside that of its base; None where one has no result, or they can't be divided."""
    now, before = row["value"], base["value"]
    if now is None or before is None or now <= 0.0 or before <= 0.0 or row["unit"] != base["unit"]:
        return None
    above, below = (base, row) if row["unit"] in MORE_IS_BETTER else (row, base)
    ratio = above["value"] / below["value"]
    one, other = _distances(above), _distances(below)
    if one is None or other is None:
        return Beside(before, ratio, None, None)
    return Beside(before, ratio, ratio * exp(-hypot(one[0], other[1])), ratio * exp(hypot(one[1], other[0])))


def find_base(row: Mapping[str, Any], base: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The row of the same benchmark and the same parameters."""
    wanted = row["benchmark_name"], case_key(row["params"])
    return next((each for each in base if (each["benchmark_name"], case_key(each["params"])) == wanted), None)


def _distances(row: Mapping[str, Any]) -> tuple[float, float] | None:
    """How far down and up, as logarithms, the interval of a row's median reaches."""
    low, high, value = row.get("low"), row.get("high"), row["value"]
    if not low or not high or low <= 0.0:
        return None
    return log(value / low), log(high / value)
