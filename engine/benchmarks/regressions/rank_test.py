"""Mann-Whitney's test of the newest values against those before them, at every place of a series at once."""

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


def p_values(values: Floats) -> Floats:
    """(n,) two-sided p of each place's five newest values against the 25 before those; 1 where there are fewer.

    Equal values count as half, and U is rounded towards the middle, so ties never make a change surer.
    """
    found = np.ones(len(values))
    if len(values) < WINDOW:
        return found
    windows = np.lib.stride_tricks.sliding_window_view(values, WINDOW)
    sorted_before = np.sort(windows[:, :BEFORE], axis=1)
    above = np.zeros(len(windows))
    for k in range(RECENT):
        one = windows[:, BEFORE + k, None]
        above += (one > sorted_before).sum(axis=1) + 0.5 * (one == sorted_before).sum(axis=1)
    least = np.ceil(np.minimum(above, RECENT * BEFORE - above)).astype(np.int64)
    found[WINDOW - 1 :] = np.minimum(1.0, 2.0 * distribution(RECENT, BEFORE)[least])
    return found
