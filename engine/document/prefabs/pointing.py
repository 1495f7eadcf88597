"""Entities that get other ids, when they go into a prefab or come out of it: whoever refers to them follows."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from engine.document.command import Command
from engine.document.commands import Set
from engine.document.edits.entities import pointing_elsewhere, stated_references
from engine.document.path import Path
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.document.views.scene_view import SceneView
from engine.schema.values import plain


def onlookers(view: SceneView, file: str) -> tuple[FileNode, ...]:
    """The files whose entities may refer to those of a file: itself, a scene's encounters, an encounter's scene."""
    snapshot = view.snapshot
    node = snapshot.node(file)
    if node.kind == "prefab":
        return (node,)
    scene = node.short_name if node.kind == "scene" else str(node.head.data.get("scene"))
    others = [
        each
        for each in snapshot.files.values()
        if each.kind == "encounter" and each.head.data.get("scene") == scene and each is not node
    ]
    home = snapshot.files.get(f"scenes/{scene}")
    found = [node, *others] if node.kind == "scene" else [node, *([home] if home is not None else [])]
    return tuple(found)


def taken_ids(view: SceneView, file: str) -> set[str]:
    """Every id that a new entity of a file must not have."""
    snapshot = view.snapshot
    nodes = [*onlookers(view, file), *(snapshot.files[each] for each in (view.scene_file, view.encounter_file) if each)]
    return {key for node in nodes for key in node.entities} | {each.id for each in view.entities}


def pointed_elsewhere(view: SceneView, file: str, names: Mapping[str, str], but: Collection[str] = ()) -> list[Command]:
    """The commands after which all that refers to some entities of a file, or stands under them, means others.

    Args:
        view: The scene.
        file: The file of the entities.
        names: The new id for each old one.
        but: Entities of the file that are left alone.
    """
    commands: list[Command] = []
    for node in onlookers(view, file):
        for identifier, block in node.entities.items():
            if node.name == file and identifier in but:
                continue
            at = Path(node.name, ("entities", identifier))
            parent = block.data.get("parent")
            if isinstance(parent, str) and parent in names and node.name == file:
                commands.append(Set(path=at / "parent", old=parent, new=names[parent]))
            for path, value in stated_references(at, block.data, view.vocabulary):
                new = pointing_elsewhere(value, names)
                if new != value:
                    commands.append(Set(path=path, old=plain(value), new=new))
    return commands


def builds_on(snapshot: Snapshot, prefab: str) -> set[str]:
    """The names of a prefab and of all prefabs that it is built from, as variants or as parts."""
    found: set[str] = set()
    waiting = [prefab]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        node = snapshot.files.get(f"prefabs/{name}")
        for block in node.entities.values() if node is not None else ():
            inner = block.data.get("prefab")
            if isinstance(inner, str):
                waiting.append(inner)
    return found


def why_not_inside(snapshot: Snapshot, prefab: str, file: str) -> str:
    """Why an instance of a prefab can't stand in a file, as a sentence; empty when it can: no prefab holds itself."""
    node = snapshot.files.get(file)
    if node is None or node.kind != "prefab" or node.short_name not in builds_on(snapshot, prefab):
        return ""
    if prefab == node.short_name:
        return f"The prefab {node.title} can't hold an instance of itself."
    other = snapshot.files[f"prefabs/{prefab}"].title
    return f"The prefab {other} is built from {node.title}, so {node.title} can't hold an instance of it."
