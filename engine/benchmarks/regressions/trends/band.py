"""The course of a series: its running median with a confidence interval, never across a change."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import comb

import numpy as np

from engine.benchmarks.regressions.rank_test import Floats

NEIGHBOURS = 11
"""Runs whose median is the course at the one in their middle."""
SURE = 0.95
FEWEST = 6
"""Below so many runs no two of them hold the median with 95 %."""


@dataclass(frozen=True)
class Band:
    """(n,) running medians and the interval that holds each with 95 %; the interval is NaN where runs are too few."""

    middle: Floats
    low: Floats
    high: Floats


def band_of(values: Floats, changes: Sequence[int] = ()) -> Band:
    """The course of (n,) values that are cut at the places of changes.

    The interval lies between two of the eleven values themselves, so it holds for any distribution of independent runs.
    """
    band = Band(*(np.full(len(values), np.nan) for _ in range(3)))
    edges = [0, *sorted(changes), len(values)]
    for start, end in pairwise(edges):
        _fill(band, values, start, end)
    return band


def _fill(band: Band, values: Floats, start: int, end: int) -> None:
    count = end - start
    width = min(NEIGHBOURS, count)
    if not width:
        return
    windows = np.sort(np.lib.stride_tricks.sliding_window_view(values[start:end], width), axis=1)
    # At the ends of a stretch the window stays inside it, and several runs share one.
    window = np.clip(np.arange(count) - width // 2, 0, count - width)
    band.middle[start:end] = np.median(windows, axis=1)[window]
    if width >= FEWEST:
        outside = values_outside(width)
        band.low[start:end] = windows[window, outside]
        band.high[start:end] = windows[window, width - 1 - outside]


@lru_cache
def values_outside(count: int) -> int:
    """How many of `count` sorted values may be left off at each end so that the rest holds the median with 95 %."""
    off, tail = 0, 1
    while 1.0 - 2.0 * (tail + comb(count, off + 1)) / 2.0**count >= SURE:
        off += 1
        tail += comb(count, off)
    return off
