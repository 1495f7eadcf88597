"""Many rings and lines at once for overlays: a few array operations, however many rows they show."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.present.colour import srgb
from engine.present.draw_list import Ground, LineBatch, RingBatch
from engine.present.ground import height_at

F32 = NDArray[np.float32]


def rings(
    ground: Ground | None,
    position: ArrayLike,
    radius: ArrayLike,
    colour: ArrayLike | str,
    *,
    width: float = 0.06,
    dashed: bool = False,
    through: float = 0.0,
) -> RingBatch:
    """Rings at feet `position` (n, 3) [m]; `radius` and `colour` are one for all or one a ring."""
    points = np.asarray(position, dtype=np.float32).reshape(-1, 3)
    place = points.copy()
    place[:, 1] = above_ground(ground, points)
    count = len(points)
    return RingBatch(place, _filled(radius, count), colours(colour, count), width, dashed, through)


def lines(
    ground: Ground | None,
    start: ArrayLike,
    end: ArrayLike,
    colour: ArrayLike | str,
    *,
    width: ArrayLike = 0.08,
    tip: float = 0.0,
    dashed: bool = False,
    through: float = 0.0,
) -> LineBatch:
    """Lines from `start` (n, 3) to `end` (n, 3) [m], draped over the ground at the height above it of `start`."""
    first = np.asarray(start, dtype=np.float32).reshape(-1, 3)
    last = np.asarray(end, dtype=np.float32).reshape(-1, 3)
    count = len(first)
    return LineBatch(
        np.ascontiguousarray(first[:, ::2]),
        np.ascontiguousarray(last[:, ::2]),
        above_ground(ground, first),
        colours(colour, count),
        _filled(width, count),
        tip,
        dashed,
        through,
    )


def box_edges(
    ground: Ground | None, position: ArrayLike, half: ArrayLike, yaw: ArrayLike, colour: str, *, width: float = 0.11
) -> LineBatch:
    """The four edges of turned boxes: position (n, 3), half extents (n, 2) along x and z [m], yaw (n,) [rad]."""
    centre = np.asarray(position, dtype=np.float32).reshape(-1, 3)
    extent = np.asarray(half, dtype=np.float32).reshape(-1, 2)
    turn = _filled(yaw, len(centre))
    cos, sin = np.cos(turn), np.sin(turn)
    corners = np.repeat(centre[:, None], 4, axis=1)
    for k, (right, ahead) in enumerate(((-1, -1), (1, -1), (1, 1), (-1, 1))):
        across, along = extent[:, 0] * right, extent[:, 1] * ahead
        corners[:, k, 0] += across * cos + along * sin
        corners[:, k, 2] += along * cos - across * sin
    return lines(ground, corners, np.roll(corners, -1, axis=1), colour, width=width)


def above_ground(ground: Ground | None, points: F32) -> F32:
    """How far points (n, 3) [m] are above the ground, never below it: 0 for who stands on it."""
    if ground is None:
        return np.zeros(len(points), dtype=np.float32)
    gap = points[:, 1] - height_at(ground, points[:, 0], points[:, 2])
    return np.where(gap > 0.01, gap, 0.0).astype(np.float32)


def colours(colour: ArrayLike | str, count: int, opacity: float = 0.9) -> F32:
    """(n, 4) sRGB and opacity from one "#rrggbb" or from rows of 3 or 4 numbers."""
    if isinstance(colour, str):
        return np.tile(np.append(srgb(colour), opacity).astype(np.float32), (count, 1))
    given = np.asarray(colour, dtype=np.float32)
    if given.size == 0:
        return np.zeros((count, 4), dtype=np.float32)
    rows = given.reshape(count, -1)
    if rows.shape[1] == 4:
        return rows
    return np.concatenate([rows, np.full((count, 1), opacity, dtype=np.float32)], axis=1)


def between(low: str, high: str, share: ArrayLike) -> F32:
    """(n, 4) colours that go from `low` to `high` as `share` (n,) goes from 0 to 1."""
    part = np.clip(np.asarray(share, dtype=np.float32), 0.0, 1.0)[:, None]
    mixed = colours(low, len(part)) * (1.0 - part) + colours(high, len(part)) * part
    return mixed.astype(np.float32)


def _filled(value: ArrayLike, count: int) -> F32:
    return np.ascontiguousarray(np.broadcast_to(np.asarray(value, dtype=np.float32), (count,)))
