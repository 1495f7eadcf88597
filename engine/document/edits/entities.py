"""Everyday changes to entities as commands: remove with children, rename, point elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from engine.collection import collection_paused
from engine.document.command import Command
from engine.document.commands import Compound, RemoveEntity, Set
from engine.document.path import Path
from engine.document.views.entity_view import EntityView
from engine.document.views.scene_view import SceneView
from engine.schema.reserved import PARTS
from engine.schema.values import Value, plain
from engine.schema.vocabulary import Vocabulary

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


@collection_paused()
def remove_entities(view: SceneView, ids: Sequence[str]) -> Compound:
    """The command that removes entities together with their children."""
    snapshot = view.snapshot
    found = with_children(view, ids)
    gone = {entity.id for entity in found}
    # A part goes with its instance, or with the part that it stands under; else its instance does without it.
    parts = [each for each in found if each.part_of not in (None, *gone) and each.parent not in gone]
    doomed = [each for each in found if each.part_of is None]
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
    return Compound(title=f"Delete {told(view, ids)}", commands=(*do_without(view, parts), *commands))


def do_without(view: SceneView, parts: Iterable[EntityView]) -> list[Command]:
    """The commands after which instances do without some of their parts; what they say of these is kept."""
    named: dict[str, list[str]] = {}
    for each in parts:
        named.setdefault(str(each.part_of), []).append(f".{each.part}")
    commands: list[Command] = []
    for instance, names in named.items():
        path = view.entity(instance).path / "removed"
        old = view.snapshot.value(path)
        listed = old if isinstance(old, list) else []
        commands.append(Set(path=path, old=old, new=[*listed, *(each for each in names if each not in listed)]))
    return commands


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


def pointed(block: Mapping[str, Value], names: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, Value]:
    """A copy of a block whose parent and references mean other entities: those that `names` gives for theirs."""
    copy = cast("dict[str, Value]", plain(block))
    parent = copy.get("parent")
    if isinstance(parent, str):
        copy["parent"] = names.get(parent, parent)
    for path, value in stated_references(Path(""), copy, vocabulary):
        table: Any = copy
        for key in path.keys[:-1]:
            table = table[key]
        table[path.keys[-1]] = pointing_elsewhere(value, names)
    return copy


def references_of(block: Mapping[str, Any], vocabulary: Vocabulary) -> set[str]:
    """The ids that an entity's components refer to; its parent is none of them."""
    found: set[str] = set()
    for _, value in stated_references(Path(""), block, vocabulary):
        listed: list[Any] = cast("list[Any]", value) if isinstance(value, list) else [value]
        found.update(each for each in listed if isinstance(each, str) and each)
    return found


def stated_references(at: Path, block: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[tuple[Path, Any]]:
    """Every field of a block, and of what it says of parts, that names entities, with its value.

    Args:
        at: The path of the block.
        block: What it says.
        vocabulary: The known components.
    """
    parts = block.get(PARTS)
    for name, said in cast("dict[str, Any]", parts).items() if isinstance(parts, dict) else ():
        if isinstance(said, dict):
            yield from stated_references(at / PARTS / name, cast("dict[str, Any]", said), vocabulary)
    for key, table in block.items():
        component = vocabulary.components.get(key)
        if component is None or not isinstance(table, dict):
            continue
        known = cast("dict[str, Any]", table)
        for spec in component.fields():
            if spec.ref == "entity" and spec.name in known:
                yield at / key / spec.name, known[spec.name]


def pointing_elsewhere(value: Any, names: Mapping[str, str]) -> Any:
    """The value of a field that names entities, with the new names of those that have one."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [names.get(each, each) if isinstance(each, str) else each for each in cast("list[Any]", value)]
    return value


def told(view: SceneView, ids: Sequence[str]) -> str:
    """What a title calls entities: the name of one, else how many."""
    if len(ids) == 1:
        entity = view.get(ids[0])
        return entity.name if entity else ids[0]
    return f"{len(ids)} entities"
