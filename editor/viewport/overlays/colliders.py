"""Colliders: what blocks the way."""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.present.batches import box_edges, rings
from engine.present.draw_list import DrawList, Point
from engine.present.entity_parts import place_of
from engine.world.ids import DOWN, UP

STILL, MOVING = "#7fd4ff", "#b9a5ff"
WIDTH_M = 0.055
Circle = tuple[Point, float]
Box = tuple[Point, tuple[float, float], float]


def add(scene: OverlayScene, picture: DrawList) -> None:
    """Outlines of obstacles and barriers, and the circles that bodies are."""
    circles: list[Circle] = []
    boxes: list[Box] = []
    for entity in scene.view.with_component("obstacle"):
        components: Any = entity.components
        placed = place_of(components, scene.ground)
        if placed is None:
            continue
        position, yaw, _ = placed
        obstacle = components["obstacle"]
        if obstacle.shape == "circle":
            circles.append((position, obstacle.radius))
        else:
            boxes.append((position, (float(obstacle.size[0]) / 2, float(obstacle.size[2]) / 2), yaw))
    _draw(scene, picture, circles, boxes, STILL)
    if scene.session is None:
        _add_edited(scene, picture)
    else:
        _add_running(scene, picture)


def _add_edited(scene: OverlayScene, picture: DrawList) -> None:
    circles: list[Circle] = []
    boxes: list[Box] = []
    for entity in scene.view.entities:
        components: Any = entity.components
        placed = place_of(components, scene.ground)
        if placed is None:
            continue
        position, yaw, _ = placed
        if "barrier" in components:
            barrier = components["barrier"]
            boxes.append((position, (barrier.half_extent_x, barrier.half_extent_z), yaw))
        elif "body" in components:
            circles.append((position, components["body"].radius))
    _draw(scene, picture, circles, boxes, MOVING)


def _add_running(scene: OverlayScene, picture: DrawList) -> None:
    assert scene.session is not None
    rows = scene.session.world.view
    present = (rows["life"] == UP) | (rows["life"] == DOWN)
    is_box = rows["immovable"] != 0
    if "rigid_round" in rows:
        is_box &= rows["rigid_round"] == 0
    round_ones, walls = np.flatnonzero(present & ~is_box), np.flatnonzero(present & is_box)
    picture.ring_batches.append(
        rings(scene.ground, rows["position"][round_ones], rows["radius"][round_ones], MOVING, width=WIDTH_M)
    )
    picture.line_batches.append(
        box_edges(scene.ground, rows["position"][walls], rows["half_extent"][walls], rows["yaw"][walls], MOVING)
    )


def _draw(scene: OverlayScene, picture: DrawList, circles: list[Circle], boxes: list[Box], colour: str) -> None:
    if circles:
        places, radii = zip(*circles, strict=True)
        picture.ring_batches.append(rings(scene.ground, places, radii, colour, width=WIDTH_M))
    if boxes:
        places, halves, yaws = zip(*boxes, strict=True)
        picture.line_batches.append(box_edges(scene.ground, places, halves, yaws, colour))


COLLIDERS = Overlay(
    "colliders",
    "Colliders",
    "What blocks the way?",
    "bounding-box",
    add,
    (
        Swatch("Obstacle", STILL, help="Stands still and is in the way."),
        Swatch("Body, barrier", MOVING, "ring", "What moves, or is taken away in play."),
    ),
    order=20,
)
