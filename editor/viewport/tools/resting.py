"""Where things rest while they are moved: on the ground, or on top of the obstacle below them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.document import SceneView

HeightAt = Callable[[float, float], float]
Rest = Callable[[str, float, float], float]
"""The height above the ground [m] at which an entity (by its id) rests at a place (x, z) [m]."""


def on_the_ground(_entity: str, _x: float, _z: float) -> float:
    """On the ground: at height 0 above it."""
    return 0.0


def on_what_is_there(view: SceneView, height_at: HeightAt, moved: frozenset[str]) -> Rest:
    """On top of the highest obstacle at a place, those in `moved` apart, else on the ground."""
    solids = [(entity.id, entity.components) for entity in view.with_component("obstacle") if entity.id not in moved]

    def rest(_entity: str, x: float, z: float) -> float:
        tops = [top for _, parts in solids if (top := _top(parts, x, z, height_at)) is not None]
        return max(0.0, max(tops, default=0.0) - height_at(x, z)) if tops else 0.0

    return rest


def _top(components: Any, x: float, z: float, height_at: HeightAt) -> float | None:
    """Height of an obstacle's top [m] where it covers (x, z); None where it does not."""
    transform, obstacle = components.get("transform"), components["obstacle"]
    if transform is None:
        return None
    left, lift, back = (float(value) for value in transform.position)
    across, along = x - left, z - back
    if obstacle.shape == "circle":
        is_over = float(np.hypot(across, along)) <= float(obstacle.radius)
    else:
        yaw = float(np.radians(transform.rotation[1]))
        side = across * np.cos(yaw) - along * np.sin(yaw)
        front = across * np.sin(yaw) + along * np.cos(yaw)
        is_over = bool(abs(side) <= obstacle.size[0] / 2.0 and abs(front) <= obstacle.size[2] / 2.0)
    return height_at(left, back) + lift + float(obstacle.size[1]) if is_over else None
