"""Changes to entities as commands: add, copy, paste, duplicate, delete, rename, group."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import Any

from editor.core.entities.naming import slug, unique_id, unique_name
from engine.document import AddEntity, Command, CommandError, Document, Path, SceneView, Set
from engine.document.commands.compound import joined
from engine.document.edits.entities import pointed, remove_entities, with_children
from engine.document.prefabs import why_not_inside
from engine.document.prefabs.unpack_parts import standing_alone
from engine.document.views.resolve import root_of
from engine.document.wording import block_name

PREFABS = "prefabs/"
_MARKS = re.compile("#+")
Block = dict[str, Any]
Position = tuple[float, float, float]


@dataclass(frozen=True)
class Copied:
    """One copied entity: the id it had, its home ("scene" or "encounter") and its block."""

    id: str
    home: str
    block: Block


def home_file(scene: str, encounter: str | None, home: str) -> str:
    """The file of an entity's home. Raises ValueError when it belongs to an encounter and none is open."""
    if home == "scene" or scene.startswith(PREFABS):
        return scene if scene.startswith(PREFABS) else f"scenes/{scene}"
    if encounter is None:
        raise ValueError("this belongs to an encounter, and the scene has none open")
    return f"encounters/{encounter}"


def taken_ids(document: Document, file: str = "") -> set[str]:
    """Every entity id of every scene and encounter of the project; those of one file where that is a prefab's."""
    if file.startswith(PREFABS):
        return set(document.entities(file))
    return {id_ for file in document.files if not file.startswith("prefabs/") for id_ in document.entities(file)}


@dataclass(frozen=True)
class New:
    """A thing to be added: what it is called, its components, and where it goes [m]."""

    name: str
    block: Mapping[str, Any]
    position: Position | None


def add(document: Document, file: str, name: str, block: Mapping[str, Any], position: Position | None) -> AddEntity:
    """A command that adds an entity at the end of a file; `position` [m] goes to its transform."""
    return add_all(document, file, [New(name, block, position)])[0]


def add_all(document: Document, file: str, things: Iterable[New]) -> list[AddEntity]:
    """The commands that add several at the end of a file, one after the other, with ids and names of their own."""
    taken = taken_ids(document, file)
    known = document.entities(file)
    names = {str(document.block(file, other).get("name", "")) for other in known}
    made: list[AddEntity] = []
    for thing in things:
        id_, name = unique_id(slug(thing.name), taken), unique_name(thing.name, names)
        taken.add(id_)
        names.add(name)
        content: Block = {"name": name, **deepcopy(dict(thing.block))}
        if thing.position is not None:
            place = [round(float(v), 4) for v in thing.position]
            content["transform"] = {**content.get("transform", {}), "position": place}
        if file.startswith(PREFABS):
            content.setdefault("parent", root_in(document, file))
        made.append(AddEntity(file=file, id=id_, block=content, index=len(known) + len(made)))
    return made


def root_in(document: Document, file: str) -> str:
    """The root of a prefab's file, under which everything in it stands."""
    return root_of(document.snapshot().files[file]) or file.partition("/")[2]


def delete(view: SceneView, ids: Sequence[str]) -> Command:
    """A command that removes entities with all that is below them."""
    if view.prefab_file is not None and root_of(view.snapshot.files[view.prefab_file]) in ids:
        raise CommandError("the root of a prefab can't be deleted", f"{view.prefab_file}.toml", "something below it")
    command = remove_entities(view, ids)
    return joined(command.title, command.commands)


def copy(document: Document, view: SceneView, ids: Iterable[str]) -> tuple[Copied, ...]:
    """What a paste needs of these entities and all that is below them."""
    copied: list[Copied] = []
    found = with_children(view, ids)
    whole = {entity.id for entity in found}
    for entity in found:
        if entity.part_of in whole:
            continue
        home = "encounter" if entity.file.startswith("encounters/") else "scene"
        # A part by itself is copied as a thing of its own, which stands beside it under the instance.
        is_part = entity.part_of is not None
        block = standing_alone(view, entity) if is_part else document.block(entity.file, entity.id)
        copied.append(Copied(entity.id, home, block))
    return tuple(copied)


def paste(
    document: Document, scene: str, encounter: str | None, copied: Sequence[Copied], shift: Position, title: str
) -> tuple[Command, tuple[str, ...]]:
    """A command that adds copies with ids of their own, moved by `shift` [m], and the ids of the topmost ones.

    The topmost get names of their own too, where what they are called does not come from their ids.
    References among the copied point to the copies.
    """
    taken = taken_ids(document, scene)
    renamed: dict[str, str] = {}
    for item in copied:
        renamed[item.id] = unique_id(item.id.rpartition(".")[2], taken)
        taken.add(renamed[item.id])
    roots = _Parts(renamed)
    ends: dict[str, int] = {}
    names: dict[str, set[str]] = {}
    commands: list[Command] = []
    top: list[str] = []
    for item in copied:
        file = home_file(scene, encounter, item.home)
        block: Block = pointed(item.block, roots, document.vocabulary)
        _keep_parent(document, file, block, renamed.values())
        why = why_not_inside(document.snapshot(), str(block.get("prefab")), file) if block.get("prefab") else ""
        if why:
            raise CommandError(why.rstrip("."), f"{file}.toml")
        if item.block.get("parent") not in renamed:
            top.append(renamed[item.id])
            _move(block, shift)
            block = _called_apart(document, file, block, names)
        index = ends.setdefault(file, len(document.entities(file)))
        ends[file] = index + 1
        commands.append(AddEntity(file=file, id=renamed[item.id], block=block, index=index))
    return joined(title, commands), tuple(top)


def _called_apart(document: Document, file: str, block: Block, names: dict[str, set[str]]) -> Block:
    """A block with a name that nothing else in the file has; `names` remembers what each file's are called."""
    name = _called(document, block)
    if not name:
        return block
    if file not in names:
        names[file] = {_called(document, document.block(file, each)) for each in document.entities(file)}
    apart = unique_name(name, names[file])
    names[file].add(apart)
    return block if apart == name else {"name": apart, **{key: value for key, value in block.items() if key != "name"}}


def _called(document: Document, block: Block) -> str:
    """The name that a block has or that its prefab gives it; empty where it is called after its id."""
    name, prefab = str(block.get("name") or ""), f"{PREFABS}{block.get('prefab', '')}"
    node = document.files.get(prefab) if not name else None
    root = root_of(node) if node is not None else None
    return name or (block_name(root, document.block(prefab, root)) if root is not None else "")


def _keep_parent(document: Document, file: str, block: Block, copies: Collection[str]) -> None:
    """Let a copy stand under what it stood under where that is in the file; else at the top, or a prefab's root."""
    above = str(block.get("parent", "")).partition(".")[0]
    if above in document.entities(file) or above in copies:
        return
    block.pop("parent", None)
    if file.startswith(PREFABS):
        block["parent"] = root_in(document, file)


class _Parts(dict[str, str]):
    """What entities are called from now on; a part of one is called after it."""

    def get(self, key: str, default: Any = None) -> Any:
        """The new id of an entity, or of a part of one."""
        instance, point, part = key.partition(".")
        if key not in self and point and instance in self:
            return f"{self[instance]}.{part}"
        return super().get(key, default)


def rename(document: Document, view: SceneView, id_: str, name: str) -> Command | None:
    """A command that gives an entity another display name; its id stays. None when nothing changes."""
    entity = view.entity(id_)
    path = Path.entity(entity.file, id_, "name")
    old = document.value(path)
    new = name.strip() or None
    return None if new == old else Set(path=path, old=old, new=new)


def numbered_names(pattern: str, count: int) -> list[str]:
    """Names for several: # marks become the number, with as many digits; without one it stands at the end."""
    text = pattern.strip()
    if count > 1 and "#" not in text:
        text = f"{text} #"
    return [_MARKS.sub(partial(_number, number), text) for number in range(1, count + 1)]


def _number(number: int, marks: re.Match[str]) -> str:
    return f"{number:0{len(marks[0])}d}"


def rename_all(document: Document, view: SceneView, ids: Sequence[str], pattern: str) -> Command | None:
    """A command that gives several entities numbered names in the order chosen. None when nothing changes."""
    if not pattern.strip():
        return None
    found = [
        rename(document, view, id_, name) for id_, name in zip(ids, numbered_names(pattern, len(ids)), strict=True)
    ]
    commands = [command for command in found if command is not None]
    return joined(f"Rename {len(commands)} entities", commands) if commands else None


def group(document: Document, view: SceneView, ids: Sequence[str]) -> tuple[Command, str]:
    """A command that puts entities of one file under a new one at their middle, and the id of that one.

    Raises ValueError when they live in different files.
    """
    members = [view.entity(id_) for id_ in ids]
    files = {member.file for member in members}
    if len(files) != 1:
        raise ValueError("a group holds entities of the scene or of the encounter, not of both")
    file = files.pop()
    for member in members:
        if member.part_of is not None:
            raise ValueError(f"{member.name} is a part of an instance; its prefab says where it stands")
    new = add(document, file, "Group", {}, None)
    parents = {member.parent for member in members}
    parent = parents.pop() if len(parents) == 1 else None
    block = {**new.block, **({"parent": parent} if parent is not None else {})}
    commands: list[Command] = [AddEntity(file=file, id=new.id, block=block, index=new.index)]
    commands += [Set(path=Path.entity(file, m.id, "parent"), old=m.parent, new=new.id) for m in members]
    return joined(f"Group {_named(view, list(ids))}", commands), new.id


def toggle(document: Document, view: SceneView, ids: Sequence[str], flag: str) -> Command:
    """A command that sets "hidden" or "locked" for all entities, or clears it when all have it."""
    paths = [Path.entity(view.entity(id_).file, id_, flag) for id_ in ids]
    old = [document.value(path) for path in paths]
    is_on = not all(old)
    new = True if is_on else None
    verb = {("hidden", True): "Hide", ("hidden", False): "Show", ("locked", True): "Lock", ("locked", False): "Unlock"}
    commands = [Set(path=path, old=was, new=new) for path, was in zip(paths, old, strict=True) if was != new]
    return joined(f"{verb[flag, is_on]} {_named(view, list(ids))}", commands)


def _move(block: Block, shift: Position) -> None:
    position = block.get("transform", {}).get("position")
    if position is not None:
        block["transform"]["position"] = [round(float(v) + d, 4) for v, d in zip(position, shift, strict=True)]


def _named(view: SceneView, ids: Sequence[str]) -> str:
    return view.entity(ids[0]).name if len(ids) == 1 else f"{len(ids)} entities"
