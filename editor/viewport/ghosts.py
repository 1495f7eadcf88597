"""What is shown of a prefab while it is dragged: all of it, its root and its parts, where they would stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from engine.document import EntityView, SceneView
from engine.document.views.parts import parts_of
from engine.document.views.placing import place_in, transform_at
from engine.present.draw_list import Ground, Instances, instances
from engine.present.ground import height_at

DEFAULT_RADIUS_M = 0.4


def whole_prefab(view: SceneView, prefab: str, x: float, z: float) -> list[EntityView]:
    """What an instance of a prefab would be at (x, z) [m]: its root, then its parts."""
    root = view.prefab(prefab)
    place = place_in(root.components)._replace(position=(x, 0.0, z))
    components = {**root.components, "transform": transform_at(place)}
    root = replace(root, id=f"prefabs/{prefab}", prefab=prefab, components=components)
    family = view.family(prefab)
    return [root, *(parts_of(root, {}, family, view.vocabulary) if family is not None else ())]


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


def ghosts_of(whole: Sequence[EntityView], ground: Ground | None, tint: Any) -> list[Instances]:
    """The meshes of an instance, tinted and see-through."""
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
        found.append(instances(mesh, [spot], yaw=yaw, scale=at.scale, tint=tint, ghost=True))
    return found
