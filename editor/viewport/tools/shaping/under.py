"""The ground under the pointer, near and far: where a line of sight meets a landscape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

if TYPE_CHECKING:
    from engine.terrain.landscape import Landscape

REACH_M = 12_000.0
CAREFUL = 0.35
"""A step is this share of the height above the ground: hills steeper than about 70 degrees may be grazed."""
SHORTEST_M, HALVINGS = 0.25, 18
MOST_STEPS = 160


def meet_ground(
    landscape: Landscape, origin: ArrayLike, ray: ArrayLike, reach: float = REACH_M
) -> tuple[float, float, float] | None:
    """Where a line of sight from `origin` (3,) [m] along the unit vector `ray` (3,) meets the ground first.

    None where it meets none within `reach` [m] or only beyond the landscape's bounds, and from below the ground. Steps
    grow with the height above the ground and with the distance, so that a view to the horizon takes few of them;
    halving then finds the place.
    """
    start, along = np.asarray(origin, dtype=np.float64), np.asarray(ray, dtype=np.float64)
    gap = _gap(landscape, start)
    if gap is None or gap < 0.0:
        return None
    low = 0.0
    for _ in range(MOST_STEPS):
        high = low + max(gap * CAREFUL, SHORTEST_M, low * 0.004)
        if high > reach:
            return None
        after = _gap(landscape, start + along * high)
        if after is None:
            return None
        if after < 0.0:
            return _halved(landscape, start, along, low, high)
        low, gap = high, after
    return None


def _halved(
    landscape: Landscape, start: np.ndarray, along: np.ndarray, low: float, high: float
) -> tuple[float, float, float]:
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        gap = _gap(landscape, start + along * middle)
        if gap is not None and gap >= 0.0:
            low = middle
        else:
            high = middle
    x, _, z = (float(value) for value in start + along * low)
    low_x, low_z, high_x, high_z = landscape.bounds
    inside = low_x <= x <= high_x and low_z <= z <= high_z
    return (x, landscape.height_at(x, z), z) if inside else None


def _gap(landscape: Landscape, point: np.ndarray) -> float | None:
    """How far a point is above the ground [m]; None beyond the end of a world. Around a patch its rim goes on."""
    x, y, z = (float(value) for value in point)
    if landscape.kind == "endless" and max(abs(x), abs(z)) > landscape.bounds[2]:
        return None
    return y - landscape.height_at(x, z)
