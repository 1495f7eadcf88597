"""The shapes of the handles: arrows, planes, rings and cubes about the origin, in units of the gizmo's size."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from engine.present.colour import srgb
from engine.present.meshes.shapes import box, icosphere, torus, tube

AXES = ("x", "y", "z")
PLANES: dict[str, tuple[int, int]] = {"xz": (0, 2), "xy": (0, 1), "yz": (1, 2)}
PLANE_AXIS = {"xz": 1, "xy": 2, "yz": 0}
SHAFT_START, SHAFT_END, TIP = 0.14, 0.92, 1.22
PLANE_START, PLANE_END = 0.30, 0.50
RING_RADIUS = 1.0
COLOURS = {"x": "#ff3b52", "y": "#6fe04a", "z": "#3f8cff", "centre": "#fff3d8"}
BRIGHT = "#ffe9a8"


@cache
def handle_vertices(tool: str, active: str = "") -> NDArray[np.float32]:
    """Vertex rows (n, 10) f4 of a tool's handles; the `active` one (under the pointer or dragged) is lit up."""
    parts = {"move": _move, "rotate": _rotate, "scale": _scale}[tool](active)
    return np.concatenate(parts).astype(np.float32)


def _rows(triangles: NDArray[np.float64], colour: str, opacity: float = 1.0) -> NDArray[np.float64]:
    normal = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    normal /= np.linalg.norm(normal, axis=1, keepdims=True) + 1e-12
    paint = np.append(srgb(colour), opacity)
    shape = (len(triangles), 3)
    parts = (triangles, np.broadcast_to(normal[:, None], (*shape, 3)), np.broadcast_to(paint, (*shape, 4)))
    return np.concatenate(parts, axis=2).reshape(-1, 10)


def _paint(name: str, active: str) -> str:
    return BRIGHT if name == active else COLOURS.get(name, COLOURS["centre"])


def _move(active: str) -> list[NDArray[np.float64]]:
    parts: list[NDArray[np.float64]] = []
    for i, name in enumerate(AXES):
        along = np.eye(3)[i]
        colour = _paint(name, active)
        parts.append(_rows(tube(along * SHAFT_START, along * SHAFT_END, 0.026, 0.026, 8), colour))
        parts.append(_rows(tube(along * 0.90, along * TIP, 0.09, 0.0, 12), colour))
    for name, (first, second) in PLANES.items():
        a, b = np.eye(3)[first], np.eye(3)[second]
        near, far = PLANE_START, PLANE_END
        corners = [a * near + b * near, a * far + b * near, a * far + b * far, a * near + b * far]
        square = np.array([[corners[0], corners[1], corners[2]], [corners[0], corners[2], corners[3]]])
        both = np.concatenate([square, square[:, ::-1]])
        colour = BRIGHT if name == active else COLOURS[AXES[PLANE_AXIS[name]]]
        parts.append(_rows(both, colour, 0.95 if name == active else 0.7))
    parts.append(_rows(icosphere(1) * 0.085, _paint("centre", active)))
    return parts


def _rotate(active: str) -> list[NDArray[np.float64]]:
    # Nothing is tilted: a turn about x or z has no effect, so it has no ring.
    return [_rows(torus(RING_RADIUS, 0.022, 64, 6), _paint("y", active))]


def _scale(active: str) -> list[NDArray[np.float64]]:
    parts: list[NDArray[np.float64]] = []
    for i, name in enumerate(AXES):
        along = np.eye(3)[i]
        colour = _paint(name, active)
        parts.append(_rows(tube(along * SHAFT_START, along * SHAFT_END, 0.026, 0.026, 8), colour))
        cube = box(0.16, 0.16, 0.16) + np.array([0.0, -0.08, 0.0]) + along
        parts.append(_rows(cube, colour))
    centre = box(0.2, 0.2, 0.2) + np.array([0.0, -0.1, 0.0])
    parts.append(_rows(centre, _paint("centre", active)))
    return parts


def ring_points(axis: int, count: int = 64) -> NDArray[np.float64]:
    """Points (n, 3) of the unit ring about an axis."""
    angle = np.linspace(0.0, 2.0 * np.pi, count, endpoint=False)
    points = np.zeros((count, 3))
    first, second = (axis + 1) % 3, (axis + 2) % 3
    points[:, first], points[:, second] = np.cos(angle), np.sin(angle)
    return points * RING_RADIUS
