"""Changes to whole files as commands: create a scene or an encounter, duplicate, rename, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.command import Command
from engine.document.commands import Compound, Set, WriteFile
from engine.document.disk.file_names import free_file
from engine.document.edits.fresh import fresh_encounter, fresh_scene
from engine.document.edits.roots import check_root_name, renamed_root
from engine.document.edits.terrain import ground_taken, ground_written
from engine.document.edits.uses import Use, uses_of
from engine.document.errors import CommandError, file_place
from engine.document.path import Path
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.document.views.resolve import root_of
from engine.schema.file_bytes import named_on_disk
from engine.schema.files import FOLDERS

if TYPE_CHECKING:
    from engine.document.document import Document

_MAIN = {"scene": "main_scene", "encounter": "main_encounter"}


def create_scene(source: Document | Snapshot, title: str) -> tuple[Command, str]:
    """The command that creates a scene which can be walked through at once, and the new file's name.

    The first scene of a project becomes its main one.
    """
    snapshot = source.snapshot()
    file = free_file("scenes", title, snapshot.files)
    create = WriteFile(file=file, old=None, new=fresh_scene(snapshot, title), title=f"Create the scene {title}")
    return _with_main(snapshot, create, "scene"), file


def create_encounter(source: Document | Snapshot, scene: str, title: str) -> tuple[Command, str]:
    """The command that creates an encounter which can be won and lost, and the new file's name.

    Args:
        source: The project.
        scene: Where it takes place: "grove" or "scenes/grove".
        title: What people call it; the file is named after it.

    Raises:
        DocumentError: There is no such scene.
    """
    snapshot = source.snapshot()
    node = snapshot.node(scene if "/" in scene else f"scenes/{scene}")
    file = free_file("encounters", title, snapshot.files)
    text = fresh_encounter(snapshot, node, title)
    create = WriteFile(file=file, old=None, new=text, title=f"Create the encounter {title}")
    return _with_main(snapshot, create, "encounter"), file


def duplicate_file(source: Document | Snapshot, file: str, title: str) -> tuple[Command, str]:
    """The command that copies a scene, an encounter, a prefab or a mesh under another title, and the copy's name.

    Comments come along.

    Raises:
        CommandError: It is another kind of file.
        DocumentError: There is no such file.
    """
    snapshot = source.snapshot()
    node = snapshot.node(file)
    if node.kind not in ("scene", "encounter", "prefab", "mesh"):
        raise CommandError(
            f"a {node.kind} can't be duplicated so", file_place(file), "a scene, an encounter, a prefab or a mesh"
        )
    # No part of a prefab may be called like the file, or it would be taken for the root.
    inside = [f"prefabs/{each}" for each in node.entities] if node.kind == "prefab" else []
    copy = free_file(file.partition("/")[0], title, [*snapshot.files, *inside])
    short = copy.rpartition("/")[2]
    commands: list[Command] = [WriteFile(file=copy, old=None, new=node.text)]
    if node.kind != "mesh":
        commands.append(Set(path=Path(copy, ("title",)), old=snapshot.value(Path(file, ("title",))), new=title))
    if node.kind == "scene":
        commands += ground_written(snapshot, node.short_name, short)
    if node.kind == "prefab":
        commands += renamed_root(snapshot, node, copy, short)
        root = root_of(node)
        if root is not None:
            named = short if root == node.short_name else root
            old = snapshot.value(Path.entity(file, root, "name"))
            commands.append(Set(path=Path.entity(copy, named, "name"), old=old, new=title))
    return Compound(title=f"Duplicate the {node.kind} {node.title}", commands=tuple(commands)), copy


def encounters_in(source: Document | Snapshot, scene: str) -> tuple[str, ...]:
    """The files of the encounters that take place in a scene: "grove" or "scenes/grove"."""
    short = scene.rpartition("/")[2]
    nodes = source.snapshot().files.values()
    return tuple(each.name for each in nodes if each.kind == "encounter" and each.head.data.get("scene") == short)


def _decided_in(snapshot: Snapshot, file: str) -> tuple[str, ...]:
    """The files of the decisions that were pinned in a scene or an encounter."""
    folder, _, short = file.rpartition("/")
    kind = FOLDERS.get(folder, "")
    return tuple(
        node.name for node in snapshot.files.values() if node.kind == "decision" and node.head.data.get(kind) == short
    )


def delete_file(source: Document | Snapshot, file: str) -> Command:
    """The command that deletes a file; encounters of a deleted scene go with it, and the project forgets their names.

    Decisions that were pinned in a deleted scene or encounter go as well.

    Raises:
        CommandError: It is the project itself, or a prefab that is in use; says by whom.
        DocumentError: There is no such file.
    """
    snapshot = source.snapshot()
    node = snapshot.node(file)
    _check_whole(node, "deleted")
    if node.kind == "project":
        raise CommandError("project.toml can't be deleted", f"{file}.toml", "a scene, prefab or encounter")
    places = [*(encounters_in(snapshot, file) if node.kind == "scene" else ()), file]
    pinned = dict.fromkeys(each for place in places for each in _decided_in(snapshot, place))
    doomed = [*pinned, *places]
    commands: list[Command] = []
    for each in doomed:
        for use in uses_of(snapshot, each):
            if use.path.file == "project":
                commands.append(Set(path=use.path, old=use.value, new=None))
            elif use.path.file not in doomed:
                raise CommandError(
                    f"{node.title} is in use: {told_uses(uses_of(snapshot, each))}",
                    file_place(each),
                    "a file that nothing names; unlink or delete what uses it first",
                )
    commands += [WriteFile(file=each, old=snapshot.text(each), new=None) for each in doomed]
    if node.kind == "scene":
        commands += ground_taken(snapshot, node.short_name)
    title = f"Delete the {node.kind} {node.title}"
    with_them = len(places) - 1
    if with_them:
        title += f" and its {'encounter' if with_them == 1 else f'{with_them} encounters'}"
    return Compound(title=title, commands=tuple(commands))


def rename_file(source: Document | Snapshot, file: str, short: str) -> Command:
    """The command that gives a file another name; everything that names it follows, and so does a prefab's root.

    Args:
        source: The project.
        file: The file as it is called now: "prefabs/kael".
        short: Its new name without the folder: "kael_the_elder".

    Raises:
        CommandError: It is the project itself, or a part of the prefab is called so.
        DocumentError: There is no such file.
    """
    snapshot = source.snapshot()
    node = snapshot.node(file)
    _check_whole(node, "renamed")
    if node.kind == "project":
        raise CommandError("project.toml can't be renamed", f"{file}.toml", "a scene, prefab or encounter")
    check_root_name(node, short)
    folder, _, old = file.rpartition("/")
    new = f"{folder}/{short}"
    commands: list[Command] = [WriteFile(file=new, old=None, new=node.text)]
    if node.kind == "prefab":
        commands += renamed_root(snapshot, node, new, short)
    for use in uses_of(snapshot, file):
        path = Path(new, use.path.keys) if use.path.file == file else use.path
        commands.append(Set(path=path, old=use.value, new=use.renamed(old, short)))
    commands.append(WriteFile(file=file, old=node.text, new=None))
    if node.kind == "scene":
        commands += [*ground_written(snapshot, old, short), *ground_taken(snapshot, old)]
    return Compound(
        title=f"Rename the file {named_on_disk(file)} to {named_on_disk(new).rpartition('/')[2]}",
        commands=tuple(commands),
    )


def _check_whole(node: FileNode, verb: str) -> None:
    if node.tile is not None:
        raise CommandError(
            f"a tile of ground can't be {verb} by itself", f"{node.name}.toml", "its scene; or flatten and erase it"
        )


def told_uses(uses: tuple[Use, ...], most: int = 3) -> str:
    """Who uses a file, as a list for a sentence."""
    named = [use.text for use in uses[:most]]
    rest = len(uses) - len(named)
    if rest:
        named.append(f"{rest} more")
    return " and ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else "".join(named)


def _with_main(snapshot: Snapshot, create: WriteFile, kind: str) -> Command:
    path = Path("project", (_MAIN[kind],))
    has_any = any(node.kind == kind for node in snapshot.files.values())
    if has_any or "project" not in snapshot.files:
        return create
    short = create.file.rpartition("/")[2]
    return Compound(title=create.title, commands=(create, Set(path=path, old=snapshot.value(path), new=short)))
