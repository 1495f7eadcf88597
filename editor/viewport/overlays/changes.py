"""Changes: where things stood before they were changed, as ghosts."""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.viewport.ghosts import add_way, ghost
from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.document import EntityView
from engine.present.draw_list import DrawList
from engine.present.ground import height_at

BEFORE, GONE = "#e4ecff", "#ff6b7d"
MOST = 400


def add(scene: OverlayScene, picture: DrawList) -> None:
    """A ghost at the old place of what was moved, scaled, turned or given another look, and of what was removed."""
    before = scene.before
    if before is None or scene.session is not None:
        return
    shown = 0
    for old in before.entities:
        new = scene.view.get(old.id)
        if new is old or shown >= MOST or old.hidden or "transform" not in old.components:
            continue
        if new is not None and _looks(new) == _looks(old):
            continue
        shown += 1
        _ghost(scene, picture, old, GONE if new is None else BEFORE)
        if new is not None and "transform" in new.components:
            add_way(picture, _place(scene, old), _place(scene, new), BEFORE)


def _looks(entity: EntityView) -> tuple[object, ...]:
    parts: Any = entity.components
    return parts.get("transform"), parts.get("appearance")


def _place(scene: OverlayScene, entity: EntityView) -> tuple[float, float, float]:
    parts: Any = entity.components
    x, lift, z = (float(value) for value in parts["transform"].position)
    return x, float(height_at(scene.ground, x, z)) + lift, z


def _ghost(scene: OverlayScene, picture: DrawList, entity: EntityView, colour: str) -> None:
    parts: Any = entity.components
    looks = parts.get("appearance")
    if looks is None:
        return
    transform = parts["transform"]
    yaw, scale = float(np.radians(transform.rotation[1])), float(getattr(transform, "scale", 1.0))
    picture.instances.append(ghost(looks.mesh, _place(scene, entity), yaw, scale, colour))


CHANGES = Overlay(
    "changes",
    "Changes",
    "Where did things stand before?",
    "ghost",
    add,
    (
        Swatch("As it was", BEFORE, "solid", "Where something stood, or how it looked, in the state compared with."),
        Swatch("Removed", GONE, "solid", "What was there and is gone."),
    ),
    order=95,
    workspaces=("Review",),
    is_of_editing=True,
)
