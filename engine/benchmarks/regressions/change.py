"""One change of a series: where it is, and what it is between."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Change:
    """A step in a series: the first value after it, as a place in the series, and what it is between.

    `size` is the relative change of the median, infinite from a level of 0; `p` is that of the rank test, `split_p`
    that of E-divisive, and `seen` the place of the value that made it sure. `first_bad` are the places that may be the
    first of the new level. Of a drift `at` is the first of the values that showed it, and `begun` the last before it.
    """

    at: int
    seen: int
    size: float
    before: float
    after: float
    p: float
    split_p: float
    begun: int | None = None

    @property
    def first_bad(self) -> tuple[int, int]:
        """Where the new level begins, give or take one run."""
        return max(0, self.at - 1), self.at + 1

    @property
    def last_good(self) -> int:
        """The place of the last value before it: right before a step, well before what a drift arrived at."""
        return self.at - 1 if self.begun is None else self.begun


def relative(before: float, after: float) -> float:
    """By what share of itself a level changes; infinite from 0."""
    if before == after:
        return 0.0
    return float(np.copysign(np.inf, after)) if before == 0.0 else (after - before) / abs(before)
