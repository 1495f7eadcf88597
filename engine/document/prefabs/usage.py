"""Who is made from a prefab, and who overrides what of it, in every scene, encounter and prefab of a project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from engine.collection import collection_paused
from engine.document.path import Path
from engine.document.prefabs.chain import links, removed_of
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.document.views.resolve import root_of
from engine.document.views.scene_view import SceneView
from engine.document.wording import block_name
from engine.schema.reserved import PARTS, RESERVED
from engine.schema.text import ENTITIES
from engine.schema.values import Value, plain

if TYPE_CHECKING:
    from engine.document.document import Document


class Instance(NamedTuple):
    """An entity that is made from a prefab, straight or by way of other prefabs."""

    file: str
    entity: str
    title: str
    prefab: str
    """The prefab that it names itself."""


class Override(NamedTuple):
    """A value that an instance states itself; None where it does without the whole component."""

    file: str
    entity: str
    title: str
    path: Path
    value: Value


def instances_of(source: Document | Snapshot, prefab: str) -> list[Instance]:
    """Every entity of a scene, an encounter or a prefab that is made from a prefab, by file."""
    return [
        Instance(node.name, identifier, block_name(identifier, data), str(data["prefab"]))
        for node, identifier, data in _made_from(source.snapshot(), prefab)
    ]


def instance_count(source: Document | Snapshot, prefab: str) -> int:
    """How many entities of all files are made from a prefab."""
    return sum(1 for _ in _made_from(source.snapshot(), prefab))


def who_overrides(source: Document | Snapshot, prefab: str, key: str | None = None) -> list[Override]:
    """Every value that an entity made from a prefab states itself, by file.

    Args:
        source: The document or a snapshot of it.
        prefab: The prefab.
        key: One field ("health.current"), or None for all.
    """
    component, _, field = (key or "").partition(".")
    found: list[Override] = []
    with collection_paused():
        for node, identifier, data in _made_from(source.snapshot(), prefab):
            title = ""
            for name in (component,) if key else data:
                table = data.get(name)
                if name in RESERVED or not isinstance(table, dict):
                    continue
                stated = cast("dict[str, Any]", table)
                for each in (field,) if key else stated:
                    if each in stated:
                        title = title or block_name(identifier, data)
                        path = Path(node.name, (ENTITIES, identifier, name, each))
                        found.append(Override(node.name, identifier, title, path, plain(stated[each])))
    return found


def who_says_of_parts(source: Document | Snapshot, file: str, entity: str, key: str) -> list[Override]:
    """Every value of a field that an instance states of a part which comes from an entity of a prefab's file.

    Args:
        source: The document or a snapshot of it.
        file: The file of the prefab.
        entity: The entity in it: its root, or a part.
        key: The field: "health.current".
    """
    snapshot = source.snapshot()
    component, _, field = key.partition(".")
    found: list[Override] = []
    for _, node in sorted(snapshot.files.items()):
        for identifier, block in node.entities.items():
            parts = block.data.get(PARTS)
            for part, said in cast("dict[str, Any]", parts).items() if isinstance(parts, dict) else ():
                table = cast("dict[str, Any]", said).get(component) if isinstance(said, dict) else None
                if not isinstance(table, dict) or field not in table:
                    continue
                levels = links(snapshot, node.name, f"{identifier}.{part}")
                if any((each.file, each.entity) == (file, entity) for each in levels[1:]):
                    path = Path(node.name, (ENTITIES, identifier, PARTS, part, component, field))
                    title = f"{levels[0].title} of {block_name(identifier, block.data)}"
                    value = plain(cast("dict[str, Any]", table)[field])
                    found.append(Override(node.name, f"{identifier}.{part}", title, path, value))
    return found


def part_followers(view: SceneView, file: str, entity: str, key: str) -> list[Instance]:
    """The instances in scenes and encounters of which a part would see another value of an entity of a prefab."""
    snapshot = view.snapshot
    component, _, field = key.partition(".")
    hearing: dict[str, list[str]] = {}
    for name in view.prefabs:
        family = view.family(name)
        for piece in family.pieces if family is not None else ():
            node = snapshot.files[f"prefabs/{name}"]
            is_there = piece.part.partition(".")[0] in node.entities
            start = piece.part if is_there else f"{root_of(node)}.{piece.part}"
            for link in links(snapshot, node.name, start):
                if (link.file, link.entity) == (file, entity):
                    hearing.setdefault(name, []).append(piece.part)
                if key and _says(link.data, component, field):
                    break
    found: list[Instance] = []
    for _, node in sorted(snapshot.files.items()):
        for identifier, block in node.entities.items() if node.kind != "prefab" else ():
            prefab = str(block.data.get("prefab", ""))
            parts = block.data.get(PARTS)
            said = cast("dict[str, Any]", parts) if isinstance(parts, dict) else {}
            if any(not (key and _says(said.get(each) or {}, component, field)) for each in hearing.get(prefab, ())):
                found.append(Instance(node.name, identifier, block_name(identifier, block.data), prefab))
    return found


def who_does_without(source: Document | Snapshot, prefab: str, component: str) -> list[Override]:
    """The instances of a prefab that have removed one of its components, by file; their value is None."""
    return [
        Override(
            node.name,
            identifier,
            block_name(identifier, data),
            Path(node.name, (ENTITIES, identifier, component)),
            None,
        )
        for node, identifier, data in _made_from(source.snapshot(), prefab)
        if component in removed_of(data)
    ]


def followers(source: Document | Snapshot, prefab: str, key: str = "") -> list[Instance]:
    """The entities of scenes and encounters that would see another value of a prefab's field; all with no key."""
    snapshot = source.snapshot()
    found = [each for each in instances_of(snapshot, prefab) if not each.file.startswith("prefabs/")]
    if not key:
        return found
    component, _, field = key.partition(".")
    deaf = {name: _hides(snapshot, name, prefab, component, field) for name in {each.prefab for each in found}}
    return [
        each
        for each in found
        if not deaf[each.prefab] and not _says(snapshot.files[each.file].entities[each.entity].data, component, field)
    ]


def spawners(source: Document | Snapshot, prefab: str, key: str = "") -> list[Instance]:
    """The entities of scenes and encounters that name a prefab in a field, as waves do, and would see a change.

    What an entity has from a prefab of its own is not looked at.
    """
    snapshot = source.snapshot()
    family = family_of(snapshot, prefab)
    component, _, field = key.partition(".")
    named = [
        (each.component_id, spec.name)
        for each in snapshot.vocabulary.components.values()
        for spec in each.fields()
        if spec.ref == "prefab"
    ]
    deaf = {name for name in family if key and _hides(snapshot, name, prefab, component, field)}
    found: list[Instance] = []
    for _, node in sorted(snapshot.files.items()):
        if node.kind not in ("scene", "encounter"):
            continue
        for identifier, block in node.entities.items():
            for holder, place in named:
                table = block.data.get(holder)
                name = cast("dict[str, Any]", table).get(place) if isinstance(table, dict) else None
                if isinstance(name, str) and name in family and name not in deaf:
                    found.append(Instance(node.name, identifier, block_name(identifier, block.data), name))
    return found


def _hides(snapshot: Snapshot, nearest: str, prefab: str, component: str, field: str) -> bool:
    """Whether a prefab on the way from `nearest` to `prefab` says the field itself."""
    node = snapshot.files[f"prefabs/{nearest}"]
    for link in links(snapshot, node.name, root_of(node) or ""):
        if link.name == prefab:
            return False
        if _says(link.data, component, field):
            return True
    return False


def _says(data: Any, component: str, field: str) -> bool:
    table = data.get(component)
    return component in removed_of(data) or (isinstance(table, dict) and field in table)


def _made_from(snapshot: Snapshot, prefab: str) -> Iterator[tuple[FileNode, str, Any]]:
    """Every block that is an instance of the prefab or of one that is made from it."""
    family = family_of(snapshot, prefab)
    for _, node in sorted(snapshot.files.items()):
        for identifier, block in node.entities.items():
            data = block.data
            name = data.get("prefab")
            if name is not None and isinstance(name, str) and name in family:
                yield node, identifier, data


def family_of(source: Document | Snapshot, prefab: str) -> set[str]:
    """The names of a prefab and of all prefabs that are made from it."""
    snapshot = source.snapshot()
    based_on: dict[str, list[str]] = {}
    for node in snapshot.files.values():
        root = root_of(node) if node.kind == "prefab" else None
        base = node.entities[root].data.get("prefab") if root is not None else None
        if isinstance(base, str):
            based_on.setdefault(base, []).append(node.short_name)
    family = {prefab}
    waiting = [prefab]
    while waiting:
        for name in based_on.get(waiting.pop(), ()):
            if name not in family:
                family.add(name)
                waiting.append(name)
    return family
