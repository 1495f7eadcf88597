"""Dragging the rim of an area: the radius of a trigger, group, scatter or round obstacle, or the side of a box."""

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
    yaw: float = 0.0
    axis: int | None = None
    """The axis whose side of a box is in hand: 0 is x, 2 is z; None for a circle."""

    def told(self, x: float, y: float) -> str:
        """What is being set, with the pointer at pixel (x, y)."""
        if self.axis is None:
            return f"{self.radius(x, y):.2f} m"
        wide = self.extent(x, y)
        return f"{wide[0]:.2f} × {wide[2]:.2f} m"

    def extent(self, x: float, y: float) -> list[float]:
        """The size [m] of the box with the pointer at pixel (x, y): its middle stays, the side in hand follows."""
        part: Any = self.entity.components[self.component]
        wide = [float(value) for value in part.size]
        origin, ray = self.camera.ray(x, y, self.size)
        hit = hit_ground(self.ground, origin, ray)
        if hit is None or self.axis is None:
            return wide
        across, along = _local(hit[0] - self.centre[0], hit[2] - self.centre[2], self.yaw)
        length = 2.0 * abs(float(across if self.axis == 0 else along))
        if self.step_m > 0.0:
            length = float(np.round(length / self.step_m) * self.step_m)
        wide[self.axis] = round(max(length, SMALLEST_M), 2)
        return wide

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
        new: Value = self.radius(x, y) if self.axis is None else [*self.extent(x, y)]
        return Set(path=self.path, old=self.old, new=new)

    @property
    def path(self) -> Path:
        """The radius, or the size of the box, in the document."""
        field = "radius" if self.axis is None else "size"
        return Path.entity(self.entity.file, self.entity.id, self.component, field)

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
    centre, yaw, _ = placed
    for name in ROUND_PARTS:
        part = components.get(name)
        if part is not None and getattr(part, "shape", "circle") == "box":
            axis = _side_at(part.size, centre, yaw, pointer, camera, size, ground)
            if axis is not None:
                old = document.value(Path.entity(entity.file, entity.id, name, "size"))
                return AreaDrag(entity, name, centre, camera, size, ground, step_m, old, yaw, axis)
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


def _side_at(
    extent: tuple[float, float, float],
    centre: tuple[float, float, float],
    yaw: float,
    pointer: tuple[float, float],
    camera: Camera,
    size: tuple[float, float],
    ground: Ground | None,
) -> int | None:
    """The axis whose side of a box on the ground lies under a pixel, the nearer of two; None for neither."""
    share = np.linspace(-1.0, 1.0, 33)
    best, found = REACH_PIXELS, None
    for axis in (0, 2):
        for side in (-1.0, 1.0):
            fixed = np.full_like(share, side)
            across = (fixed if axis == 0 else share) * extent[0] / 2
            along = (share if axis == 0 else fixed) * extent[2] / 2
            x = centre[0] + across * np.cos(yaw) + along * np.sin(yaw)
            z = centre[2] - across * np.sin(yaw) + along * np.cos(yaw)
            edge = camera.project(np.stack([x, height_at(ground, x, z), z], axis=1), size)
            seen = edge[edge[:, 2] > 0.0]
            if len(seen):
                near = float(np.linalg.norm(seen[:, :2] - np.array(pointer), axis=1).min())
                if near <= best:
                    best, found = near, axis
    return found


def _local(x: float, z: float, yaw: float) -> tuple[float, float]:
    """(across, along) of an offset on the ground [m] for a box that is turned by `yaw` [rad]."""
    cosine, sine = float(np.cos(yaw)), float(np.sin(yaw))
    return x * cosine - z * sine, x * sine + z * cosine
