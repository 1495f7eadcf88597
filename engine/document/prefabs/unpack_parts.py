"""The parts of an instance as entities: with all that they inherit, or as far as their prefab's file goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple, cast

from engine.document.edits.entities import free_id, pointed
from engine.document.prefabs.chain import Link, links, table_at
from engine.document.prefabs.parts import put_at
from engine.document.prefabs.pointing import taken_ids
from engine.document.views.entity_view import EntityView
from engine.document.views.placing import DECIMALS, ORIGIN, Place, carried, place_in
from engine.document.views.resolve import root_of
from engine.document.views.scene_view import SceneView
from engine.schema.reserved import PARTS, RESERVED
from engine.schema.values import plain


class Unpacked(NamedTuple):
    """A part that becomes an entity."""

    part: str
    id: str
    block: dict[str, Any]
    names: Mapping[str, str]
    """What it, and each part of it, is called from now on."""


def whole_parts(view: SceneView, own: Link) -> list[Unpacked]:
    """Every part of an instance, saying all itself."""
    found = [each for each in view.entities if each.part_of == own.entity and each.file == own.file]
    ids = _ids(view, own.file, found)
    return [Unpacked(each.part, ids[each.id], standing_alone(view, each), {each.id: ids[each.id]}) for each in found]


def standing_alone(view: SceneView, entity: EntityView) -> dict[str, Any]:
    """The block of an entity that says all itself that it is; whom it means, and its parent, stay as they are."""
    block: dict[str, Any] = {"name": entity.name}
    if entity.parent is not None:
        block["parent"] = entity.parent
    if entity.tags:
        block["tags"] = list(entity.tags)
    for flag in ("hidden", "locked"):
        if getattr(entity, flag):
            block[flag] = True
    chain = links(view.snapshot, entity.file, entity.id)
    for key in entity.opaque:
        block[key] = plain(table_at(chain, key))
    for key, component in entity.components.items():
        block[key] = component.stated()
    _place(block, entity, is_whole=True)
    return block


def parts_of_level(view: SceneView, chain: Sequence[Link]) -> tuple[list[Unpacked], Sequence[Link]]:
    """The parts that stand in the file of an instance's prefab; what is an instance there stays one.

    Returns:
        The parts, and the chain of the instance with the names that its prefab uses turned into those of the scene.
    """
    own, prefab = chain[0], chain[1]
    node = view.snapshot.files[prefab.file]
    root = root_of(node) or ""
    seen = {each.part: each for each in view.entities if each.part_of == own.entity and each.file == own.file}
    mine = [each for each in seen.values() if each.part in node.entities and each.part != root]
    ids = _ids(view, own.file, mine)
    new = {each.part: ids[each.id] for each in mine}
    inside = {root: own.entity, **new}
    for part in seen:
        holder, _, rest = part.partition(".")
        if part not in new and holder in new:
            inside[part] = f"{new[holder]}.{rest}"
        elif part not in new:
            inside[f"{root}.{part}"] = f"{own.entity}.{part}"
    found: list[Unpacked] = []
    for each in mine:
        levels = list(links(view.snapshot, own.file, each.id))
        levels[1] = _renamed(levels[1], inside, view)
        block = laid_together(levels, 2)
        block.pop(PARTS, None)
        names = {each.id: new[each.part]}
        said: dict[str, Any] = {}
        gone = _removed(levels[1].data)
        for link, prefix in ((own, f"{each.part}."), (levels[1], "")):
            parts = link.data.get(PARTS)
            for key in cast("dict[str, Any]", parts) if isinstance(parts, dict) else ():
                if key.startswith(prefix):
                    said.setdefault(key[len(prefix) :], None)
        gone += [name[len(each.part) + 1 :] for name in _removed(own.data) if name.startswith(f".{each.part}.")]
        for key in said:
            inner = list(links(view.snapshot, own.file, f"{each.id}.{key}"))
            if len(inner) > 1:
                inner[1] = _renamed(inner[1], inside, view)
            said[key] = laid_together(inner, min(2, len(inner)))
        for other in seen:
            if other.startswith(f"{each.part}."):
                names[f"{own.entity}.{other}"] = f"{new[each.part]}.{other[len(each.part) + 1 :]}"
        if said:
            block[PARTS] = {key: value for key, value in said.items() if value}
        if gone:
            block["removed"] = [*block.get("removed", ()), *dict.fromkeys(gone)]
        block["parent"] = each.parent or own.entity
        _place(block, each, is_whole=each.prefab is not None)
        if "transform" not in each.components and each.prefab is not None and view.family(each.prefab) is not None:
            put_at(block, _whereabouts(view, each), each)
        found.append(Unpacked(each.part, new[each.part], block, names))
    return found, [own, _renamed(prefab, inside, view), *chain[2:]]


def laid_together(chain: Sequence[Link], depth: int) -> dict[str, Any]:
    """What the first `depth` levels of a chain say, as one block that is an instance of what is left of it."""
    own, rest = chain[0], chain[depth:]
    block: dict[str, Any] = {key: plain(value) for key, value in own.data.items()}
    for key in ("name", "tags", "hidden", "locked"):
        stated = [link.data[key] for link in chain[:depth] if key in link.data]
        if stated:
            block[key] = plain(stated[0])
    block.pop("prefab", None)
    block.pop("removed", None)
    if rest:
        if not rest[0].is_over and not (own.is_over and chain[depth - 1].is_over):
            block["prefab"] = rest[0].name
        gone = dict.fromkeys(each for link in chain[:depth] for each in link.removed)
        removed = [each for each in gone if table_at(rest, each) is not None]
        if removed:
            block["removed"] = removed
    for component in dict.fromkeys(key for link in chain[:depth] for key in link.data if key not in RESERVED):
        table = table_at(chain[:depth], component)
        if table is not None:
            block[component] = plain(table)
    return block


def left_over(block: dict[str, Any], levels: Sequence[Link], moved: Collection[str]) -> None:
    """Put into the block of an instance that goes one level down what it says of the parts that it keeps."""
    said: dict[str, Any] = {}
    gone: list[str] = []
    for link in reversed(levels):
        parts = link.data.get(PARTS)
        for key, value in cast("dict[str, Any]", parts).items() if isinstance(parts, dict) else ():
            if key.partition(".")[0] not in moved and isinstance(value, dict):
                before = cast("dict[str, Any]", said.get(key, {}))
                said[key] = _over(before, cast("dict[str, Any]", value))
        gone += [each for each in _removed(link.data) if each[1:].partition(".")[0] not in moved]
    if said:
        block[PARTS] = said
    if gone:
        block["removed"] = [*block.get("removed", ()), *dict.fromkeys(gone)]


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = plain(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else plain(value)
    return merged


def _removed(data: Mapping[str, Any]) -> list[str]:
    removed = data.get("removed")
    listed = cast("list[Any]", removed) if isinstance(removed, list) else []
    return [each for each in listed if isinstance(each, str) and each.startswith(".")]


def _renamed(link: Link, names: Mapping[str, str], view: SceneView) -> Link:
    data = pointed(cast("dict[str, Any]", plain(link.data)), names, view.vocabulary)
    return Link(link.file, link.entity, data, link.called, link.is_over)


def _ids(view: SceneView, file: str, parts: Sequence[EntityView]) -> dict[str, str]:
    taken = taken_ids(view, file)
    found: dict[str, str] = {}
    for each in parts:
        wanted = each.part.rpartition(".")[2]
        found[each.id] = wanted if wanted not in taken else free_id(wanted, taken)
        taken.add(found[each.id])
    return found


def _whereabouts(view: SceneView, entity: EntityView) -> Place:
    """Where the parts of an instance stand that has no place of its own, being a part itself."""
    instance = view.get(entity.part_of) if entity.part_of is not None else None
    family = view.family(instance.prefab) if instance is not None and instance.prefab is not None else None
    if "transform" in entity.components or instance is None or family is None:
        return place_in(entity.components)
    piece = next((each for each in family.pieces if each.part == entity.part), None)
    if piece is None:
        return place_in(entity.components)
    home = view.get(f"{instance.id}.{piece.home}") if piece.home else instance
    return carried(ORIGIN, piece.origin, _whereabouts(view, home or instance))


def _place(block: dict[str, Any], entity: EntityView, *, is_whole: bool) -> None:
    """State where a part stands in the scene: its prefab says it in a space of its own."""
    if "transform" not in entity.components:
        return
    at = place_in(entity.components)
    table: dict[str, Any] = dict(block.get("transform") or {})
    table["position"] = [round(value, DECIMALS) + 0.0 for value in at.position]
    if is_whole or "rotation" in table or any(at.rotation):
        table["rotation"] = [round(value, DECIMALS) + 0.0 for value in at.rotation]
    if is_whole or "scale" in table or at.scale != 1.0:
        table["scale"] = round(at.scale, DECIMALS)
    block["transform"] = table
