"""Taking groups apart: a selected group gives its members back, a selected member leaves its group."""

from __future__ import annotations

from collections.abc import Sequence

from engine.document import Command, Document, EntityView, Path, RemoveEntity, SceneView, Set
from engine.document.commands.compound import joined
from engine.document.edits.entities import references_of


def is_group(view: SceneView, entity: EntityView) -> bool:
    """Whether an entity is nothing but a holder of others: without components, a prefab, or being a prefab's part."""
    return not entity.components and entity.prefab is None and entity.part_of is None and bool(view.children(entity.id))


def ungroup(document: Document, view: SceneView, ids: Sequence[str]) -> tuple[Command, tuple[str, ...]] | None:
    """A command that takes selected groups apart and members out of theirs, and the ids to select then.

    None when nothing of the selection is or has a group. Raises ValueError, in a sentence, where something points to a
    group that would go.
    """
    groups = [entity for entity in map(view.entity, ids) if is_group(view, entity)]
    doomed = {entity.id for entity in groups}
    _refuse_pointed_at(document, view, groups)
    loose = [child for entity in groups for child in view.children(entity.id) if child.id not in doomed]
    members = [each for each in map(view.entity, ids) if each.id not in doomed and _can_leave(view, each)]
    moved = list({entity.id: entity for entity in (*loose, *members)}.values())
    commands: list[Command] = []
    for entity in moved:
        path = Path.entity(entity.file, entity.id, "parent")
        commands.append(Set(path=path, old=document.value(path), new=_parent_above(view, entity, doomed)))
    # Last first, so that no index is moved by an earlier removal.
    places = {entity.id: list(document.entities(entity.file)).index(entity.id) for entity in groups}
    for entity in sorted(groups, key=lambda entity: (entity.file, -places[entity.id])):
        block = document.block(entity.file, entity.id)
        commands.append(RemoveEntity(file=entity.file, id=entity.id, block=block, index=places[entity.id]))
    if not commands:
        return None
    named = view.entity(ids[0]).name if len(ids) == 1 else f"{len(ids)} entities"
    title = f"Take {named} apart" if groups else f"Take {named} out of the group"
    return joined(title, commands), tuple(entity.id for entity in moved)


def _can_leave(view: SceneView, entity: EntityView) -> bool:
    """Whether an entity stands under something that it may leave: no part of a prefab's instance, no prefab's root."""
    if entity.parent is None or entity.part_of is not None:
        return False
    return view.prefab_file is None or view.entity(entity.parent).parent is not None


def _parent_above(view: SceneView, entity: EntityView, doomed: set[str]) -> str | None:
    """The first parent above an entity that stays; a member that was selected itself leaves its own in any case."""
    parent = entity.parent
    assert parent is not None
    above = view.entity(parent).parent
    while above is not None and above in doomed:
        above = view.entity(above).parent
    return above


def _refuse_pointed_at(document: Document, view: SceneView, groups: Sequence[EntityView]) -> None:
    if not groups:
        return
    for other in view.entities:
        if other.part_of is not None:
            continue
        block = document.block(other.file, other.id)
        for entity in groups:
            if entity.id in references_of(block, document.vocabulary):
                raise ValueError(f"“{other.name}” points to the group “{entity.name}”; let it point elsewhere first")
