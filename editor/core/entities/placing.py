"""Entities with a place in the world: what a move reads of them, and the commands that give them another place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.document import Command, Compound, Document, EntityView, Path, SceneView, Set, Value
from engine.document.views.placing import as_stated

DECIMALS = 4
FIELDS = ("position", "rotation", "scale")
DEEPEST = 64


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
        if depth < DEEPEST:
            for child in view.children(entity.id):
                take(child, depth + 1)

    for identifier in ids:
        entity = view.get(identifier)
        if entity is not None:
            take(entity)
    return [each for each in chosen.values() if not _moves_with(each.entity, chosen)]


def _moves_with(entity: EntityView, chosen: Mapping[str, Placed]) -> bool:
    """Whether a part goes along with its instance, or with the instance in it that it comes from."""
    if entity.part_of is None:
        return False
    above = entity.id.rpartition(".")[0]
    while above:
        if above in chosen:
            return True
        above = above.rpartition(".")[0]
    return False


def transform_path(entity: EntityView, field: str) -> Path:
    """One field of an entity's transform in the document."""
    return Path.entity(entity.file, entity.id, "transform", field)


def set_if_new(thing: Placed, field: str, before: Any, after: Any) -> list[Command]:
    """The command that gives a field of a transform another value; none where it differs by less than is written."""
    if all(
        abs(one - other) < 0.5 * 10.0**-DECIMALS for one, other in zip(_numbers(before), _numbers(after), strict=True)
    ):
        return []
    value: Value = as_stated(thing.entity, field, list(_numbers(after)) if isinstance(after, tuple) else after)
    return [Set(path=transform_path(thing.entity, field), old=thing.stated[field], new=value)]


def _numbers(value: Any) -> tuple[float, ...]:
    return tuple(map(float, value)) if isinstance(value, tuple) else (float(value),)  # type: ignore[arg-type]


def rounded(values: Iterable[float]) -> tuple[float, ...]:
    """Numbers as files hold them; no negative zero."""
    return tuple(round(float(value), DECIMALS) + 0.0 for value in values)


def wrapped(degrees: float) -> float:
    """The same angle between -180 and 180 degrees."""
    return (degrees + 180.0) % 360.0 - 180.0


def to_ground(things: Sequence[Placed]) -> Command | None:
    """The command that takes away all heights above the ground; None when there are none."""
    commands: list[Command] = []
    for thing in things:
        x, _, z = thing.position
        commands += set_if_new(thing, "position", thing.position, (x, 0.0, z))
    if not commands:
        return None
    return commands[0] if len(commands) == 1 else Compound(title="Put on the ground", commands=tuple(commands))
