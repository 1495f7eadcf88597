"""Where the gizmo stands and which of its handles lies under the pointer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from editor.viewport.camera.camera import Camera
from editor.viewport.tools.handles import (
    AXES,
    PLANE_END,
    PLANE_START,
    PLANES,
    SHAFT_START,
    TIP,
    handle_vertices,
    ring_points,
)

F64 = NDArray[np.float64]
REACH_PIXELS = 9.0
SIZE_PIXELS = 92.0


@dataclass(frozen=True)
class Gizmo:
    """A tool's handles at a place, turned by `yaw` [rad] when they follow the entity."""

    tool: str
    place: tuple[float, float, float]
    yaw: float = 0.0

    def axis(self, index: int) -> F64:
        """The unit vector of handle axis x, y or z (0, 1, 2) in the world."""
        return self.turned(np.eye(3)[index])

    def turned(self, points: F64) -> F64:
        """Points of the gizmo's own frame as directions in the world."""
        cos, sin = np.cos(self.yaw), np.sin(self.yaw)
        return points @ np.array([[cos, 0.0, -sin], [0.0, 1.0, 0.0], [sin, 0.0, cos]])

    def unit(self, camera: Camera, height: float) -> float:
        """Metres of one unit, so that the gizmo is equally large on every screen and at every distance."""
        return camera.metres_per_pixel(self.place, height) * SIZE_PIXELS

    def vertices(self, active: str) -> NDArray[np.float32]:
        """The shapes to draw, in units about the place."""
        shapes = handle_vertices(self.tool, active)
        if self.yaw == 0.0:
            return shapes
        turned = shapes.copy()
        turned[:, :3] = self.turned(shapes[:, :3].astype(np.float64))
        turned[:, 3:6] = self.turned(shapes[:, 3:6].astype(np.float64))
        return turned

    def tips(self, camera: Camera, size: tuple[float, float]) -> dict[str, tuple[float, float]]:
        """Pixels at which the letters X, Y and Z stand."""
        unit = self.unit(camera, size[1])
        if self.tool == "rotate":
            slanted = np.array([[0.78, 0.0, 0.78]]) * 1.06
            x, y, _ = camera.project(self.turned(slanted) * unit + np.array(self.place), size)[0]
            return {"y": (float(x), float(y))}
        points = np.array([self.axis(i) * unit * (TIP + 0.14) for i in range(3)]) + np.array(self.place)
        pixels = camera.project(points, size)
        return {name: (float(pixels[i, 0]), float(pixels[i, 1])) for i, name in enumerate(AXES)}

    def handle_at(self, x: float, y: float, camera: Camera, size: tuple[float, float]) -> str:
        """The name of the handle under a pixel: "x", "xz", "centre"...; empty for none."""
        unit = self.unit(camera, size[1])
        place = np.array(self.place)
        pointer = np.array([x, y])

        def on_screen(points: F64) -> F64:
            return camera.project(self.turned(points) * unit + place, size)[:, :2]

        if self.tool == "rotate":
            return self._ring_at(pointer, on_screen)
        if np.linalg.norm(camera.project(place, size)[0, :2] - pointer) <= REACH_PIXELS:
            return "centre"
        if self.tool == "move":
            for name, (first, second) in PLANES.items():
                a, b = np.eye(3)[first], np.eye(3)[second]
                near, far = PLANE_START, PLANE_END
                corners = np.array([a * near + b * near, a * far + b * near, a * far + b * far, a * near + b * far])
                if _inside(on_screen(corners), pointer):
                    return name
        distance = {
            name: _distance_to_segment(pointer, *on_screen(np.eye(3)[i] * np.array([[SHAFT_START], [TIP]])))
            for i, name in enumerate(AXES)
        }
        best = min(distance, key=lambda name: distance[name])
        return best if distance[best] <= REACH_PIXELS else ""

    def _ring_at(self, pointer: F64, on_screen: Callable[[F64], F64]) -> str:
        points = on_screen(ring_points(AXES.index("y")))
        following = np.roll(points, -1, axis=0)
        gap = min(_distance_to_segment(pointer, a, b) for a, b in zip(points, following, strict=True))
        return "y" if gap <= REACH_PIXELS else ""


def _distance_to_segment(point: F64, start: F64, end: F64) -> float:
    along = end - start
    length = float(along @ along)
    share = float(np.clip((point - start) @ along / length, 0.0, 1.0)) if length > 1e-9 else 0.0
    return float(np.linalg.norm(start + along * share - point))


def _inside(corners: F64, point: F64) -> bool:
    following = np.roll(corners, -1, axis=0)
    edge, offset = following - corners, point - corners
    cross = edge[:, 0] * offset[:, 1] - edge[:, 1] * offset[:, 0]
    return bool((cross > 0.0).all() or (cross < 0.0).all())
