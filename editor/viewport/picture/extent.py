"""How much room a thing takes around its place, so that framing it shows the whole of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from engine.document import EntityView, SceneView
from engine.present.meshes import MESHES

LEAST_M = 0.5
"""What has no size of its own is a mark of so much around its place."""


def corners(view: SceneView, entity: EntityView) -> Iterator[tuple[float, float, float]]:
    """Corners of a box around an entity, relative to its place [m]: its mesh, its area, and who comes there."""
    parts: Mapping[str, Any] = entity.components
    wide, high = _mesh(parts)
    obstacle, trigger, group = parts.get("obstacle"), parts.get("trigger"), parts.get("spawn_group")
    scale = float(getattr(parts.get("transform"), "scale", 1.0))
    if obstacle is not None:
        wide = max(wide, _reach(obstacle) * scale)
        high = max(high, float(obstacle.size[1]) * scale)
    if trigger is not None and trigger.event == "enter":
        wide = max(wide, _reach(trigger))
    if group is not None:
        prefab = view.prefabs.get(group.prefab)
        body, tall = _mesh(prefab.components) if prefab is not None else (LEAST_M, 2 * LEAST_M)
        wide, high = max(wide, float(group.radius) + body), max(high, tall)
    wide, high = max(wide, LEAST_M), max(high, LEAST_M)
    return itertools.product((-wide, wide), (0.0, high), (-wide, wide))


def _reach(shaped: Any) -> float:
    """How far a shape reaches from its middle, however it is turned [m]."""
    return float(shaped.radius if shaped.shape == "circle" else np.hypot(shaped.size[0], shaped.size[2]) / 2.0)


def _mesh(parts: Mapping[str, Any]) -> tuple[float, float]:
    """How far a mesh reaches from its middle, and how high [m]; nothing for none, and for one that is missing."""
    looks = parts.get("appearance")
    if looks is None or looks.mesh not in MESHES:
        return 0.0, 0.0
    mesh, scale = MESHES.spec(looks.mesh).mesh, float(getattr(parts.get("transform"), "scale", 1.0))
    reach = float(np.hypot(mesh.vertices[:, 0], mesh.vertices[:, 2]).max())
    return reach * scale, mesh.height * scale
