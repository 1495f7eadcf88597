"""What flies, warns and rises in a picture: particles, areas where a blow will land, numbers and words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
Point = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Sparks:
    """Particles, as arrays.

    place (n, 3) f4 [m]; trail (n, 3) f4 [m]: the streak that each draws behind it, 0 for a round one; size (n,) f4 [m];
    colour (n, 4) f4: light (linear) and how far it hides what is behind it, 0..1.
    """

    place: F32
    trail: F32
    size: F32
    colour: F32

    def __len__(self) -> int:
        return len(self.size)


@dataclass(frozen=True)
class Telegraph:
    """A blow that will land on an area of the ground: it fills up until it does, and its edge shows where not to be.

    shape: a circle of radius `reach`, a cone of `width` [rad] or a line of `width` [m], `reach` [m] long, towards
    `yaw` [rad]; filled 0..1: how much of the warning is over.
    """

    shape: Literal["circle", "cone", "line"]
    position: Point
    reach: float
    width: float = 0.0
    yaw: float = 0.0
    filled: float = 0.0
    colour: str = "#ff4d3a"

    def holds(self, x: float, z: float, radius: float = 0.0) -> bool:
        """Whether somebody of that radius [m] at (x, z) [m] stands in it."""
        across, along = x - self.position[0], z - self.position[2]
        away = math.hypot(across, along)
        if self.shape == "circle":
            return away <= self.reach + radius
        ahead = across * math.sin(self.yaw) + along * math.cos(self.yaw)
        aside = abs(across * math.cos(self.yaw) - along * math.sin(self.yaw))
        if self.shape == "line":
            return -radius <= ahead <= self.reach + radius and aside <= self.width / 2.0 + radius
        return away <= self.reach + radius and math.atan2(aside - radius, ahead) <= self.width / 2.0


@dataclass(frozen=True)
class Float:
    """A short text that rises from a point and fades: a number, a word. age 0..1; size 1 is usual.

    aside -1..1: how far to the left or right of the point, so that those of one body do not cover each other.
    """

    text: str
    position: Point
    age: float
    colour: str = "#f5f0e6"
    size: float = 1.0
    aside: float = 0.0
