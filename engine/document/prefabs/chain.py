"""The chain of an instance: the instance, its prefab, that one's prefab, and so on, each with what its block says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from engine.document.path import Path, words
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.document.views.entity_view import EntityView
from engine.document.views.resolve import root_of
from engine.document.views.scene_view import SceneView
from engine.document.wording import block_name
from engine.schema.files import FOLDERS
from engine.schema.reserved import PARTS
from engine.schema.values import Value, plain


@dataclass(frozen=True)
class Link:
    """One level of a chain: an entity of a file, or the root of a prefab."""

    file: str
    entity: str
    data: Mapping[str, Any]
    called: str = ""
    is_over: bool = False
    """Whether it is a part of an instance there, and so lies over the part of that one's prefab."""

    @property
    def is_prefab(self) -> bool:
        """Whether the level is a prefab rather than an entity of a scene or an encounter."""
        return FOLDERS.get(self.file.partition("/")[0]) == "prefab"

    @property
    def name(self) -> str:
        """The prefab's file name, or the entity's id."""
        return self.file.rpartition("/")[2] if self.is_prefab else self.entity

    @property
    def title(self) -> str:
        """What people call it."""
        return self.called or block_name(self.name, self.data)

    @property
    def removed(self) -> tuple[str, ...]:
        """The inherited components that this level does without."""
        return _noted(self.data) if self.is_over else removed_of(self.data)

    def table(self, component: str) -> Mapping[str, Any] | None:
        """What the level itself says of a component; None when it says nothing, or nothing usable."""
        table = self.data.get(component)
        return cast("dict[str, Any]", table) if isinstance(table, dict) else None

    def states(self, component: str, field: str) -> bool:
        """Whether the level itself gives the field a value."""
        table = self.table(component)
        return table is not None and field in table

    def path(self, *keys: str) -> Path:
        """Where the level says something."""
        return Path.entity(self.file, self.entity, *keys)


@dataclass(frozen=True)
class Level:
    """What one level of a chain makes of a field."""

    name: str
    """The prefab's file name, or the instance's id."""
    title: str
    path: Path
    value: Value
    """What the level and those below it amount to; None where the component is missing there."""
    is_stated: bool
    """Whether the level itself gives the value."""
    is_prefab: bool


def links(snapshot: Snapshot, file: str, identifier: str) -> tuple[Link, ...]:
    """An entity and its prefabs, nearest first, as far as they are there; nothing is inherited in a ring of prefabs."""
    if "." in identifier and (node := snapshot.files.get(file)) is not None and identifier not in node.entities:
        return _links_of_part(snapshot, node, identifier)
    found: list[Link] = []
    seen: set[str] = set()
    node = snapshot.files.get(file)
    entity: str | None = identifier
    while node is not None and entity is not None:
        if node.name in seen:
            return tuple(found[:1])
        block = node.entities.get(entity)
        if block is None:
            break
        found.append(Link(node.name, entity, block.data))
        if len(found) > 1 or node.kind == "prefab":
            seen.add(node.name)
        prefab = block.data.get("prefab")
        node = snapshot.files.get(f"prefabs/{prefab}") if isinstance(prefab, str) else None
        entity = root_of(node) if node is not None else None
    return tuple(found)


def _links_of_part(snapshot: Snapshot, node: FileNode, identifier: str) -> tuple[Link, ...]:
    """The levels of a part: what the instance says of it, then the part in each prefab that it goes down to."""
    found: list[Link] = []
    seen: set[tuple[str, str]] = set()
    here: tuple[FileNode, str] | None = (node, identifier)
    while here is not None and (here[0].name, here[1]) not in seen:
        file, name = here
        seen.add((file.name, name))
        block = file.entities.get(name)
        instance, _, part = name.partition(".")
        holder = block or file.entities.get(instance)
        if holder is None:
            break
        prefab = holder.data.get("prefab")
        below = snapshot.files.get(f"prefabs/{prefab}") if isinstance(prefab, str) else None
        root = root_of(below) if below is not None else None
        data = block.data if block is not None else _said_of(holder.data, part)
        called = ""
        if file.kind == "prefab":
            top = root_of(file) or name
            called = block_name(file.short_name, file.entities[top].data)
        found.append(Link(file.name, name, data, called, block is None))
        here = None
        if below is not None and root is not None:
            here = (below, root) if block is not None else (below, _name_in(below, root, part))
    names = [each.data["name"] for each in found if isinstance(each.data.get("name"), str) and each.data["name"]]
    own = names[0] if names else words(identifier.rpartition(".")[2])
    return (replace(found[0], called=own), *found[1:]) if found and not found[0].is_prefab else tuple(found)


def _said_of(data: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    parts = data.get(PARTS)
    said = cast("dict[str, Any]", parts).get(part) if isinstance(parts, dict) else None
    return cast("dict[str, Any]", said) if isinstance(said, dict) else {}


def _name_in(node: FileNode, root: str, part: str) -> str:
    """What a part is called in the file of the prefab: an entity there, or a part of one, or of the root."""
    is_there = part in node.entities or part.partition(".")[0] in node.entities
    return part if is_there else f"{root}.{part}"


def chain_of(view: SceneView, entity: str | EntityView) -> tuple[Link, ...]:
    """The chain of an entity of the view, or of a prefab's root.

    Raises:
        DocumentError: There is no such entity.
    """
    found = view.entity(entity) if isinstance(entity, str) else entity
    return links(view.snapshot, found.file, found.id)


def removed_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The inherited components that a block does without."""
    return _noted(data) if "prefab" in data else ()


def without(snapshot: Snapshot, entity: EntityView) -> tuple[str, ...]:
    """The components that an entity's block notes as removed, whether anything gives it these or not."""
    found = links(snapshot, entity.file, entity.id)
    return _noted(found[0].data) if found else ()


def _noted(data: Mapping[str, Any]) -> tuple[str, ...]:
    removed = data.get("removed")
    listed = cast("list[Any]", removed) if isinstance(removed, list) else []
    return tuple(dict.fromkeys(each for each in listed if isinstance(each, str) and not each.startswith(".")))


def table_at(chain: Sequence[Link], component: str) -> dict[str, Any] | None:
    """A component's merged table at the first level of a chain; None where the component is missing."""
    merged: dict[str, Any] | None = None
    for link in reversed(chain):
        if component in link.removed:
            merged = None
        own = link.table(component)
        if own is not None:
            merged = {**(merged or {}), **own}
        elif component in link.data:
            merged = None
    return merged


def origin(view: SceneView, entity: str | EntityView, key: str) -> list[Level]:
    """Where a value comes from: every level of the chain, the instance first, the deepest prefab last.

    Args:
        view: The scene.
        entity: An entity's id, or a view of an entity or a prefab.
        key: The field: "health.current".

    Raises:
        DocumentError: There is no such entity.
    """
    chain = chain_of(view, entity)
    component, _, field = key.partition(".")
    levels: list[Level] = []
    for place, link in enumerate(chain):
        table = table_at(chain[place:], component)
        value = None if table is None else table.get(field, default_of(view, key))
        path = link.path(component, field)
        states = link.states(component, field)
        levels.append(Level(link.name, link.title, path, plain(value), states, link.is_prefab))
    return levels


def source(levels: Sequence[Level]) -> Level | None:
    """The level that a value comes from; None when it is the default."""
    return next((level for level in levels if level.is_stated), None)


def default_of(view: SceneView, key: str) -> Any:
    """A field's default; None for an unknown field."""
    component, _, field = key.partition(".")
    known = view.vocabulary.components.get(component)
    spec = known.field(field) if known else None
    return spec.default if spec is not None else None
