"""Turns a drag's numbers into commands on the entities that it moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from editor.viewport.tools.drag import Change
from engine.document import Command, Compound, Document, EntityView, Path, SceneView, Set, Value

DECIMALS = 4
FIELDS = ("position", "rotation", "scale")


@dataclass(frozen=True)
class Placed:
    """An entity with a place, as it was when the drag began; `stated` holds what its own block says (None: nothing)."""

    entity: EntityView
    position: tuple[float, float, float]
    rotation: tuple[float, float, float]
    scale: float
    stated: Mapping[str, Value]


def placed_entities(document: Document, view: SceneView, ids: Iterable[str]) -> list[Placed]:
    """The selected entities that have a place; a folder stands for everything below it."""
    chosen: dict[str, Placed] = {}

    def take(entity: EntityView, depth: int = 0) -> None:
        transform: Any = entity.components.get("transform")
        if transform is not None:
            if not entity.locked:
                rotation = tuple(float(angle) for angle in transform.rotation)
                position = tuple(float(value) for value in transform.position)
                stated = {name: document.value(transform_path(entity, name)) for name in FIELDS}
                chosen[entity.id] = Placed(entity, position, rotation, float(transform.scale), stated)  # type: ignore[arg-type]
            return
        if depth < 64:
            for child in view.children(entity.id):
                take(child, depth + 1)

    for identifier in ids:
        entity = view.get(identifier)
        if entity is not None:
            take(entity)
    return list(chosen.values())


def commands_for(things: Sequence[Placed], pivot: tuple[float, float, float], change: Change) -> list[Command]:
    """The commands that move, turn or resize the things as the change says; a turn about y also swings places."""
    commands: list[Command] = []
    for thing in things:
        position, rotation, scale = _changed(thing, pivot, change, alone=len(things) == 1)
        commands += _set_if_new(thing, "position", thing.position, position)
        commands += _set_if_new(thing, "rotation", thing.rotation, rotation)
        commands += _set_if_new(thing, "scale", thing.scale, scale)
    return commands


def transform_path(entity: EntityView, field: str) -> Path:
    """One field of an entity's transform in the document."""
    return Path.entity(entity.file, entity.id, "transform", field)


def _changed(
    thing: Placed, pivot: tuple[float, float, float], change: Change, *, alone: bool
) -> tuple[tuple[float, ...], tuple[float, ...], float]:
    position = np.array(thing.position) + np.array(change.shift)
    rotation = list(thing.rotation)
    rotation[change.axis] = _wrapped(rotation[change.axis] + float(np.degrees(change.angle)))
    if not alone:
        offset = position - np.array([pivot[0], 0.0, pivot[2]])
        if change.angle and change.axis == 1:
            cos, sin = np.cos(change.angle), np.sin(change.angle)
            position[0] = pivot[0] + offset[0] * cos + offset[2] * sin
            position[2] = pivot[2] - offset[0] * sin + offset[2] * cos
        if change.factor != 1.0:
            position[0], position[2] = pivot[0] + offset[0] * change.factor, pivot[2] + offset[2] * change.factor
    return _rounded(position), _rounded(rotation), round(thing.scale * change.factor, DECIMALS)


def _set_if_new(thing: Placed, field: str, before: Any, after: Any) -> list[Command]:
    if np.allclose(before, after, atol=0.5 * 10.0**-DECIMALS):
        return []
    value = list(after) if isinstance(after, tuple) else after
    return [Set(path=transform_path(thing.entity, field), old=thing.stated[field], new=value)]


def _rounded(values: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(float(value), DECIMALS) + 0.0 for value in values)


def _wrapped(degrees: float) -> float:
    """The same angle between -180 and 180 degrees."""
    return (degrees + 180.0) % 360.0 - 180.0


def to_ground(things: Sequence[Placed]) -> Command | None:
    """The command that takes away all heights above the ground; None when there are none."""
    commands: list[Command] = []
    for thing in things:
        x, _, z = thing.position
        commands += _set_if_new(thing, "position", thing.position, (x, 0.0, z))
    if not commands:
        return None
    return commands[0] if len(commands) == 1 else Compound(title="Put on the ground", commands=tuple(commands))
