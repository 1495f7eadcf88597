"""Places by squares of the lattice, so that the ground of many is made a block at a time."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SQUARE_SHIFT = 6


class Near(NamedTuple):
    """Points of one square: which they are (n,), their lowest corner (i, j), and columns and rows that they span."""

    places: NDArray[np.int64]
    low: tuple[int, int]
    side: tuple[int, int]


def near_each_other(column: NDArray[np.int64], row: NDArray[np.int64]) -> Iterator[Near]:
    """Lattice points (n,), (n,) by squares of 64 x 64, each point in one of them."""
    if not column.size:
        return
    if column.size == 1:  # the most common question, which needs no sorting
        yield Near(np.zeros(1, np.int64), (int(column[0]), int(row[0])), (1, 1))
        return
    squares = np.stack([column >> SQUARE_SHIFT, row >> SQUARE_SHIFT], axis=1)
    _, square, count = np.unique(squares, axis=0, return_inverse=True, return_counts=True)
    order = np.argsort(square.reshape(-1), kind="stable")
    for places in np.split(order, np.cumsum(count)[:-1]):
        i, j = column[places], row[places]
        low = int(i.min()), int(j.min())
        yield Near(places, low, (int(i.max()) - low[0] + 1, int(j.max()) - low[1] + 1))
