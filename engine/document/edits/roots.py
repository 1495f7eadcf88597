"""The root of a prefab is called like its file: with the file it gets another name, and all in the file follows."""

from __future__ import annotations

from collections.abc import Iterator

from engine.document.command import Command
from engine.document.commands import AddEntity, RemoveEntity, Set
from engine.document.edits.entities import pointed, pointing_elsewhere, references_of, stated_references
from engine.document.errors import CommandError, file_place
from engine.document.path import Path
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.document.views.resolve import root_of
from engine.schema.values import plain


def why_root_not_named(node: FileNode, short: str) -> str:
    """Why a prefab's file can't be called so: another entity in it would become its root; empty where it can."""
    if node.kind != "prefab" or short not in node.entities or short == root_of(node):
        return ""
    return f'{node.title} has a part "{short}", which would become its root'


def check_root_name(node: FileNode, short: str) -> None:
    """Refuse a name of a file that would make another entity of a prefab its root.

    Raises:
        CommandError: It would.
    """
    why = why_root_not_named(node, short)
    if why:
        raise CommandError(why, file_place(node.name), "another name")


def renamed_root(snapshot: Snapshot, node: FileNode, file: str, short: str) -> list[Command]:
    """The commands that call the root of a prefab like its new file.

    Whoever stands under it or under a part that it inherits, and whoever names one of these, follows.

    Args:
        snapshot: The project.
        node: The prefab as it is called now.
        file: The file that has its text already: "prefabs/fort".
        short: The new name of file and root: "fort".
    """
    root = root_of(node)
    if root is None or root != node.short_name or root == short:
        return []
    names = {root: short}
    for block in node.entities.values():
        said = {*references_of(block.data, snapshot.vocabulary), str(block.data.get("parent"))}
        names |= {each: f"{short}{each[len(root) :]}" for each in said if each.startswith(f"{root}.")}
    index, block = node.order.index(root), snapshot.block(node.name, root)
    changed = pointed(block, names, snapshot.vocabulary)
    commands: list[Command] = [
        RemoveEntity(file=file, id=root, block=block, index=index),
        AddEntity(file=file, id=short, block=changed, index=index),
    ]
    for child in node.entities:
        if child != root:
            commands += _pointed_at(snapshot, node, Path.entity(file, child), child, names)
    return commands


def _pointed_at(snapshot: Snapshot, node: FileNode, at: Path, child: str, names: dict[str, str]) -> Iterator[Command]:
    data = node.entities[child].data
    parent = data.get("parent")
    if isinstance(parent, str) and parent in names:
        yield Set(path=at / "parent", old=parent, new=names[parent])
    for path, value in stated_references(at, data, snapshot.vocabulary):
        new = pointing_elsewhere(value, names)
        if new != value:
            yield Set(path=path, old=plain(value), new=new)
