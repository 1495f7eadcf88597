"""Colliders: what blocks the way."""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.present.draw_list import AreaMark, DrawList, Point
from engine.present.entity_parts import place_of

STILL, MOVING = "#7fd4ff", "#b9a5ff"


def add(scene: OverlayScene, picture: DrawList) -> None:
    """Outlines of obstacles and barriers, and the circles that bodies are."""
    for entity in scene.view.with_component("obstacle"):
        components: Any = entity.components
        placed = place_of(components, scene.ground)
        if placed is None:
            continue
        position, yaw, _ = placed
        obstacle = components["obstacle"]
        size = (float(obstacle.size[0]), float(obstacle.size[2]))
        picture.areas.append(AreaMark(entity.id, obstacle.shape, position, obstacle.radius, size, yaw, STILL))
    if scene.session is None:
        _add_edited(scene, picture)
    else:
        _add_running(scene, picture)


def _add_edited(scene: OverlayScene, picture: DrawList) -> None:
    for entity in scene.view.entities:
        components: Any = entity.components
        placed = place_of(components, scene.ground)
        if placed is None:
            continue
        position, yaw, _ = placed
        if "barrier" in components:
            barrier = components["barrier"]
            _add_box(picture, entity.id, position, yaw, barrier.half_extent_x, barrier.half_extent_z)
        elif "body" in components:
            picture.areas.append(AreaMark(entity.id, "circle", position, components["body"].radius, colour=MOVING))


def _add_running(scene: OverlayScene, picture: DrawList) -> None:
    assert scene.session is not None
    rows = scene.session.world.view
    for i in np.flatnonzero((rows["life"] == 1) | (rows["life"] == 2)):
        x, y, z = (float(value) for value in rows["position"][i])
        if rows["immovable"][i]:
            half = rows["half_extent"][i]
            _add_box(picture, "", (x, y, z), float(rows["yaw"][i]), float(half[0]), float(half[1]))
        else:
            picture.areas.append(AreaMark("", "circle", (x, y, z), float(rows["radius"][i]), colour=MOVING))


def _add_box(picture: DrawList, entity: str, place: Point, yaw: float, half_x: float, half_z: float) -> None:
    picture.areas.append(AreaMark(entity, "box", place, 1.0, (2.0 * half_x, 2.0 * half_z), yaw, MOVING))


COLLIDERS = Overlay(
    "colliders",
    "Colliders",
    "What blocks the way?",
    "bounding-box",
    add,
    (Swatch("Obstacle", STILL), Swatch("Body, barrier", MOVING, "ring")),
    order=20,
)
