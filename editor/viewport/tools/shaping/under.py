"""The ground under the pointer, near and far: where a line of sight meets a landscape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

if TYPE_CHECKING:
    from engine.terrain.landscape import Landscape

REACH_M = 12_000.0
STEEPEST = 1.5
"""The tangent that slopes are taken to have at most: no hill of that steepness is stepped over."""
SHORTEST_M, MOST_STEPS = 0.25, 200
PROBES, CLOSE_M = 13, 1e-3
"""So many places between two distances are asked for at once, until they lie this near each other [m]."""


def meet_ground(
    landscape: Landscape, origin: ArrayLike, ray: ArrayLike, reach: float = REACH_M
) -> tuple[float, float, float] | None:
    """Where a line of sight from `origin` (3,) [m] along the unit vector `ray` (3,) meets the ground first.

    None where it meets none within `reach` [m] or only beyond the landscape's bounds, and from below the ground. Steps
    are as long as the height above the ground allows, and longer far away, so that a view to the horizon takes few of
    them.
    """
    start, along = np.asarray(origin, dtype=np.float64), np.asarray(ray, dtype=np.float64)
    gap = _gap(landscape, start)
    if gap is None or gap < 0.0:
        return None
    low = 0.0
    closing = float(-along[1] + STEEPEST * np.hypot(along[0], along[2]))
    if closing <= 0.0:
        return None
    for _ in range(MOST_STEPS):
        high = low + max(gap / closing, SHORTEST_M, low * 0.004)
        if high > reach:
            return None
        after = _gap(landscape, start + along * high)
        if after is None:
            return None
        if after < 0.0:
            return _narrowed(landscape, start, along, low, high)
        low, gap = high, after
    return None


def _narrowed(
    landscape: Landscape, start: np.ndarray, along: np.ndarray, low: float, high: float
) -> tuple[float, float, float] | None:
    """The place between two distances, of which the first is above the ground and the second below."""
    while high - low > CLOSE_M:
        distance = np.linspace(low, high, PROBES)
        points = start + distance[:, None] * along
        below = points[:, 1] < landscape.heights_at(points[:, 0], points[:, 2])
        first = int(np.argmax(below[1:-1])) + 1 if below[1:-1].any() else PROBES - 1
        low, high = float(distance[first - 1]), float(distance[first])
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
