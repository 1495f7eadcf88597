"""How steeply a series grows, by a line that single outliers do not tilt."""

from collections.abc import Sequence

import numpy as np


def theil_sen(times: Sequence[float], values: Sequence[float]) -> float | None:
    """The median slope of all pairs of points, in units of `values` per unit of `times`; None for fewer than two times.

    Source: H. Theil, "A rank-invariant method of linear and polynomial regression analysis" (1950); P. K. Sen,
    "Estimates of the regression coefficient based on Kendall's tau" (1968).
    """
    if len(times) != len(values):
        raise ValueError(f"{len(times)} times and {len(values)} values; expected as many of both")
    x, y = np.asarray(times, np.float64), np.asarray(values, np.float64)
    first, second = np.triu_indices(len(x), 1)
    run = x[second] - x[first]
    apart = run != 0.0
    return float(np.median((y[second] - y[first])[apart] / run[apart])) if apart.any() else None
