"""Heat maps: how often something happened in each square of the ground."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.play.playtest.outcomes import Death

CELL_M, MOST_CELLS = 2.0, 64
"""Side of a square, and squares along a side at most: farther apart, they grow."""


def heat_of(deaths: Sequence[Death]) -> dict[str, Any] | None:
    """Counts by squares: `counts[row][column]` from (`x`, `z`) on, columns along +x, rows along +z; None of nothing.

    A death at a place that is no number counts nowhere.
    """
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
    counts = np.zeros((spans[1], spans[0]), int)
    np.add.at(counts, (at[:, 1], at[:, 0]), 1)
    x, z = (low * cell).tolist()
    return {"cell_m": cell, "x": x, "z": z, "counts": counts.tolist(), "total": len(places)}
