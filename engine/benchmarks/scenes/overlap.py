"""How deep circles overlap: what a crowd's speed has to be read beside."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

# A cell and half of its neighbours: every pair is met once.
_BESIDE = ((0, 0), (1, 0), (-1, 1), (0, 1), (1, 1))


def overlap_depths(places: NDArray[Any], radius: float) -> NDArray[np.float64]:
    """Depth [m] of every pair of circles of `radius` [m] at `places` (n, 2) [m] that overlap, in no set order."""
    if len(places) < 2:
        return np.zeros(0)
    at = places.astype(np.float64)
    cell = np.floor((at - at.min(axis=0)) / (2 * radius)).astype(np.int64) + 1  # a rim of empty cells all round
    columns, rows = (int(n) + 2 for n in cell.max(axis=0))
    key = cell[:, 1] * columns + cell[:, 0]
    order = np.argsort(key, kind="stable")
    at, key = at[order], key[order]
    start = np.concatenate([[0], np.cumsum(np.bincount(key, minlength=columns * rows))])
    found: list[NDArray[np.float64]] = []
    for right, ahead in _BESIDE:
        beside = key + ahead * columns + right
        first = start[beside]
        if (right, ahead) == (0, 0):
            first = np.arange(len(key)) + 1  # those behind it in its own cell
        count = start[beside + 1] - first
        mine = np.repeat(np.arange(len(key)), count)
        other = np.arange(len(mine)) - np.repeat(np.cumsum(count) - count, count) + first[mine]
        depth = 2 * radius - np.hypot(*(at[mine] - at[other]).T)
        found.append(depth[depth > 0])
    return np.concatenate(found)


def overlap_cm(places: NDArray[Any], radius: float) -> tuple[float, float]:
    """(mean, 99th percentile) depth [cm] of the pairs that overlap; zeros when none does."""
    depths = overlap_depths(places, radius)
    return (100 * float(depths.mean()), 100 * float(np.percentile(depths, 99))) if len(depths) else (0.0, 0.0)
