"""Parts of one instance: brought back, taken out of the prefab too, or added to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from engine.document.command import Command
from engine.document.commands import AddEntity, Compound, RemoveEntity, Set
from engine.document.edits.entities import free_id, pointed, with_children
from engine.document.errors import CommandError, path_place
from engine.document.path import Path, words
from engine.document.prefabs.pointing import pointed_elsewhere, why_not_inside
from engine.document.state.node import FileNode
from engine.document.views.entity_view import EntityView
from engine.document.views.placing import DECIMALS, Place, carried, place_in
from engine.document.views.resolve import root_of
from engine.document.views.scene_view import SceneView
from engine.schema.values import plain


def missing_parts(view: SceneView, instance: EntityView) -> tuple[str, ...]:
    """The parts of its prefab that an instance does without, by name: `tent`."""
    family = view.family(instance.prefab) if instance.prefab is not None else None
    known = {piece.part for piece in family.pieces} if family is not None else set[str]()
    removed = view.snapshot.value(instance.path / "removed")
    listed = removed if isinstance(removed, list) else []
    return tuple(each[1:] for each in listed if isinstance(each, str) and each[:1] == "." and each[1:] in known)


def restore_part(view: SceneView, instance: EntityView, part: str) -> Compound:
    """The command that brings back a part which an instance does without, with what it said of it.

    Raises:
        CommandError: It was not removed.
    """
    return restore_parts(view, instance, (part,))


def restore_parts(view: SceneView, instance: EntityView, parts: Sequence[str]) -> Compound:
    """The command that brings back parts which an instance does without, with what it said of them.

    Raises:
        CommandError: One was not removed, or none is named.
    """
    command = _without_note(view, instance, parts)
    if command is None:
        told = words(parts[0]) if len(parts) == 1 else "these parts"
        raise CommandError(f"{instance.name} does not do without {told}", path_place(instance.path))
    told = _called(parts[0]) if len(parts) == 1 else f"{len(parts)} parts"
    return Compound(title=f"Bring {told} back to {instance.name}", commands=(command,))


def _without_note(view: SceneView, instance: EntityView, parts: Sequence[str]) -> Set | None:
    path, notes = instance.path / "removed", {f".{part}" for part in parts}
    old = view.snapshot.value(path)
    if not isinstance(old, list) or not notes or not notes <= {each for each in old if isinstance(each, str)}:
        return None
    return Set(path=path, old=old, new=[each for each in old if each not in notes] or None)


def apply_removal(view: SceneView, instance: EntityView, part: str) -> Compound:
    """The command that takes a part out of the prefab, which one of its instances does without.

    Raises:
        CommandError: The instance doesn't do without it, or its prefab hasn't such a part.
    """
    node, root = _prefab_of(view, instance)
    note = _without_note(view, instance, (part,))
    if note is None:
        raise CommandError(f"{instance.name} does not do without {words(part)}", path_place(instance.path))
    commands: list[Command] = []
    if part in node.entities and part != root:
        doomed = _below(node, part)
        places = {key: index for index, key in enumerate(node.order)}
        for key in sorted(doomed, key=lambda each: -places[each]):
            block = cast("dict[str, Any]", plain(node.entities[key].data))
            commands.append(RemoveEntity(file=node.name, id=key, block=block, index=places[key]))
    else:
        holder, _, inner = part.partition(".")
        holder, inner = (holder, inner) if holder in node.entities and holder != root else (root, part)
        path = Path.entity(node.name, holder, "removed")
        old = view.snapshot.value(path)
        listed = old if isinstance(old, list) else []
        commands.append(Set(path=path, old=old, new=[*listed, f".{inner}"]))
    commands.append(note)
    return Compound(title=f"Take {_called(part)} out of the prefab {node.title}", commands=tuple(commands))


def why_not_add(view: SceneView, entity: EntityView) -> str:
    """Why an entity can't become a part of the prefab of what it stands under, as a sentence; empty when it can."""
    above = view.get(entity.parent) if entity.parent is not None else None
    instance = view.get(above.part_of) if above is not None and above.part_of is not None else above
    if entity.part_of is not None or above is None or instance is None or instance.prefab is None:
        return f"{entity.name} stands under no instance of a prefab."
    if f"prefabs/{instance.prefab}" not in view.snapshot.files:
        return f"The prefab {instance.prefab} can't be read."
    for each in with_children(view, [entity.id]):
        why = why_not_inside(view.snapshot, each.prefab, f"prefabs/{instance.prefab}") if each.prefab else ""
        if why and each.part_of is None:
            return why
    return ""


def add_to_prefab(view: SceneView, entity: EntityView) -> Compound:
    """The command that makes an entity, and all below it, parts of the prefab of the instance that it stands under.

    Every other instance has them then; this one as well, in the same place.

    Raises:
        CommandError: It stands under no instance, or the prefab would hold itself.
    """
    why = why_not_add(view, entity)
    if why:
        raise CommandError(why.rstrip("."), path_place(entity.path))
    above = view.entity(str(entity.parent))
    instance = view.entity(above.part_of) if above.part_of is not None else above
    node, root = _prefab_of(view, instance)
    # What stands under an entity of another file is a fault there, which Problems mends: it stays in its file.
    moved = [each for each in with_children(view, [entity.id]) if each.part_of is None and each.file == entity.file]
    family = view.family(node.short_name)
    taken = {*node.entities, *(piece.part for piece in (family.pieces if family is not None else ()))}
    inner: dict[str, str] = {}
    for each in moved:
        inner[each.id] = each.id if each.id not in taken else free_id(each.id, taken)
        taken.add(inner[each.id])
    names = {instance.id: root} | {
        each.id: (each.part if each.part.partition(".")[0] in node.entities else f"{root}.{each.part}")
        for each in view.entities
        if each.part_of == instance.id
    }
    start, goal = place_in(instance.components), place_in(view.prefab(node.short_name).components)
    places = {key: index for index, key in enumerate(view.snapshot.entities(entity.file))}
    commands: list[Command] = []
    for each in sorted(moved, key=lambda one: -places[one.id]):
        block = view.snapshot.block(each.file, each.id)
        commands.append(RemoveEntity(file=each.file, id=each.id, block=block, index=places[each.id]))
    for index, each in enumerate(moved, start=len(node.entities)):
        block = pointed(view.snapshot.block(each.file, each.id), {**names, **inner}, view.vocabulary)
        if "transform" in each.components:
            put_at(block, carried(place_in(each.components), start, goal), each)
        commands.append(AddEntity(file=node.name, id=inner[each.id], block=block, index=index))
    outer = {key: f"{instance.id}.{name}" for key, name in inner.items()}
    commands += pointed_elsewhere(view, entity.file, outer, but=[each.id for each in moved])
    return Compound(title=f"Add {entity.name} to the prefab {node.title}", commands=tuple(commands))


def put_at(block: dict[str, Any], place: Place, entity: EntityView) -> None:
    """State in a block where its entity stands, as far as it is not as it was."""
    table: dict[str, Any] = dict(block.get("transform") or {})
    here = place_in(entity.components)
    for field in ("position", "rotation", "scale"):
        new: Any = getattr(place, field)
        if new != getattr(here, field) or field in table:
            table[field] = round(new, DECIMALS) if field == "scale" else [round(each, DECIMALS) + 0.0 for each in new]
    block["transform"] = table


def _prefab_of(view: SceneView, instance: EntityView) -> tuple[FileNode, str]:
    node = view.snapshot.files.get(f"prefabs/{instance.prefab}")
    root = root_of(node) if node is not None else None
    if node is None or root is None:
        raise CommandError(f"{instance.name} is no instance of a prefab", path_place(instance.path), "an instance")
    return node, root


def _below(node: FileNode, identifier: str) -> set[str]:
    """An entity of a file and all that stand under it, or under its parts."""
    found = {identifier}
    while True:
        more = {
            key
            for key, block in node.entities.items()
            if key not in found and str(block.data.get("parent", "")).partition(".")[0] in found
        }
        if not more:
            return found
        found |= more


def _called(part: str) -> str:
    return words(part.rpartition(".")[2])
