"""What follows from being a rigid body or a projectile, beyond the fields that fill columns by themselves."""

import math
from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

from engine.schema.components.projectile import Projectile
from engine.schema.components.rigid_body import RigidBody
from engine.schema.components.transform import Transform

UNBREAKABLE = 3e38
"""hp of a body that has no health of its own: blows land on it and break nothing."""
WALL, UNSEEN = 1, 2


def mark_rigid(components: Mapping[str, Any], k: int, rows: Mapping[str, NDArray[Any]]) -> None:
    """Fill row `k`: outline and height, scaled as it is placed, and how the crowd takes it."""
    body, ball, place = (components.get(name) for name in ("rigid_body", "projectile", "transform"))
    scale = float(place.scale) if isinstance(place, Transform) else 1.0
    if isinstance(body, RigidBody):
        width, tall, depth = (side * scale for side in body.size)
        half = (width / 2, depth / 2)
        is_round = body.shape == "circle"
        rows["radius"][k] = body.radius * scale if is_round else math.sqrt(half[0] * half[0] + half[1] * half[1])
        rows["half_extent"][k] = (0.0, 0.0) if is_round else half  # without a box the crowd walks round the radius
        rows["height"][k] = tall
        rows["rigid_round"][k] = is_round
        rows["rigid"][k], rows["immovable"][k] = 1, WALL
    elif isinstance(ball, Projectile):
        rows["radius"][k] = ball.radius * scale
        rows["height"][k] = 2.0 * ball.radius * scale
        rows["projectile"][k], rows["immovable"][k] = 1, UNSEEN
    else:
        return
    if "health" in rows and "health" not in components:
        rows["health"][k] = UNBREAKABLE
