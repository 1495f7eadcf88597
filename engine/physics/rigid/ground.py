"""What bodies stand on: the terrain, the tops of obstacles, and each other; whole arrays at a time."""

# pyright: reportUnknownMemberType=false

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.physics.rigid.limits import STEP_M
from engine.terrain.sample_arrays import sample_heights

Array = NDArray[Any]


def terrain_height(columns: Mapping[str, Array], x: Array, z: Array) -> Array:
    """Height [m] of the terrain at points (k,), float64; the same bilinear cells as `engine.terrain.sample`."""
    return sample_heights(columns, x.astype(np.float64), z.astype(np.float64))


def finite(values: Array) -> Array:
    """As float64, what is no finite number as 0."""
    wide = values.astype(np.float64)
    return np.where(np.isfinite(wide), wide, 0.0)


def cos_and_sin(yaw: Array) -> tuple[Array, Array]:
    """Of angles (k,) [rad], float64, with + - x / alone: NumPy's own differ in the last bit between processors."""
    angle = yaw.astype(np.float64)
    both = _sine(np.concatenate([angle + np.pi / 2, angle]))
    return both[: len(angle)], both[len(angle) :]


def _sine(angle: Array) -> Array:
    x = angle - 2 * np.pi * np.floor(angle / (2 * np.pi) + 0.5)
    x = np.where(x > np.pi / 2, np.pi - x, np.where(x < -np.pi / 2, -np.pi - x, x))
    s = x * x
    series = 1.0 - s / (18 * 19)
    for n in range(16, 0, -2):  # Taylor by Horner: below 1e-15 within a quarter turn
        series = 1.0 - s * series / (n * (n + 1))
    return x * series


def inside(x: Array, z: Array, place: Array, box: Array, radius: Array) -> Array:
    """(k, n) whether point k lies in outline n; `box` (n, 4) half x, half z, cos, sin, `radius` (n,) 0 for a box."""
    dx, dz = x[:, None] - place[:, 0], z[:, None] - place[:, 1]
    right = np.abs(dx * box[:, 2] - dz * box[:, 3])
    ahead = np.abs(dx * box[:, 3] + dz * box[:, 2])
    in_circle = dx * dx + dz * dz < radius * radius
    return np.where(radius > 0.0, in_circle, (right < box[:, 0]) & (ahead < box[:, 1]))


def highest_below(foot: Array, covers: Array, tops: Array) -> tuple[Array, Array]:
    """(height, which) of the highest top at most a step above each foot among those that cover it; -inf, -1: none."""
    if not covers.shape[1]:
        return np.full(len(foot), -np.inf), np.full(len(foot), -1)
    usable = np.where(covers & (tops <= foot[:, None] + STEP_M), tops, -np.inf)
    which = usable.argmax(axis=1)
    height = usable[np.arange(len(foot)), which]
    return height, np.where(np.isfinite(height), which, -1)
