"""Encounter tables: groups, triggers, objectives, victory and defeat as arrays, filled when a scene is compiled."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.play.systems.encounter.objective_states import (
    DEFEAT,
    DEFEAT_ALL,
    ON_SIGNAL,
    OPEN,
    PROTECT,
    REACH,
    SURVIVE,
    USE,
    WAITING,
)
from engine.play.systems.encounter.spawning import AFTER_GROUP, AT_START, BY_TRIGGER
from engine.play.systems.encounter.triggers import ENTERED, TIMER, WHEN_MET
from engine.play.systems.encounter.triggers import ON_SIGNAL as SENT
from engine.play.systems.encounter.verdict import (
    ALL_OBJECTIVES,
    HOSTILES_DOWN,
    OBJECTIVE_FAILED,
    ONE_OBJECTIVE,
    PARTY_DOWN,
    PLAYER_DOWN,
)
from engine.world.ids import TEAM_NAMES, TICKS_PER_SECOND
from engine.world.roster import roster_of
from engine.world.system import static

Array = NDArray[Any]
EDGE_M = 8.0
"""The fight's arena ends this far from the edge of the ground."""
LEAST_ARENA_M = 10.0

_EVENTS = {"enter": ENTERED, "timer": TIMER, "objective": WHEN_MET, "signal": SENT}
_WHEN = {"start": AT_START, "trigger": BY_TRIGGER, "after": AFTER_GROUP}
_KINDS = {
    "defeat_all": DEFEAT_ALL,
    "defeat": DEFEAT,
    "protect": PROTECT,
    "reach": REACH,
    "survive": SURVIVE,
    "use": USE,
    "signal": ON_SIGNAL,
}
_VICTORIES = {"hostiles_down": HOSTILES_DOWN, "objective": ONE_OBJECTIVE, "all_objectives": ALL_OBJECTIVES}
_DEFEATS = {"player_down": PLAYER_DOWN, "party_down": PARTY_DOWN, "objective_failed": OBJECTIVE_FAILED}


def _ticks(seconds: float) -> int:
    return round(seconds * TICKS_PER_SECOND)


def _table(rows: list[Any], width: int, dtype: str) -> Array:
    return np.array(rows, dtype).reshape(len(rows), width)


def _numbers(scene: Any, component: str) -> dict[str, int]:
    """Entity id -> its number among the entities that have the component, in scene order."""
    return {entity.id: number for number, entity in enumerate(scene.with_component(component))}


def _ground_point(entity: Any) -> tuple[float, float]:
    place = entity.components.get("transform")
    return (float(place.position[0]), float(place.position[2])) if place else (0.0, 0.0)


def _area(entity: Any, radius: float) -> tuple[float, ...]:
    """The area (7,) of an entity as `trigger_area` has it: that of its trigger, else a circle of `radius` [m]."""
    trigger, place = entity.components.get("trigger"), entity.components.get("transform")
    x, z = _ground_point(entity)
    if trigger is None or trigger.shape == "circle":
        radius = radius if trigger is None else trigger.radius
        return (0, x, z, radius, radius, 1.0, 0.0)
    yaw = math.radians(place.rotation[1]) if place else 0.0
    return (1, x, z, trigger.size[0] / 2, trigger.size[2] / 2, math.cos(yaw), math.sin(yaw))


@static(columns="trigger_rule trigger_area")
def trigger_tables(scene: Any, parts: Any) -> Mapping[str, Array]:
    """Rows in scene order: what sets the trigger off, and where."""
    objectives = _numbers(scene, "objective")
    signals = {name: number for number, name in enumerate(parts.signals)}
    rules: list[Any] = []
    areas: list[Any] = []
    for entity in scene.with_component("trigger"):
        trigger = entity.components["trigger"]
        which = objectives.get(trigger.objective, -1)
        if trigger.event == "signal":
            which = signals.get(trigger.signal, -1)
        rules.append((_EVENTS[trigger.event], TEAM_NAMES.index(trigger.side), _ticks(trigger.delay), which))
        areas.append(_area(entity, trigger.radius))
    return {"trigger_rule": _table(rules, 4, "i4"), "trigger_area": _table(areas, 7, "f4")}


@static(columns="spawn_rule spawn_place")
def spawn_tables(scene: Any, parts: Any) -> Mapping[str, Array]:
    """Rows in scene order: when a group appears, and where."""
    triggers, groups = _numbers(scene, "trigger"), _numbers(scene, "spawn_group")
    rules: list[Any] = []
    places: list[Any] = []
    for entity in scene.with_component("spawn_group"):
        group = entity.components["spawn_group"]
        which = groups.get(group.after, -1) if group.when == "after" else triggers.get(group.trigger, -1)
        rules.append((_WHEN[group.when], which, _ticks(group.delay), group.left))
        places.append((*_ground_point(entity), group.radius))
    return {"spawn_rule": _table(rules, 4, "i4"), "spawn_place": _table(places, 3, "f4")}


@static(columns="objective_rule objective_place objective_state")
def objective_tables(scene: Any, parts: Any) -> Mapping[str, Array]:
    """Rows in scene order: what is asked, of whom, where and for how long, and who waits for another to begin with."""
    numbers, groups = _numbers(scene, "objective"), _numbers(scene, "spawn_group")
    signals = {name: number for number, name in enumerate(parts.signals)}
    rows = {row.entity: row.local_id for row in roster_of(scene, parts)}
    entities = {entity.id: entity for entity in scene.entities}
    rules: list[Any] = []
    places: list[Any] = []
    for entity in scene.with_component("objective"):
        objective = entity.components["objective"]
        target = entities.get(objective.target, entity)
        rules.append(
            (
                _KINDS[objective.kind],
                rows.get(objective.target, -1),
                _ticks(objective.seconds),
                numbers.get(objective.after, -1),
                signals.get(objective.signal, -1),
                groups.get(objective.target, -1),
            )
        )
        places.append(_area(target, objective.radius))
    table = _table(rules, 6, "i4")
    return {
        "objective_rule": table,
        "objective_place": _table(places, 7, "f4"),
        "objective_state": np.where(table[:, 3] >= 0, WAITING, OPEN).astype("i4"),
    }


@static(columns="victory_rule defeat_rule arena")
def ending_tables(scene: Any, parts: Any) -> Mapping[str, Array]:
    """What wins, what loses, and the circle outside of which a fleeing actor is gone."""
    numbers = _numbers(scene, "objective")
    victories = [e.components["victory"] for e in scene.with_component("victory")]
    defeats = [e.components["defeat"] for e in scene.with_component("defeat")]
    radius = max(LEAST_ARENA_M, scene.header.terrain.size_m / 2 - EDGE_M)
    return {
        "victory_rule": _table([(_VICTORIES[v.when], numbers.get(v.objective, -1)) for v in victories], 2, "i4"),
        "defeat_rule": _table([(_DEFEATS[d.when], _ticks(d.seconds)) for d in defeats], 2, "i4"),
        "arena": np.array([0.0, 0.0, radius], "f4"),
    }
