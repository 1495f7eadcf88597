"""Perception: how far the agents see and hear, and which way."""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.present.draw_list import DrawList, GroundLine, Point
from engine.present.entity_parts import place_of

SIGHT, HEARING = "#ff6a78", "#8fa6c8"
MOST = 8


def add(scene: OverlayScene, picture: DrawList) -> None:
    """Cones of the selected agents; without a selection those of the hostile ones, at most eight."""
    chosen = [entity for entity in scene.view.with_component("perception") if _is_wanted(scene, entity)][:MOST]
    running = _running_places(scene)
    for entity in chosen:
        components: Any = entity.components
        placed = place_of(components, scene.ground)
        if placed is None:
            continue
        position, yaw, _ = placed
        position, yaw = running.get(entity.id, (position, yaw))
        perception = components["perception"]
        picture.lines.append(GroundLine(cone(position, yaw, perception.sight, perception.fov), SIGHT, 0.1, dashed=True))
        if entity.id in scene.selection:
            ring = cone(position, yaw, perception.hearing, 360.0)
            picture.lines.append(GroundLine(ring, HEARING, 0.08, dashed=True))


def cone(position: Point, yaw: float, reach: float, fov: float) -> tuple[Point, ...]:
    """The outline of a field of view: from the eye along one edge, round the arc and back."""
    half = np.radians(min(fov, 360.0)) / 2.0
    angle = np.linspace(yaw - half, yaw + half, max(int(fov / 6.0), 8))
    x, y, z = position
    arc = [(x + reach * float(np.sin(a)), y, z + reach * float(np.cos(a))) for a in angle]
    return (position, *arc, position) if fov < 359.0 else tuple(arc)


def _is_wanted(scene: OverlayScene, entity: Any) -> bool:
    if scene.selection:
        return entity.id in scene.selection
    team = entity.components.get("team")
    return team is not None and team.side == "hostile"


def _running_places(scene: OverlayScene) -> dict[str, tuple[Point, float]]:
    if scene.session is None:
        return {}
    rows = scene.session.world.view
    places: dict[str, tuple[Point, float]] = {}
    # A population has neither eyes nor ears, so the roster is enough.
    for row in scene.session.compiled.roster:
        local, identifier = row.local_id, row.entity
        if identifier and local < len(rows["life"]) and rows["life"][local] == 1:
            x, y, z = (float(value) for value in rows["position"][local])
            places[identifier] = ((x, y, z), float(rows["yaw"][local]))
    return places


PERCEPTION = Overlay(
    "perception",
    "Perception",
    "What do the agents see and hear?",
    "eye",
    add,
    (Swatch("Sight range", SIGHT, "dashed"), Swatch("Hearing, selected", HEARING, "dashed")),
    order=30,
)
