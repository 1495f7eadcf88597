"""From where the ground is looked at: the one thing about the camera that streaming is told."""

import math
from typing import NamedTuple

Vector = tuple[float, float, float]


class ViewPoint(NamedTuple):
    """A camera at one frame: eye (x, y, z) [m], the direction it looks in (unit length) and its velocity [m/s]."""

    eye: Vector
    forward: Vector = (0.0, 0.0, 1.0)
    velocity: Vector = (0.0, 0.0, 0.0)

    @property
    def is_finite(self) -> bool:
        """Whether the eye and its velocity are numbers; streaming can follow no other camera."""
        return all(map(math.isfinite, self.eye)) and all(map(math.isfinite, self.velocity))

    def ahead(self, seconds: float) -> Vector:
        """Where the eye is after that time at this velocity [m]."""
        x, y, z = self.eye
        along_x, along_y, along_z = self.velocity
        return x + along_x * seconds, y + along_y * seconds, z + along_z * seconds

    def to_json(self) -> list[float]:
        """Nine plain numbers: eye, forward, velocity."""
        return [*self.eye, *self.forward, *self.velocity]

    @classmethod
    def from_json(cls, numbers: list[float]) -> "ViewPoint":
        """What `to_json` gave. ValueError for anything but nine numbers."""
        x, y, z, ahead_x, ahead_y, ahead_z, along_x, along_y, along_z = map(float, numbers)
        return cls((x, y, z), (ahead_x, ahead_y, ahead_z), (along_x, along_y, along_z))
