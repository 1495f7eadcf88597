"""Weaves: what each thread of fate touches, how near one has to stand, and what the encounter's budget allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.document import EntityView
from engine.present.draw_list import AreaMark, DrawList, GroundLine, Plate, Point
from engine.present.entity_parts import place_of

TERRAIN, WEATHER, OPENS, SHUTS = "#ffc667", "#4fe3dc", "#8fe388", "#ff8279"
BUDGETS = ("terrain", "weather")
ABOVE_M = 2.6


def add(scene: OverlayScene, picture: DrawList) -> None:
    """A circle of reach and a price at each thread, a line to each thing that it brings or takes, the budgets below.

    While a copy plays, what is woven and what is left of the budgets is that of the run.
    """
    weaves = list(scene.view.with_component("weave"))
    if not weaves:
        picture.notes.append("Weaves: none in this scene and encounter")
        return
    places = {entity.id: _point(scene, entity) for entity in weaves}
    state = _woven(scene, len(weaves))
    for number, entity in enumerate(weaves):
        weave: Any = entity.components["weave"]
        place, colour = places[entity.id], _colour(weave)
        picture.areas.append(
            AreaMark(entity.id, "circle", place, float(weave.reach), colour=colour, dashed=not state[number])
        )
        x, y, z = place
        back = round(weave.price * weave.refund)
        told = f"{weave.price} Echo, {back} back; {weave.share} of the {weave.budget} budget"
        title = f"{weave.text or entity.name}{' (woven)' if state[number] else ''}"
        picture.plates.append(Plate(entity.id, title, told, (x, y + ABOVE_M, z), None, "neutral", is_kept=True))
    for entity in scene.view.with_component("woven"):
        _touched(scene, picture, entity, places)
    _budgets(scene, picture, weaves)


def _touched(scene: OverlayScene, picture: DrawList, entity: EntityView, places: Mapping[str, Point]) -> None:
    """The line from a thread to something that it brings or takes, and the outline of a wall."""
    woven: Any = entity.components["woven"]
    start = places.get(woven.by)
    if start is None:
        return
    comes = woven.shows == "woven"
    barrier: Any = entity.components.get("barrier")
    # A wall that goes opens a way; one that comes shuts it.
    colour = OPENS if comes == (barrier is None) else SHUTS
    end = _point(scene, entity)
    picture.lines.append(GroundLine((start, end), colour, width=0.12, dashed=not comes, lift=0.3, through=0.4))
    if barrier is not None:
        transform: Any = entity.components.get("transform")
        size = (2 * float(barrier.half_extent_x), 2 * float(barrier.half_extent_z))
        yaw = float(np.radians(transform.rotation[1])) if transform is not None else 0.0
        picture.areas.append(AreaMark(entity.id, "box", end, size=size, yaw=yaw, colour=colour, dashed=not comes))


def _budgets(scene: OverlayScene, picture: DrawList, weaves: list[EntityView]) -> None:
    """One sentence for each budget that is drawn on: what there is, and what all threads together would take."""
    loom: Any = next((entity.components["loom"] for entity in scene.view.with_component("loom")), None)
    for number, name in enumerate(BUDGETS):
        asked: list[Any] = [entity.components["weave"] for entity in weaves]
        shares = [int(weave.share) for weave in asked if weave.budget == name]
        if not shares:
            continue
        whole = getattr(loom, name, None)
        if whole is None:
            picture.notes.append(f"{name.capitalize()} budget: no loom sets one")
        elif scene.session is not None:
            left = int(scene.session.world.view["weave_budget"][0, number])
            picture.notes.append(f"{name.capitalize()} budget: {left} of {whole} left")
        else:
            picture.notes.append(f"{name.capitalize()} budget: {whole}; all threads together would take {sum(shares)}")


def _woven(scene: OverlayScene, count: int) -> list[bool]:
    """Which threads are woven in the running copy; none while editing."""
    view = scene.session.world.view if scene.session is not None else {}
    if "weave_state" not in view:
        return [False] * count
    return [bool(each) for each in view["weave_state"][0].tolist()[:count]] or [False] * count


def _colour(weave: Any) -> str:
    return TERRAIN if weave.budget == BUDGETS[0] else WEATHER


def _point(scene: OverlayScene, entity: EntityView) -> Point:
    placed = place_of(entity.components, scene.ground)
    return placed[0] if placed is not None else (0.0, 0.0, 0.0)


WEAVES = Overlay(
    "weaves",
    "Weaves",
    "What does each thread touch, and what does the budget allow?",
    "infinity",
    add,
    (
        Swatch("Terrain thread", TERRAIN, "dashed ring", "How near one has to stand to weave the ground."),
        Swatch("Weather thread", WEATHER, "dashed ring", "How near one has to stand to weave wind and water."),
        Swatch("Brings, or opens", OPENS, "solid", "What is there once it is woven, or a wall that is gone then."),
        Swatch("Shuts", SHUTS, "solid", "A wall that stands once it is woven."),
    ),
    order=60,
)
