"""How often intervals cover a true win rate, reckoned from the chances of every count; nothing is drawn at random."""

from collections.abc import Callable, Sequence
from functools import cache
from math import lgamma

import numpy as np
from numpy.typing import NDArray

from engine.balance.intervals import LOOKS

Floats = NDArray[np.float64]
RATES = np.unique(np.concatenate(([0.0005, 0.001, 0.002, 0.003, 0.997, 0.998, 0.999], np.linspace(0.005, 0.995, 199))))


@cache
def chances(runs: int) -> Floats:
    """The chance of each count of wins (columns) at each true rate (rows)."""
    logs = np.array([lgamma(k + 1) for k in range(runs + 1)])
    wins = np.arange(runs + 1)
    ways = logs[runs] - logs - logs[::-1]
    return np.exp(ways + np.outer(np.log(RATES), wins) + np.outer(np.log1p(-RATES), runs - wins))


def covered(runs: int, interval: Callable[[int, int], tuple[float, float]]) -> NDArray[np.bool_]:
    """Whether the interval of each count (columns) covers each true rate (rows)."""
    bounds = np.array([interval(wins, runs) for wins in range(runs + 1)])
    return (bounds[:, 0] <= RATES[:, None]) & (RATES[:, None] <= bounds[:, 1])


def coverage(runs: int, interval: Callable[[int, int], tuple[float, float]]) -> Floats:
    """How often an interval covers each true rate."""
    return (chances(runs) * covered(runs, interval)).sum(axis=1)


def coverage_while_growing(intervals: Sequence[Callable[[int, int], tuple[float, float]]]) -> list[Floats]:
    """How often the intervals of all looks so far cover each true rate, for each of the badge's looks.

    Only who is still covered goes on to the next look, with the wins so far.
    """
    found: list[Floats] = []
    there, before = np.ones((len(RATES), 1)), 0
    for runs, interval in zip(LOOKS, intervals, strict=True):
        more = chances(runs - before)
        there = np.array([np.convolve(row, chance) for row, chance in zip(there, more, strict=True)])
        there = there * covered(runs, interval)
        found.append(there.sum(axis=1))
        before = runs
    return found


def is_calibrated(coverages: Floats) -> bool:
    """93 to 97 % on average over win rates, and at no rate under 90 %."""
    return 0.93 <= float(coverages.mean()) <= 0.97 and float(coverages.min()) >= 0.90
