"""Where a new thing goes when something stands there already: the nearest free place around it."""

import math
from collections.abc import Iterator
from typing import cast

from engine.document import SceneView
from engine.schema.components.obstacle import Obstacle
from engine.schema.components.transform import Transform

Spot = tuple[float, float, float]
APART_M = 1.5
"""How far new things keep from the middle of others: a person's width and a step."""
BODY_M = 0.5
"""What a person beside something solid, or something solid beside a person, needs."""
_RINGS = 40


def free_spot(view: SceneView, spot: Spot, *, step_m: float = 0.0, radius_m: float = 0.0) -> Spot:
    """The nearest place to `spot` [m] that keeps APART_M from everything placed, ring by ring round it.

    `radius_m`: how far what is new reaches from its own middle; where it reaches farther than a person, it keeps that
    far away.

    With `step_m`, places lie on that grid, as what snaps does. Hidden things count too. The height is kept. Where forty
    rings are full, the wanted spot is given back.
    """
    apart = max(APART_M, radius_m + BODY_M)
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for entity in view.with_component("transform"):
        x, _, z = cast("Transform", entity.components["transform"]).position
        taken.setdefault((math.floor(x / apart), math.floor(z / apart)), []).append((x, z))
    solid = [
        (cast("Transform", entity.components["transform"]), cast("Obstacle", entity.components["obstacle"]))
        for entity in view.with_component("obstacle")
        if "transform" in entity.components
    ]
    for x, z in _around(spot, step_m):
        column, row = math.floor(x / apart), math.floor(z / apart)
        near = (
            other
            for across in (-1, 0, 1)
            for along in (-1, 0, 1)
            for other in taken.get((column + across, row + along), ())
        )
        if all(math.hypot(x - other_x, z - other_z) >= apart - 1e-6 for other_x, other_z in near) and all(
            _gap(x, z, place, part) >= max(radius_m, BODY_M) - 1e-6 for place, part in solid
        ):
            return x, spot[1], z
    return spot


def _gap(x: float, z: float, place: Transform, part: Obstacle) -> float:
    """How far a point is from an obstacle's outline on the ground [m]; 0 inside."""
    across, along = x - place.position[0], z - place.position[2]
    if part.shape == "circle":
        return max(0.0, math.hypot(across, along) - part.radius * place.scale)
    yaw = math.radians(place.rotation[1])
    right = across * math.cos(yaw) - along * math.sin(yaw)
    ahead = across * math.sin(yaw) + along * math.cos(yaw)
    beyond = (abs(right) - part.size[0] * place.scale / 2.0, abs(ahead) - part.size[2] * place.scale / 2.0)
    return math.hypot(max(0.0, beyond[0]), max(0.0, beyond[1]))


def _around(spot: Spot, step_m: float) -> Iterator[tuple[float, float]]:
    """The spot itself, then the sides and corners of squares around it, nearest first, to the right first."""
    gap = math.ceil(APART_M / step_m - 1e-9) * step_m if step_m else APART_M
    yield spot[0], spot[2]
    for ring in range(1, _RINGS + 1):
        square = [
            (across, along)
            for across in range(-ring, ring + 1)
            for along in range(-ring, ring + 1)
            if max(abs(across), abs(along)) == ring
        ]
        for across, along in sorted(square, key=lambda each: (math.hypot(*each), -each[0], each[1])):
            yield round(spot[0] + across * gap, 4), round(spot[2] + along * gap, 4)
