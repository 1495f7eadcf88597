"""E-divisive: where a stretch of values falls into two that are distributed differently, by their energy distance.

Matteson and James, "A Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data", 2014, with its
permutation test; distances are to the power of 1.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SHORTEST = 3
"""Fewest values on either side; fewer can't tell a step from a spike."""
SURE = 0.05
"""Greatest p of a cut that is believed."""
BATCH = 25
"""Permutations made at a time: most of what chance does as well shows in the first of them."""


@dataclass(frozen=True)
class Split:
    """The best place to cut: the second part begins at `at`; `p` of a cut as good among values in any order."""

    at: int
    statistic: float
    p: float


def best_split(values: Floats, *, permutations: int = 99, seed: int = 1, give_up: float = SURE) -> Split | None:
    """The cut of (n,) values with the greatest energy statistic, and how likely chance does as well.

    Permutations end early once p can't fall below `give_up` any more; p is then that of those made. None for fewer than
    six values. The same values give the same answer.
    """
    n = len(values)
    if n < 2 * SHORTEST:
        return None
    statistics = _statistics(values, np.arange(n)[None])[0]
    place = int(np.argmax(statistics))
    reached = float(statistics[place])
    orders = _orders(n, permutations, seed)
    made, as_good = 0, 0
    while made < permutations and as_good <= give_up * (permutations + 1):
        batch = orders[made : made + BATCH]
        as_good += int((_statistics(values, batch).max(axis=1) >= reached * (1.0 - 1e-12)).sum())
        made += len(batch)
    return Split(place + SHORTEST, reached, (as_good + 1) / (made + 1))


@lru_cache(maxsize=128)
def _orders(count: int, permutations: int, seed: int) -> NDArray[np.int64]:
    """(permutations, count) orders, the same each time."""
    found = np.argsort(np.random.default_rng(seed).random((permutations, count)), axis=1)
    found.setflags(write=False)
    return found


@lru_cache(maxsize=128)
def _before(count: int) -> Floats:
    """(count, count) ones where the second comes before the first."""
    found = np.tril(np.ones((count, count)), -1)
    found.setflags(write=False)
    return found


def _statistics(values: Floats, orders: NDArray[np.int64]) -> Floats:
    """(k, m) energy statistic of each cut of (k, n) orders of (n,) values.

    Cut j leaves j + 3 values on the left. All sums follow from those of each value to the ones before it in its order.
    """
    n = orders.shape[1]
    ordered = values[orders]
    distances = ordered[:, :, None] - ordered[:, None, :]
    np.abs(distances, out=distances)
    touched = np.cumsum(np.abs(values[:, None] - values).sum(axis=1)[orders], axis=1)
    inside = np.cumsum(np.einsum("kij,ij->ki", distances, _before(n)), axis=1)
    whole = inside[:, -1:]
    left = np.arange(SHORTEST, n - SHORTEST + 1, dtype=np.float64)
    right = n - left
    within_left = inside[:, SHORTEST - 1 : n - SHORTEST]
    between = touched[:, SHORTEST - 1 : n - SHORTEST] - 2.0 * within_left
    within_right = whole - within_left - between
    energy = (
        2.0 * between / (left * right)
        - within_left / (left * (left - 1.0) / 2.0)
        - within_right / (right * (right - 1.0) / 2.0)
    )
    return energy * left * right / n
