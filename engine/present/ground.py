"""Heights of the ground that a picture shows, for things that stand on it or hang over it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.present.draw_list import Ground


def height_at(ground: Ground | None, x: ArrayLike, z: ArrayLike) -> NDArray[np.float64]:
    """Height [m] at (x, z) [m]: bilinear between samples, beyond the field that of its edge; 0 without ground."""
    x, z = np.asarray(x, dtype=np.float64), np.asarray(z, dtype=np.float64)
    if ground is None:
        return np.zeros(np.broadcast(x, z).shape)
    heights = ground.heights
    rows, columns = heights.shape
    column = np.clip((x - ground.origin[0]) / ground.cell, 0.0, columns - 1.0)
    row = np.clip((z - ground.origin[1]) / ground.cell, 0.0, rows - 1.0)
    left = np.minimum(column.astype(np.int64), max(columns - 2, 0))
    top = np.minimum(row.astype(np.int64), max(rows - 2, 0))
    u, v = column - left, row - top
    right, bottom = np.minimum(left + 1, columns - 1), np.minimum(top + 1, rows - 1)
    near = heights[top, left] * (1.0 - u) + heights[top, right] * u
    far = heights[bottom, left] * (1.0 - u) + heights[bottom, right] * u
    return near * (1.0 - v) + far * v


def height_under(ground: Ground | None, x: float, z: float) -> float:
    """`height_at` for one place, with the same bits: a scene asks for thousands of them, one after the other."""
    if ground is None:
        return 0.0
    heights = ground.heights
    rows, columns = heights.shape
    column = min(max((x - ground.origin[0]) / ground.cell, 0.0), columns - 1.0)
    row = min(max((z - ground.origin[1]) / ground.cell, 0.0), rows - 1.0)
    left, top = min(int(column), max(columns - 2, 0)), min(int(row), max(rows - 2, 0))
    u, v = column - left, row - top
    right, bottom = min(left + 1, columns - 1), min(top + 1, rows - 1)
    near = heights.item(top, left) * (1.0 - u) + heights.item(top, right) * u
    far = heights.item(bottom, left) * (1.0 - u) + heights.item(bottom, right) * u
    return float(near * (1.0 - v) + far * v)


def hit_ground(
    ground: Ground | None, origin: ArrayLike, ray: ArrayLike, reach: float = 400.0
) -> tuple[float, float, float] | None:
    """Where a ray from `origin` (3,) along the unit vector `ray` (3,) meets the ground; None within `reach` [m]."""
    start, along = np.asarray(origin, dtype=np.float64), np.asarray(ray, dtype=np.float64)
    distance = np.concatenate([np.linspace(0.0, 60.0, 241), np.linspace(61.0, reach, 200)])
    points = start + distance[:, None] * along
    above = points[:, 1] - height_at(ground, points[:, 0], points[:, 2])
    crossing = np.flatnonzero((above[:-1] >= 0.0) & (above[1:] < 0.0))
    if not len(crossing):
        return None
    low, high = distance[crossing[0]], distance[crossing[0] + 1]
    for _ in range(24):
        middle = (low + high) * 0.5
        point = start + middle * along
        if point[1] >= float(height_at(ground, point[0], point[2])):
            low = middle
        else:
            high = middle
    point = start + high * along
    return (float(point[0]), float(height_at(ground, point[0], point[2])), float(point[2]))
