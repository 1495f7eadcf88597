"""Threads of light: the ribbons that a scene's entities are tied together by."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from engine.document import SceneView
from engine.present.draw_list import Ground, Point, Ribbon
from engine.present.ground import height_under

RISING_WIDTH = 0.22
DARK = "#000000"


def ribbons_of(view: SceneView, ground: Ground | None, unseen: Collection[str] = ()) -> list[Ribbon]:
    """The ribbons of every visible entity; one that leads to something hidden or missing is left out."""
    found: list[Ribbon] = []
    for entity in view.with_component("ribbon"):
        if entity.id in unseen:
            continue
        ribbon: Any = entity.components["ribbon"]
        start = _hanging_point(entity, ribbon.height, ground)
        target = view.get(ribbon.to) if ribbon.to else None
        end = _hanging_point(target, ribbon.height, ground) if target is not None and target.id not in unseen else None
        if start is None:
            continue
        if end is not None:
            found.append(Ribbon(start, end, ribbon.color, ribbon.sag, ribbon.end_color, ribbon.width, ribbon.strands))
        if ribbon.rise > 0.0:
            top = (start[0], start[1] + ribbon.rise, start[2])
            found.append(Ribbon(start, top, ribbon.color, 0.0, DARK, RISING_WIDTH))
    return found


def _hanging_point(entity: Any, height: float, ground: Ground | None) -> Point | None:
    transform = entity.components.get("transform")
    if transform is None:
        return None
    x, lift, z = (float(value) for value in transform.position)
    return (x, height_under(ground, x, z) + lift + height, z)
