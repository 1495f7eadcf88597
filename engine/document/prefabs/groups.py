"""A group becomes a prefab: its root with all that stands below it, or several things that get a root."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.document.command import Command
from engine.document.commands import AddEntity, Compound, RemoveEntity, WriteFile
from engine.document.edits.entities import free_id, pointed, with_children
from engine.document.errors import CommandError, path_place
from engine.document.prefabs.create import create_prefab
from engine.document.prefabs.edits import PLACE, is_of_place
from engine.document.prefabs.naming import check_name, prefab_name
from engine.document.prefabs.parts import put_at
from engine.document.prefabs.pointing import pointed_elsewhere, taken_ids
from engine.document.views.entity_view import EntityView
from engine.document.views.placing import ORIGIN, Place, carried, place_in
from engine.document.views.scene_view import SceneView
from engine.schema.files import FORMAT
from engine.schema.reserved import PARTS, RESERVED
from engine.schema.rewrite import entity_text, head_text
from engine.schema.values import Value


def create_group_prefab(view: SceneView, ids: Sequence[str], title: str) -> tuple[Compound, str]:
    """The command that makes a prefab of entities with all that stands below them, and the id of its first instance.

    One entity becomes the root. Several get a root of their own in their middle. References among them become
    references inside the prefab; whom they mean outside stays with the instance; whoever means them means its parts.

    Raises:
        CommandError: The name can't be used, or they lie in several files, or one is a part of an instance.
    """
    check_name(view.snapshot, title)
    name = prefab_name(title)
    below = [each for each in with_children(view, ids) if each.part_of is None]
    tops = _tops(view, ids, below)
    file = tops[0].file
    # What stands under an entity of another file is a fault there, which Problems mends: it stays in its file.
    moved = [each for each in below if each.file == file]
    single = tops[0] if len(tops) == 1 else None
    members = [each for each in moved if each is not single]
    inner = _names_inside(view, name, single, members)
    at = place_in(single.components) if single is not None and "transform" in single.components else _middle(moved)
    instance = single.id if single is not None else _free(view, file, name)
    goal = _root_place(view, single, at.scale)

    root, kept = _root(view, single, title, inner)
    blocks: dict[str, dict[str, Any]] = {name: root}
    said: dict[str, dict[str, Any]] = {}
    for each in members:
        block, outside = _inside(view, each, inner)
        if not block.get("parent"):
            block["parent"] = name
        if each in tops:
            block["parent"] = name
        has_parts = each.prefab is not None and view.family(each.prefab) is not None
        if "transform" in each.components or (has_parts and at != goal):
            put_at(block, carried(place_in(each.components), at, goal), each)
        blocks[inner[each.id]] = block
        if outside:
            said[inner[each.id]] = outside
    if single is None or "transform" not in single.components:
        root.setdefault("transform", {})
        kept["transform"] = {"position": [round(value, 4) for value in at.position]}
    if said:
        kept[PARTS] = said
    kept["prefab"] = name
    text = head_text({"format": FORMAT, "kind": "prefab", "title": title.strip()})
    text += "".join(entity_text(key, block) for key, block in blocks.items())
    commands: list[Command] = [WriteFile(file=f"prefabs/{name}", old=None, new=text)]
    commands += _swapped(view, file, moved, instance, kept, single)
    outer = {old: f"{instance}.{new}" for old, new in inner.items() if single is None or old != single.id}
    outer = {old: new for old, new in outer.items() if "." not in old or not old.startswith(f"{instance}.")}
    commands += pointed_elsewhere(view, file, outer, but=[each.id for each in moved])
    what = single.name if single is not None else f"{len(tops)} entities"
    return Compound(title=f"Make the prefab {title.strip()} of {what}", commands=tuple(commands)), instance


def _tops(view: SceneView, ids: Sequence[str], moved: Sequence[EntityView]) -> list[EntityView]:
    """The chosen entities that stand under no other chosen one."""
    chosen = [view.entity(identifier) for identifier in ids]
    for each in chosen:
        if each.part_of is not None:
            raise CommandError(f"{each.name} is a part of an instance", path_place(each.path), "a whole instance")
    inside = {each.id for each in moved}
    tops = [each for each in chosen if each.parent not in inside]
    if len({each.file for each in tops}) != 1:
        raise CommandError("the chosen entities lie in several files", "", "entities of the scene or of the encounter")
    return tops


def _names_inside(
    view: SceneView, root: str, single: EntityView | None, members: Sequence[EntityView]
) -> dict[str, str]:
    """What each entity, and each part of one, is called in the prefab's file."""
    taken = {root, *(each.id for each in members)}
    # Alone, it means itself in the scene: there are no names inside a prefab that is its root alone.
    names: dict[str, str] = {single.id: root} if single is not None and members else {}
    for each in members:
        names[each.id] = each.id if each.id != root else free_id(each.id, taken)
        taken.add(names[each.id])
    outer = {**names, single.id: root} if single is not None else names
    for each in view.entities:
        if each.part_of in outer:
            names[each.id] = f"{outer[each.part_of]}.{each.part}"
    return names


def _middle(entities: Sequence[EntityView]) -> Place:
    """The middle of what has a place, on the ground."""
    found = [place_in(each.components).position for each in entities if "transform" in each.components]
    if not found:
        return ORIGIN
    x, _, z = ((min(values) + max(values)) / 2.0 for values in zip(*found, strict=True))
    return Place((round(x, 4), 0.0, round(z, 4)))


def _root_place(view: SceneView, single: EntityView | None, scale: float) -> Place:
    """Where the root stands in the prefab: where the instance stands is left out there, what it inherits is not."""
    inherits = single is not None and "transform" not in single.removed
    there = place_in(view.below(single)) if single is not None and inherits else ORIGIN
    return there._replace(scale=scale)


def _free(view: SceneView, file: str, name: str) -> str:
    taken = taken_ids(view, file)
    return f"{name}_1" if f"{name}_1" not in taken else free_id(f"{name}_1", taken)


def _inside(view: SceneView, entity: EntityView, inner: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """An entity's block as the prefab says it, and what stays with the instance: whom it means outside."""
    block: dict[str, Any] = pointed(view.snapshot.block(entity.file, entity.id), inner, view.vocabulary)
    outside: dict[str, Any] = {}
    inside = set(inner.values())
    for key in [key for key in block if key not in RESERVED and key in view.vocabulary.components]:
        table: dict[str, Any] = block[key] if isinstance(block[key], dict) else {}
        for field in list(table):
            spec = view.vocabulary.components[key].field(field)
            if spec is not None and spec.ref == "entity" and not _is_inside(table[field], inside):
                outside.setdefault(key, {})[field] = table.pop(field)
    return block, outside


def _is_inside(value: Value, inside: set[str]) -> bool:
    named = value if isinstance(value, list) else [value]
    return all(each == "" or each in inside for each in named)


def _root(
    view: SceneView, single: EntityView | None, title: str, inner: dict[str, str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The root as the prefab says it, and the block of the instance as far as it stays."""
    if single is None:
        return {"name": title.strip()}, {"name": title.strip()}
    block, outside = _inside(view, single, inner)
    own = view.snapshot.block(single.file, single.id)
    kept: dict[str, Any] = {key: own[key] for key in ("parent", "tags", "hidden", "locked") if key in own}
    kept["name"] = single.name
    for key in ("parent", "hidden", "locked"):
        block.pop(key, None)
    block["name"] = title.strip()
    for key in [key for key in block if key not in RESERVED]:
        if key not in view.vocabulary.components:
            kept[key] = block.pop(key)
            continue
        table: dict[str, Any] = block[key] if isinstance(block[key], dict) else {}
        for field in list(table):
            if f"{key}.{field}" in PLACE and is_of_place(view.vocabulary, key, field):
                kept.setdefault(key, {})[field] = table.pop(field)
    for key, table in outside.items():
        kept.setdefault(key, {}).update(table)
    return block, kept


def _swapped(
    view: SceneView,
    file: str,
    moved: Sequence[EntityView],
    instance: str,
    kept: dict[str, Any],
    single: EntityView | None,
) -> list[Command]:
    """The group leaves its file, and the instance takes the place of its first entity."""
    order = view.snapshot.entities(file)
    places = {key: index for index, key in enumerate(order)}
    gone = sorted((each for each in moved), key=lambda each: -places[each.id])
    commands: list[Command] = [
        RemoveEntity(file=file, id=each.id, block=view.snapshot.block(file, each.id), index=places[each.id])
        for each in gone
    ]
    first = places[single.id] if single is not None else min(places[each.id] for each in moved)
    first -= sum(places[each.id] < first for each in moved)
    if single is None:
        parents = {each.parent for each in moved if each.parent not in {one.id for one in moved}}
        parent = parents.pop() if len(parents) == 1 else None
        if parent is not None:
            kept["parent"] = parent
    return [*commands, AddEntity(file=file, id=instance, block=kept, index=first)]


def prefab_of(view: SceneView, ids: Sequence[str], title: str) -> tuple[Compound, str]:
    """The command that makes a prefab of entities with all that stands below them, and the id of its first instance.

    A thing by itself stays where it is and becomes the instance, with its name, tags and place.

    Raises:
        CommandError: The name can't be used, or they lie in several files, or one is a part of an instance.
    """
    moved = [each for each in with_children(view, ids) if each.part_of is None]
    if len(ids) == 1 and len(moved) == 1:
        return create_prefab(view, ids[0], title), ids[0]
    return create_group_prefab(view, ids, title)
