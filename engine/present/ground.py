"""Heights of the ground that a picture shows, for things that stand on it or hang over it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.present.draw_list import Ground, HeightSource

F64 = NDArray[np.float64]


FARTHEST_M = 8000.0
"""How far a ray looks for endless ground [m]."""


def height_at(ground: Ground | None, x: ArrayLike, z: ArrayLike) -> NDArray[np.float64]:
    """Height [m] at (x, z) [m]: bilinear between samples, beyond the field that of its edge; 0 without ground.

    Around a window on endless ground: that of the ground itself.
    """
    x, z = np.asarray(x, dtype=np.float64), np.asarray(z, dtype=np.float64)
    if ground is None:
        return np.zeros(np.broadcast(x, z).shape)
    if ground.beyond is not None:
        x, z = np.broadcast_arrays(x, z)
        outside = ~_inside(ground, x, z)
        if outside.any():
            found = np.array(height_at(replace(ground, beyond=None), x, z))
            found[outside] = _far_height(ground.beyond, x[outside], z[outside])
            return found
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
    if ground.beyond is not None and not bool(_inside(ground, np.float64(x), np.float64(z))):
        return float(_far_height(ground.beyond, np.float64(x), np.float64(z)))
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


def may_differ(ground: Ground | None, before: Ground | None, x: F64, z: F64) -> NDArray[np.bool_]:
    """At which places (n,), (n,) [m] a ground may be of another height than the one before: it need not be asked."""
    box = None
    if ground is not None and before is not None and ground.beyond is not None and before.beyond is not None:
        box = ground.beyond.changed_box(before.beyond)
    if box is None:
        return np.ones(len(x), dtype=np.bool_)
    return (x >= box[0]) & (z >= box[1]) & (x <= box[2]) & (z <= box[3])


def hit_ground(
    ground: Ground | None, origin: ArrayLike, ray: ArrayLike, reach: float = 400.0
) -> tuple[float, float, float] | None:
    """Where a ray from `origin` (3,) along the unit vector `ray` (3,) meets the ground; None within `reach` [m].

    On endless ground the ray goes on to 8 km, in steps that grow with the distance.
    """
    start, along = np.asarray(origin, dtype=np.float64), np.asarray(ray, dtype=np.float64)
    if ground is not None and ground.beyond is not None:
        distance = np.concatenate([np.linspace(0.0, 60.0, 121), np.geomspace(60.5, FARTHEST_M, 240)])
    else:
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


def _inside(ground: Ground, x: F64 | np.float64, z: F64 | np.float64) -> NDArray[np.bool_]:
    """Which places lie on the samples of a ground."""
    rows, columns = ground.heights.shape
    u, v = (x - ground.origin[0]) / ground.cell, (z - ground.origin[1]) / ground.cell
    return np.asarray((u >= 0.0) & (u <= columns - 1.0) & (v >= 0.0) & (v <= rows - 1.0))


def _far_height(source: HeightSource, x: F64 | np.float64, z: F64 | np.float64) -> F64:
    low_x, low_z, high_x, high_z = source.bounds
    return np.asarray(source.heights_at(np.clip(x, low_x, high_x), np.clip(z, low_z, high_z)), dtype=np.float64)
