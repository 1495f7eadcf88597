"""Where a party goes from where it stands: what an encounter sets against it comes ahead of it, not upon it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from engine.document.views.scene_view import SceneView

Ground = tuple[float, float]
"""A place on the ground, x and z [m]."""
_NEAR_M = 4.0
"""How near the middle of the scene a party stands in it and goes where it looks, rather than towards it."""
_POINTED_M = 2.0
_EDGE_M = 3.0


@dataclass(frozen=True)
class Ahead:
    """The foremost of a party and the way it goes."""

    foremost: Ground
    way: Ground
    """Of length 1."""
    half_m: float
    """Half the side of the ground [m]; infinite where it has no end."""

    def at(self, forward: float, right: float = 0.0) -> Ground:
        """The place so many metres before the foremost and to the right, kept on the ground."""
        x = self.foremost[0] + self.way[0] * forward - self.way[1] * right
        z = self.foremost[1] + self.way[1] * forward + self.way[0] * right
        limit = max(0.0, self.half_m - _EDGE_M)
        return min(max(x, -limit), limit), min(max(z, -limit), limit)

    def forward(self, place: Ground) -> float:
        """How far before the foremost a place lies [m]."""
        return (place[0] - self.foremost[0]) * self.way[0] + (place[1] - self.foremost[1]) * self.way[1]


def party_of(view: SceneView) -> list[Ground]:
    """Where everybody of the party stands [m]; the player first."""
    return [(each[0], each[1]) for each in _standing(view)]


def ahead_of(view: SceneView, reach_m: float, towards: Ground | None = None) -> Ahead | None:
    """The way on for the party of a scene; None where nobody of it stands.

    Towards a place, as the one that a designer looks at, else towards the middle of the scene, else where the player
    looks: as nobody turned the player, the way of the game's camera, for it is what will be seen. Where the ground ends
    within `reach_m` that way, the middle counts.
    """
    standing = _standing(view)
    if not standing:
        return None
    middle = (sum(each[0] for each in standing) / len(standing), sum(each[1] for each in standing) / len(standing))
    terrain = view.header.terrain
    half = math.inf if terrain.kind == "endless" else terrain.size_m / 2
    turned = math.radians(standing[0][2] or _camera_turn(view))
    looks = math.sin(turned), math.cos(turned)
    home = _way(middle, (0.0, 0.0)) if math.isfinite(half) and math.hypot(*middle) > _NEAR_M else None
    way = _way(middle, towards) if towards is not None and math.dist(middle, towards) > _POINTED_M else None
    if way is None or max(abs(middle[i] + way[i] * reach_m) for i in (0, 1)) > half:
        way = home or way or looks
    lead = max((x - middle[0]) * way[0] + (z - middle[1]) * way[1] for x, z, _ in standing)
    return Ahead((middle[0] + way[0] * lead, middle[1] + way[1] * lead), way, half)


def _standing(view: SceneView) -> list[tuple[float, float, float]]:
    """x, z [m] and the way they face [degrees] of everybody of the party; the player first."""
    found: list[tuple[bool, float, float, float]] = []
    for entity in view.with_component("team"):
        parts: Any = entity.components
        if parts["team"].side == "party" and "body" in parts and "transform" in parts:
            x, _, z = parts["transform"].position
            found.append(("player" not in parts, x, z, parts["transform"].rotation[1]))
    return [each[1:] for each in sorted(found, key=lambda each: each[0])]


def _camera_turn(view: SceneView) -> float:
    """The turn about y of the scene's first camera, which the game begins with [degrees]; 0 without one."""
    for entity in view.with_component("camera"):
        place: Any = entity.components.get("transform")
        return float(place.rotation[1]) if place is not None else 0.0
    return 0.0


def _way(start: Ground, end: Ground) -> Ground:
    length = math.dist(start, end)
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length
