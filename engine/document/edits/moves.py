"""Entities change their place: up and down in the list, and between a scene and an encounter in it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.collection import collection_paused
from engine.document.command import Command
from engine.document.commands import AddEntity, Compound, MoveEntity, RemoveEntity
from engine.document.edits.entities import references_of, told, with_children
from engine.document.errors import CommandError, path_place
from engine.document.state.node import FileNode
from engine.document.views.entity_view import EntityView
from engine.document.views.scene_view import SceneView
from engine.document.wording import block_name


def reorder(view: SceneView, ids: Sequence[str], step: int) -> Compound | None:
    """The command that moves entities one place up (-1) or down (+1) among those with the same parent.

    Returns:
        None when all of them stand at the end already.

    Raises:
        CommandError: One is a part of an instance.
        DocumentError: There is no such entity.
    """
    chosen = {identifier: view.entity(identifier) for identifier in ids}
    for entity in chosen.values():
        if entity.part_of is not None:
            raise CommandError(
                f"{entity.name} is a part of {view.entity(entity.part_of).name}",
                path_place(entity.path),
                "to edit the prefab, which says in what order its parts stand",
            )
    orders: dict[str, list[str]] = {}
    commands: list[Command] = []
    ordered = sorted(chosen.values(), key=lambda entity: view.snapshot.entities(entity.file).index(entity.id))
    # In the direction of the move first, so that entities side by side keep their order.
    for entity in ordered if step < 0 else reversed(ordered):
        order = orders.setdefault(entity.file, list(view.snapshot.entities(entity.file)))
        siblings = [each for each in order if (found := view.get(each)) and found.parent == entity.parent]
        place = siblings.index(entity.id) + step
        if not 0 <= place < len(siblings) or siblings[place] in chosen:
            continue
        old, new = order.index(entity.id), order.index(siblings[place])
        order.insert(new, order.pop(old))
        commands.append(MoveEntity(file=entity.file, id=entity.id, old=old, new=new))
    if not commands:
        return None
    title = f"Move {told(view, ids)} {'up' if step < 0 else 'down'} in the list"
    return Compound(title=title, commands=tuple(commands))


@collection_paused()
def move_to_file(view: SceneView, ids: Sequence[str], file: str) -> Compound | None:
    """The command that moves entities with their children from a scene to its encounter, or back, comments included.

    Ids stay, so everything that refers to the moved still finds them.

    Returns:
        None when all of them are there already.

    Raises:
        CommandError: A parent or somebody who refers to them would be left where it can't see them.
        DocumentError: There is no such entity or file.
    """
    snapshot = view.snapshot
    goal = snapshot.node(file)
    if file not in (view.scene_file, view.encounter_file):
        raise CommandError(f"{goal.title} isn't open", f"{file}.toml", "the open scene or its open encounter")
    for identifier in ids:
        view.entity(identifier)
    moved = [entity for entity in with_children(view, ids) if entity.file != file]
    if not moved:
        return None
    ids_moved = {each.id for each in moved}
    others = _other_encounters(view)
    onlookers = _onlookers(view, ids_moved, others) if file != view.scene_file else {}
    for entity in moved:
        _check_parent(view, entity, ids_moved, file)
        for node in others if file == view.scene_file else ():
            if entity.id in node.entities:
                raise CommandError(
                    f'the encounter {node.title} has an entity "{entity.id}" of its own',
                    path_place(entity.path),
                    "an id that no encounter of the scene uses",
                )
        if entity.id in onlookers:
            raise CommandError(
                f"{onlookers[entity.id]} refers to {entity.name}, and could not see it any more",
                path_place(entity.path),
                "whoever refers to it to move too, or to refer to something else",
            )
    # Parts stand in the blocks of their instances, and go along with these.
    moved = [entity for entity in moved if entity.part_of is None]
    places = {each.file: {key: at for at, key in enumerate(snapshot.entities(each.file))} for each in moved}
    commands: list[Command] = []
    for entity in sorted(moved, key=lambda each: -places[each.file][each.id]):
        block = snapshot.block(entity.file, entity.id)
        index = places[entity.file][entity.id]
        commands.append(RemoveEntity(file=entity.file, id=entity.id, block=block, index=index))
    for index, entity in enumerate(moved, start=len(goal.entities)):
        block = snapshot.block(entity.file, entity.id)
        commands.append(AddEntity(file=file, id=entity.id, block=block, index=index))
    return Compound(title=f"Move {told(view, ids)} to the {goal.kind} {goal.title}", commands=tuple(commands))


def _check_parent(view: SceneView, entity: EntityView, moved: set[str], file: str) -> None:
    parent = view.get(entity.parent) if entity.parent else None
    if parent is not None and parent.id not in moved and parent.file != file:
        raise CommandError(
            f"{entity.name} stands under {parent.name}, which would stay behind",
            path_place(entity.path),
            f"{parent.name} to move too, or {entity.name} to be taken out of it first",
        )


def _other_encounters(view: SceneView) -> list[FileNode]:
    """The encounters of the scene that are not open."""
    nodes = view.snapshot.files.values()
    return [
        node
        for node in nodes
        if node.kind == "encounter" and node.name != view.encounter_file and node.head.data.get("scene") == view.scene
    ]


def _onlookers(view: SceneView, moved: set[str], others: list[FileNode]) -> dict[str, str]:
    """Who refers to what, by its id, among those who see the scene but not what goes into its open encounter."""
    found: dict[str, str] = {}
    scene = view.snapshot.node(view.scene_file)
    for node in (scene, *others):
        for identifier, block in node.entities.items():
            if node is scene and identifier in moved:
                continue
            for seen in references_of(block.data, view.vocabulary):
                found.setdefault(seen, f"{block_name(identifier, block.data)} in {node.name}.toml")
    return found
