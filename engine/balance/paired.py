"""Two versions on the same seeds: how much their win rates differ, and whether they do."""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from engine.balance.special import binomial_at_least

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Difference:
    """What another version changes in the win rate, on the same seeds."""

    gained: int
    """Seeds that only the other version wins."""
    lost: int
    """Seeds that only this version wins."""
    runs: int

    @property
    def value(self) -> float:
        """The other version's win rate less this one's; 0 without a run."""
        return (self.gained - self.lost) / self.runs if self.runs else 0.0

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """The interval of the change of the win rate; all of -1 to 1 without a run. See `tango`."""
        return tango(self.gained, self.lost, self.runs, confidence)

    @property
    def p_value(self) -> float:
        """How likely a change at least as lopsided is where both versions win as often. See `mcnemar`."""
        return mcnemar(self.gained, self.lost)


def difference(before: Flags, after: Flags) -> Difference:
    """The change from one version to another; `before` and `after` (n,) say which of the same seeds were won.

    Raises:
        ValueError: They are not of the same seeds: their lengths differ.
    """
    if before.shape != after.shape:
        raise ValueError(f"{len(before)} runs are compared with {len(after)}; expected the same seeds on both sides.")
    return Difference(int((after & ~before).sum()), int((before & ~after).sum()), len(before))


def mcnemar(gained: int, lost: int) -> float:
    """The exact p value, two-sided, of McNemar's test: only seeds that end differently count, each a fair coin's throw.

    Q. McNemar, "Note on the sampling error of the difference between correlated proportions", Psychometrika 12 (1947).
    """
    both = gained + lost
    return min(1.0, 2.0 * binomial_at_least(max(gained, lost), both, 0.5)) if both else 1.0


def tango(gained: int, lost: int, runs: int, confidence: float = 0.95) -> tuple[float, float]:
    """The score interval of a paired difference of shares; it stays honest at the high confidence that many bars need.

    T. Tango, "Equivalence test and confidence interval for the difference in proportions for the paired-sample
    design", Statistics in Medicine 17 (1998).

    Raises:
        ValueError: More seeds end differently than there are.
    """
    if gained < 0 or lost < 0 or gained + lost > runs:
        raise ValueError(f"{gained} seeds gained and {lost} lost of {runs}; expected no more than there are.")
    if not runs:
        return -1.0, 1.0
    z = NormalDist().inv_cdf(0.5 + confidence / 2.0)
    return -_highest(lost, gained, runs, z), _highest(gained, lost, runs, z)


def _highest(gained: int, lost: int, runs: int, z: float) -> float:
    """The greatest difference whose score lies `z` standard errors or less below what was seen."""
    low, high = (gained - lost) / runs, 1.0
    for _ in range(50):
        middle = (low + high) / 2.0
        if _score(gained, lost, runs, middle) > -z:
            low = middle
        else:
            high = middle
    return high


def _score(gained: int, lost: int, runs: int, true: float) -> float:
    """How many standard errors the seen difference lies above a true one."""
    a = 2.0 * runs
    b = -gained - lost + (2.0 * runs - gained + lost) * true
    c = -lost * true * (1.0 - true)
    share = (math.sqrt(max(b * b - 4.0 * a * c, 0.0)) - b) / (2.0 * a)
    variance = runs * (2.0 * share + true * (1.0 - true))
    above = gained - lost - runs * true
    if variance <= 0.0:
        return math.copysign(math.inf, above) if above else 0.0
    return above / math.sqrt(variance)
