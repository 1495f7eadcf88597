"""Outlines of obstacles on the ground, for rules that ask what overlaps."""

import math
from dataclasses import dataclass

from engine.document import EntityView
from engine.schema.components.obstacle import Obstacle
from engine.schema.components.transform import Transform


@dataclass(frozen=True)
class Outline:
    """A circle (half sizes 0) or a turned box on the ground; lengths in metres, yaw in radians."""

    x: float
    z: float
    radius: float
    half_x: float = 0.0
    half_z: float = 0.0
    yaw: float = 0.0

    def distance(self, place: tuple[float, float]) -> float:
        """Distance [m] from a place to the outline; negative inside."""
        dx, dz = place[0] - self.x, place[1] - self.z
        cos, sin = math.cos(self.yaw), math.sin(self.yaw)
        out_x = abs(dx * cos - dz * sin) - self.half_x
        out_z = abs(dx * sin + dz * cos) - self.half_z
        outside = math.hypot(max(out_x, 0.0), max(out_z, 0.0))
        return outside + min(max(out_x, out_z), 0.0) - self.radius


def outline_of(entity: EntityView) -> Outline | None:
    """The outline of an entity's obstacle; None when it has none."""
    obstacle = entity.components.get("obstacle")
    if not isinstance(obstacle, Obstacle):
        return None
    found = entity.components.get("transform")
    place = found if isinstance(found, Transform) else Transform()
    x, _, z = place.position
    if obstacle.shape == "circle":
        return Outline(x, z, obstacle.radius * place.scale)
    width, _, depth = obstacle.size
    yaw = math.radians(place.rotation[1])
    return Outline(x, z, 0.0, width * place.scale / 2, depth * place.scale / 2, yaw)
