"""What is shown of a prefab while it is dragged: all of it, its root and its parts, where they would stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from editor.viewport.ghosts import ghost
from engine.document import EntityView
from engine.document.views.placing import place_in
from engine.present.draw_list import Ground, Instances
from engine.present.ground import height_at

DEFAULT_RADIUS_M = 0.4


def rooms_of(whole: Sequence[EntityView]) -> list[tuple[float, float, float]]:
    """Where an instance needs room, as (x, z, radius) [m]: one thing as a whole, else its bodies and obstacles."""
    solid = ("body", "obstacle", "barrier")
    found: list[tuple[float, float, float]] = []
    for each in whole:
        if len(whole) > 1 and each.components.keys().isdisjoint(solid):
            continue
        body: Any = each.components.get("body")
        x, _, z = place_in(each.components).position
        found.append((float(x), float(z), float(body.radius) if body is not None else DEFAULT_RADIUS_M))
    return found


def ghosts_of(whole: Sequence[EntityView], ground: Ground | None, colour: str) -> list[Instances]:
    """The meshes of an instance, in a colour ("#rrggbb") and see-through."""
    found: list[Instances] = []
    for each in whole:
        look: Any = each.components.get("appearance")
        if look is None and len(whole) > 1:
            continue
        at = place_in(each.components)
        x, lift, z = at.position
        spot = (x, float(height_at(ground, x, z)) + lift, z)
        mesh = look.mesh if look is not None else "marker"
        yaw = float(np.radians(at.rotation[1]))
        found.append(ghost(mesh, spot, yaw, at.scale, colour))
    return found
