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


@dataclass(frozen=True)
class RankTests:
    """Of each place with thirty values up to it, in order: the test's p, and by how much the two medians differ."""

    p: Floats
    middle: Floats
    difference: Floats


def compare_ranks(values: Floats) -> RankTests:
    """(n - 29,) two-sided p of each place's five newest values against the 25 before those, and what lies between.

    Equal values count as half, and U is rounded towards the middle, so ties never make a change surer.
    """
    windows = np.lib.stride_tricks.sliding_window_view(values, WINDOW)
    before, recent = windows[:, :BEFORE], windows[:, BEFORE:]
    twice_above = np.zeros(len(windows), np.int64)
    for k in range(RECENT):
        one = recent[:, k, None]
        twice_above += np.count_nonzero(one > before, axis=1) + np.count_nonzero(one >= before, axis=1)
    least = (np.minimum(twice_above, 2 * RECENT * BEFORE - twice_above) + 1) // 2
    middle = np.partition(before, BEFORE // 2, axis=1)[:, BEFORE // 2]
    newest = np.partition(recent, RECENT // 2, axis=1)[:, RECENT // 2]
    return RankTests(np.minimum(1.0, 2.0 * distribution(RECENT, BEFORE)[least]), middle, np.abs(newest - middle))
