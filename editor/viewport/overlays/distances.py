"""Distances: how far the selected things lie apart."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import numpy as np

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.present.batches import lines
from engine.present.draw_list import DrawList, Label, Point
from engine.present.entity_parts import place_of
from engine.present.ground import height_at

COLOUR = "#f7e3a1"
WIDTH_M, ABOVE_M = 0.05, 0.35
ALL_PAIRS = 3
"""Up to so many things every pair is measured; of more, each and the next, in the order of choosing."""
MOST = 24
NONE = "Select two or more things"


def add(scene: OverlayScene, picture: DrawList) -> None:
    """A line between selected things with its length along the ground, and the way along all of them."""
    places = [place for identifier in scene.selection[:MOST] if (place := _place(scene, identifier)) is not None]
    if len(places) < 2:
        picture.notes.append(NONE)
        return
    pairs = list(combinations(places, 2)) if len(places) <= ALL_PAIRS else list(pairwise(places))
    start, stop = (np.array(ends, dtype=np.float32) for ends in zip(*pairs, strict=True))
    picture.line_batches.append(lines(scene.ground, start, stop, COLOUR, width=WIDTH_M, through=0.6))
    for one, other in pairs:
        middle = ((one[0] + other[0]) / 2.0, 0.0, (one[2] + other[2]) / 2.0)
        lift = float(height_at(scene.ground, np.array(middle[0]), np.array(middle[2])))
        picture.labels.append(Label(told(one, other), (middle[0], lift + ABOVE_M, middle[2]), COLOUR))
    if len(pairs) > 1:
        whole = sum(apart(one, other) for one, other in pairwise(places))
        picture.notes.append(f"{len(places)} things, {whole:,.2f} m from the first to the last")


def apart(one: Point, other: Point) -> float:
    """How far two places lie apart on the map [m]."""
    return float(np.hypot(other[0] - one[0], other[2] - one[2]))


def told(one: Point, other: Point) -> str:
    """A distance as it is read: "5.00 m", with the difference in height where there is one."""
    rise = other[1] - one[1]
    height = f", {abs(rise):.2f} m {'higher' if rise > 0.0 else 'lower'}" if abs(rise) >= 0.005 else ""
    return f"{apart(one, other):,.2f} m{height}"


def _place(scene: OverlayScene, identifier: str) -> Point | None:
    """Where a thing is: in the running copy where it lives there, else by the document [m]."""
    session = scene.session
    row = session.compiled.row_of(identifier) if session is not None else None
    if session is not None and row is not None:
        x, y, z = (float(value) for value in session.world.view["position"][row])
        return (x, y, z)
    entity = scene.view.get(identifier)
    parts: Any = entity.components if entity is not None else {}
    placed = place_of(parts, scene.ground)
    return placed[0] if placed is not None else None


DISTANCES = Overlay(
    "distances",
    "Distances",
    "How far do the selected things lie apart?",
    "ruler",
    add,
    (Swatch("Distance on the map", COLOUR, help="Between the places of selected things, heights apart."),),
    order=66,
)
