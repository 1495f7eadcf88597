"""Whether one of two commits is slower, judged by turns that were taken one right after the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import comb
from typing import Any

import numpy as np

from engine.benchmarks.regressions.analysis import ALERT_ABOVE
from engine.benchmarks.regressions.series import MORE_IS_BETTER
from engine.benchmarks.verifying.turns import Pairs

SURE = 0.995
SLOWER, FASTER, SAME = "slower", "faster", "no difference"
LEAST = 0.03
"""Smaller differences are told as none: two builds of the same program differ by as much."""
FEWEST = 10
"""Below nine turns even the widest interval holds the median less surely than that; one is to spare."""


@dataclass(frozen=True)
class Verdict:
    """One case: medians of either commit over all turns, how many times as much the head takes, and the interval of it.

    `ratio` is above 1 where the head is worse, also where more is better; `low` to `high` holds it with 99.5 %.
    """

    benchmark: str
    params: Mapping[str, Any]
    unit: str
    base: float
    head: float
    ratio: float
    low: float
    high: float
    turns: int

    @property
    def says(self) -> str:
        """slower, faster or no difference."""
        if self.low > 1.0 and self.ratio > 1.0 + LEAST:
            return SLOWER
        return FASTER if self.high < 1.0 and self.ratio < 1.0 - LEAST else SAME

    @property
    def confirms(self) -> bool:
        """Whether it is slower by so much that somebody is told."""
        return self.says == SLOWER and self.ratio - 1.0 > ALERT_ABOVE


def verdict(pairs: Pairs) -> Verdict | None:
    """What the pairs of a case say; None where a result is 0 or less, of which there are no ratios."""
    base, head = np.array(pairs.base, np.float64), np.array(pairs.head, np.float64)
    if not ((base > 0.0).all() and (head > 0.0).all()):
        return None
    ratios = np.sort(base / head if pairs.unit in MORE_IS_BETTER else head / base)
    out = left_out(len(ratios))
    numbers = (float(np.median(ratios)), float(ratios[out]), float(ratios[-1 - out]), len(ratios))
    return Verdict(pairs.benchmark, pairs.params, pairs.unit, float(np.median(base)), float(np.median(head)), *numbers)


def left_out(turns: int) -> int:
    """How many of the smallest and of the greatest of so many ratios lie outside the interval of their median.

    The median of all is below the k-th smallest with P(Binomial(n, 1/2) < k): the interval of the sign test.
    """
    outside, found = 0.0, 0
    for k in range(turns // 2):
        outside += 2.0 * comb(turns, k) / 2.0**turns
        if outside > 1.0 - SURE:
            break
        found = k
    return found
