"""Where a flight leads: a wide curve over the ground at a height above it, as a function of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Vector = tuple[float, float, float]
LOOK_AHEAD_S = 3.0
TURN_M = 9000.0
"""The heading swings to and fro once in so many metres, so that chunks come in on both sides."""
SWING = 0.5


@dataclass(frozen=True)
class Station:
    """A moment of a flight: eye [m], unit direction of the view, velocity [m/s]."""

    eye: Vector
    forward: Vector
    velocity: Vector


class FlightPath:
    """A flight of `distance` m at `speed` m/s, `height` m above the ground under it and before it."""

    def __init__(
        self,
        height_at: Callable[[float, float], float],
        *,
        speed: float,
        distance: float,
        height: float,
        start: tuple[float, float] = (0.0, 0.0),
        heading: float = 0.6,
    ) -> None:
        """`height_at(x, z)` [m]; `heading` [rad] like yaw. The ground is looked up once, every 64 m."""
        self.speed, self.distance = speed, distance
        steps = int(distance / 64.0) + 8
        along = np.arange(steps) * 64.0
        yaw = heading + SWING * np.sin(2.0 * np.pi * along / TURN_M)
        x = start[0] + np.concatenate([[0.0], np.cumsum(np.sin(yaw[:-1]) * 64.0)])
        z = start[1] + np.concatenate([[0.0], np.cumsum(np.cos(yaw[:-1]) * 64.0)])
        ground = np.array([height_at(float(a), float(b)) for a, b in zip(x, z, strict=True)])
        reach = 6
        padded = np.pad(ground, reach, mode="edge")
        # Over the highest of what lies around, smoothed: a flight, not a roller coaster.
        high = np.max([padded[k : k + steps] for k in range(2 * reach + 1)], axis=0)
        smooth = np.convolve(np.pad(high, reach, mode="edge"), np.ones(2 * reach + 1) / (2 * reach + 1), mode="valid")
        self._along, self._x, self._z = along, x, z
        self._y = np.maximum(smooth, ground) + height

    @property
    def seconds(self) -> float:
        """How long it takes [s]."""
        return self.distance / self.speed

    def at(self, time: float) -> Station:
        """The station at a time [s] after the start."""
        eye, later = self._place(time), self._place(time + 0.05)
        ahead = self._place(time + LOOK_AHEAD_S)
        velocity = (later - eye) / 0.05
        view = ahead - eye
        view[1] -= 0.12 * float(np.hypot(view[0], view[2]))
        view /= max(float(np.linalg.norm(view)), 1e-9)
        return Station(_vector(eye), _vector(view), _vector(velocity))

    def _place(self, time: float) -> np.ndarray:
        way = time * self.speed
        return np.array([np.interp(way, self._along, values) for values in (self._x, self._y, self._z)])


def _vector(values: np.ndarray) -> Vector:
    x, y, z = values.tolist()
    return (x, y, z)
