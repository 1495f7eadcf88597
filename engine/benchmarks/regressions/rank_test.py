"""Mann-Whitney's test of the newest values against those before them, at every place of a series at once."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RECENT, BEFORE = 5, 25
WINDOW = RECENT + BEFORE
Floats = NDArray[np.float64]


@lru_cache
def distribution(recent: int, before: int) -> Floats:
    """P(U <= u) for u = 0 .. recent * before, when all orders are equally likely.

    Counted by Mann and Whitney's recurrence: the greatest of all values is one of the recent or one of those before.
    "On a Test of Whether one of Two Random Variables is Stochastically Larger than the Other", 1947.
    """
    counts = np.zeros((recent + 1, before + 1, recent * before + 1))
    counts[0, :, 0] = counts[:, 0, 0] = 1.0
    for m in range(1, recent + 1):
        for n in range(1, before + 1):
            counts[m, n] = counts[m, n - 1]
            counts[m, n, n:] += counts[m - 1, n, : recent * before + 1 - n]
    found = np.cumsum(counts[recent, before]) / counts[recent, before].sum()
    found.setflags(write=False)
    return found


def rank_tests(values: Floats) -> Floats:
    """(n - 29,) two-sided p of each place's five newest values against the 25 before those.

    Equal values count as half, and U is rounded towards the middle, so ties never make a change surer.
    """
    n = len(values)
    # Twice how often a value is above the one so many before it, summed over distances: each pair is compared once, and
    # serves the five windows that hold it.
    summed = np.zeros((WINDOW, n), np.int16)
    for back in range(1, WINDOW):
        one, other = values[back:], values[:-back]
        summed[back] = summed[back - 1]
        summed[back, back:] += (one > other).astype(np.int8) + (one >= other)
    twice_above = np.zeros(n - WINDOW + 1, np.int64)
    for k in range(RECENT):
        place = slice(WINDOW - 1 - k, n - k)
        twice_above += summed[WINDOW - 1 - k, place] - summed[RECENT - 1 - k, place]
    least = (np.minimum(twice_above, 2 * RECENT * BEFORE - twice_above) + 1) // 2
    return np.minimum(1.0, 2.0 * distribution(RECENT, BEFORE)[least])


def rank_test(one: Floats, other: Floats) -> float:
    """Two-sided p of (n,) and (m,) values being of one distribution; ties make nothing surer."""
    pairs = len(one) * len(other)
    twice_above = int(np.count_nonzero(other[:, None] > one) + np.count_nonzero(other[:, None] >= one))
    least = (min(twice_above, 2 * pairs - twice_above) + 1) // 2
    return min(1.0, 2.0 * float(distribution(len(one), len(other))[least]))


@dataclass(frozen=True)
class Levels:
    """Of places in a series: the median of the 25 values before, their scatter, and by how much the newest five differ.

    The scatter is the median distance from the median, times what makes it the standard deviation of normal values.
    """

    middle: Floats
    noise: Floats
    difference: Floats


def levels_at(values: Floats, places: NDArray[np.intp]) -> Levels:
    """What lies at places of the tests, the first of which has its newest value at 29."""
    windows = np.lib.stride_tricks.sliding_window_view(values, WINDOW)[places]
    before, recent = windows[:, :BEFORE], windows[:, BEFORE:]
    middle = np.median(before, axis=1)
    noise = 1.4826 * np.median(np.abs(before - middle[:, None]), axis=1)
    return Levels(middle, noise, np.median(recent, axis=1) - middle)
