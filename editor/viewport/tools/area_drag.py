"""Dragging the rim of an area: the radius of a trigger, a group, a scatter or a round obstacle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from editor.viewport.camera.camera import Camera
from engine.document import Command, Document, EntityView, Path, Set, Value
from engine.present.draw_list import Ground
from engine.present.entity_parts import place_of
from engine.present.ground import height_at, hit_ground

REACH_PIXELS = 7.0
SMALLEST_M = 0.5
ROUND_PARTS = ("trigger", "spawn_group", "prop_scatter", "obstacle")


@dataclass(frozen=True)
class AreaDrag:
    """The rim of one component's circle in hand."""

    entity: EntityView
    component: str
    centre: tuple[float, float, float]
    camera: Camera
    size: tuple[float, float]
    ground: Ground | None
    step_m: float
    old: Value

    def radius(self, x: float, y: float) -> float:
        """The radius [m] with the pointer at pixel (x, y)."""
        origin, ray = self.camera.ray(x, y, self.size)
        hit = hit_ground(self.ground, origin, ray)
        if hit is None:
            return self._radius_now()
        radius = float(np.hypot(hit[0] - self.centre[0], hit[2] - self.centre[2]))
        if self.step_m > 0.0:
            radius = float(np.round(radius / self.step_m) * self.step_m)
        return round(max(radius, SMALLEST_M), 2)

    def command(self, x: float, y: float) -> Command:
        """The command that sets it."""
        return Set(path=self.path, old=self.old, new=self.radius(x, y))

    @property
    def path(self) -> Path:
        """The radius in the document."""
        return Path.entity(self.entity.file, self.entity.id, self.component, "radius")

    def _radius_now(self) -> float:
        part: Any = self.entity.components[self.component]
        return float(part.radius)


def area_at(
    document: Document,
    entity: EntityView,
    pointer: tuple[float, float],
    camera: Camera,
    size: tuple[float, float],
    ground: Ground | None,
    step_m: float,
) -> AreaDrag | None:
    """The rim of the entity's area under a pixel; None when there is none."""
    components: Any = entity.components
    placed = place_of(components, ground)
    if placed is None:
        return None
    centre, _, _ = placed
    for name in ROUND_PARTS:
        part = components.get(name)
        if part is None or getattr(part, "shape", "circle") != "circle" or part.radius <= 0.0:
            continue
        angle = np.linspace(0.0, 2.0 * np.pi, 96)
        x, z = centre[0] + part.radius * np.sin(angle), centre[2] + part.radius * np.cos(angle)
        rim = camera.project(np.stack([x, height_at(ground, x, z), z], axis=1), size)
        seen = rim[rim[:, 2] > 0.0]
        if len(seen) and float(np.linalg.norm(seen[:, :2] - np.array(pointer), axis=1).min()) <= REACH_PIXELS:
            old = document.value(Path.entity(entity.file, entity.id, name, "radius"))
            return AreaDrag(entity, name, centre, camera, size, ground, step_m, old)
    return None
