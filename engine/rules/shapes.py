"""Outlines of obstacles on the ground, for rules that ask what overlaps."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.document import EntityView
from engine.schema.components.obstacle import Obstacle
from engine.schema.components.transform import Transform

LARGEST_REACH_M = 500.0
"""No scene is wider; a mistyped size must not make millions of cells."""


@dataclass(frozen=True)
class Outline:
    """A circle (half sizes 0) or a turned box on the ground; lengths in metres, yaw in radians."""

    x: float
    z: float
    radius: float
    half_x: float = 0.0
    half_z: float = 0.0
    yaw: float = 0.0

    @property
    def reach(self) -> float:
        """Distance [m] from its middle to its farthest point."""
        return self.radius + math.hypot(self.half_x, self.half_z)

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


class Obstacles:
    """All obstacles, sorted into square cells of the ground, so that one question looks at few of them."""

    CELL_M = 8.0

    def __init__(self, entities: Iterable[EntityView]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[EntityView, Outline]]] = {}
        for entity in entities:
            outline = outline_of(entity)
            if outline is None or not math.isfinite(outline.x + outline.z + outline.reach):
                continue
            for cell in self._cells_around((outline.x, outline.z), outline.reach):
                self._cells.setdefault(cell, []).append((entity, outline))

    def at(self, place: tuple[float, float], room: float, ignoring: str = "") -> EntityView | None:
        """The obstacle that a circle of radius `room` [m] around a place overlaps; None when it is free."""
        for cell in self._cells_around(place, room):
            for entity, outline in self._cells.get(cell, ()):
                if entity.id != ignoring and outline.distance(place) < room:
                    return entity
        return None

    def _cells_around(self, place: tuple[float, float], reach: float) -> Iterator[tuple[int, int]]:
        reach = min(reach, LARGEST_REACH_M)
        low_x, high_x = (math.floor((place[0] + side * reach) / self.CELL_M) for side in (-1, 1))
        low_z, high_z = (math.floor((place[1] + side * reach) / self.CELL_M) for side in (-1, 1))
        for x in range(low_x, high_x + 1):
            for z in range(low_z, high_z + 1):
                yield x, z
