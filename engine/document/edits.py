"""Everyday changes as commands: remove with children, duplicate, rename, re-parent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from engine.document.command import Command
from engine.document.commands import AddEntity, Compound, RemoveEntity, Set
from engine.document.errors import CommandError, path_place
from engine.document.resolve import EntityView
from engine.document.scene_view import SceneView
from engine.schema.values import Value

_NUMBERED = re.compile(r"(.*?)_?(\d+)\Z")


def with_children(view: SceneView, ids: Iterable[str]) -> list[EntityView]:
    """The entities and everything below them, in the order of the view."""
    wanted: set[str] = set()
    waiting = [identifier for identifier in ids if view.get(identifier) is not None]
    while waiting:
        identifier = waiting.pop()
        if identifier not in wanted:
            wanted.add(identifier)
            waiting += [child.id for child in view.children(identifier)]
    return [entity for entity in view.entities if entity.id in wanted]


def remove_entities(view: SceneView, ids: Sequence[str]) -> Compound:
    """The command that removes entities together with their children."""
    snapshot = view.snapshot
    doomed = with_children(view, ids)
    places = {file: {key: index for index, key in enumerate(snapshot.entities(file))} for file in _files(doomed)}
    # Last first, so that no index is moved by an earlier removal.
    doomed.sort(key=lambda entity: (entity.file, -places[entity.file][entity.id]))
    commands = tuple(
        RemoveEntity(
            file=entity.file,
            id=entity.id,
            block=snapshot.block(entity.file, entity.id),
            index=places[entity.file][entity.id],
        )
        for entity in doomed
    )
    return Compound(title=f"Delete {_told(view, ids)}", commands=commands)


def duplicate_entities(
    view: SceneView, ids: Sequence[str], offset: tuple[float, float, float] = (1.0, 0.0, 1.0)
) -> tuple[Compound, tuple[str, ...]]:
    """The command that copies entities with their children, and the ids of the copies of `ids`.

    References among the copied point to the copies. The topmost copies are moved by `offset` [m].
    """
    snapshot = view.snapshot
    originals = with_children(view, ids)
    taken = {entity.id for entity in view.entities}
    names: dict[str, str] = {}
    for entity in originals:
        names[entity.id] = free_id(entity.id, taken)
        taken.add(names[entity.id])
    ends = {file: len(snapshot.entities(file)) for file in _files(originals)}
    commands: list[Command] = []
    for entity in originals:
        block = _pointed(view, snapshot.block(entity.file, entity.id), names)
        if entity.parent not in names:
            _shift(block, entity, offset)
        commands.append(AddEntity(file=entity.file, id=names[entity.id], block=block, index=ends[entity.file]))
        ends[entity.file] += 1
    copies = tuple(names[identifier] for identifier in ids if identifier in names)
    return Compound(title=f"Duplicate {_told(view, ids)}", commands=tuple(commands)), copies


def rename(view: SceneView, identifier: str, name: str) -> Set:
    """The command that gives an entity another name; its id stays.

    Raises:
        DocumentError: There is no such entity.
    """
    path = view.entity(identifier).path / "name"
    return Set(path=path, old=view.snapshot.value(path), new=name or None)


def reparent(view: SceneView, ids: Sequence[str], parent: str | None) -> Compound:
    """The command that puts entities under another one, or at the top.

    Raises:
        CommandError: The parent lies in another file or below one of them.
        DocumentError: There is no such entity.
    """
    goal = view.entity(parent) if parent is not None else None
    moved = [view.entity(identifier) for identifier in ids]
    below = {entity.id for entity in with_children(view, ids)}
    commands: list[Command] = []
    for entity in moved:
        if goal is not None and goal.id in below:
            raise CommandError("an entity can't stand under itself", path_place(entity.path), "another parent")
        if goal is not None and goal.file != entity.file:
            raise CommandError(
                f"{goal.name} belongs to another file", path_place(entity.path), f"a parent in {entity.file}.toml"
            )
        if entity.parent != parent:
            path = entity.path / "parent"
            commands.append(Set(path=path, old=view.snapshot.value(path), new=parent))
    goal_name = f"under {goal.name}" if goal else "to the top"
    return Compound(title=f"Move {_told(view, ids)} {goal_name}", commands=tuple(commands))


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """An id that nobody has: `stalker_02` gives `stalker_03` when that one is free."""
    used = set(taken)
    match = _NUMBERED.match(wanted)
    stem, digits = (match[1], match[2]) if match else (wanted, "01")
    number = int(digits) + 1
    while (found := f"{stem}_{number:0{len(digits)}d}") in used:
        number += 1
    return found


def _files(entities: Iterable[EntityView]) -> set[str]:
    return {entity.file for entity in entities}


def _pointed(view: SceneView, block: dict[str, Value], names: dict[str, str]) -> dict[str, Value]:
    """A copy of the block whose references to copied entities mean the copies."""
    pointed = dict(block)
    parent = block.get("parent")
    if isinstance(parent, str) and parent in names:
        pointed["parent"] = names[parent]
    for key, table in block.items():
        component = view.vocabulary.components.get(key)
        if component is None or not isinstance(table, dict):
            continue
        fields = {spec.name for spec in component.fields() if spec.ref == "entity"}
        pointed[key] = {
            name: names.get(value, value) if name in fields and isinstance(value, str) else value
            for name, value in table.items()
        }
    return pointed


def _shift(block: dict[str, Value], entity: EntityView, offset: tuple[float, float, float]) -> None:
    transform = entity.components.get("transform")
    position = getattr(transform, "position", None)
    if position is None:
        return
    stated = block.get("transform")
    table = dict(stated) if isinstance(stated, dict) else {}
    table["position"] = [float(value + shift) for value, shift in zip(position, offset, strict=True)]
    block["transform"] = table


def _told(view: SceneView, ids: Sequence[str]) -> str:
    if len(ids) == 1:
        entity = view.get(ids[0])
        return entity.name if entity else ids[0]
    return f"{len(ids)} entities"
