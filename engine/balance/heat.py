"""Heat maps: how often something happened in each square of the ground."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.play.playtest.outcomes import Death

CELL_M, MOST_CELLS = 2.0, 64
"""Side of a square, and squares along a side at most: farther apart, they grow."""


@dataclass(frozen=True, eq=False)
class Heat:
    """Counts by squares: `counts` (rows, columns) from (`x`, `z`) [m] on, columns along +x, rows along +z."""

    cell_m: float
    x: float
    z: float
    counts: NDArray[np.int64]

    @property
    def total(self) -> int:
        """All that was counted."""
        return int(self.counts.sum())


def heat_map(deaths: Sequence[Death]) -> Heat | None:
    """How many fell in each square; None of nothing. A death at a place that is no number counts nowhere."""
    places = np.array([(death.x, death.z) for death in deaths], np.float64).reshape(-1, 2)
    places = places[np.isfinite(places).all(axis=1)]
    if not len(places):
        return None
    cell = CELL_M
    while True:
        low = np.floor(places.min(axis=0) / cell)
        spans = (np.floor(places.max(axis=0) / cell) - low + 1).astype(int)
        if spans.max() <= MOST_CELLS:
            break
        cell *= 2.0
    at = (np.floor(places / cell) - low).astype(int)
    counts = np.zeros((spans[1], spans[0]), np.int64)
    np.add.at(counts, (at[:, 1], at[:, 0]), 1)
    x, z = (low * cell).tolist()
    return Heat(cell, x, z, counts)


def heat_of(deaths: Sequence[Death]) -> dict[str, Any] | None:
    """The same as plain data for a report."""
    heat = heat_map(deaths)
    if heat is None:
        return None
    return {"cell_m": heat.cell_m, "x": heat.x, "z": heat.z, "counts": heat.counts.tolist(), "total": heat.total}
