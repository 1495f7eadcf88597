"""Unpack: write what an instance inherits into the instance, so that it stands on its own, and so do its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.document.command import Command
from engine.document.commands import AddEntity, Compound, RemoveEntity
from engine.document.edits.entities import pointed, stated_references
from engine.document.path import words
from engine.document.prefabs.chain import Link, chain_of
from engine.document.prefabs.edits import Edits, instance_chain
from engine.document.prefabs.pointing import pointed_elsewhere
from engine.document.prefabs.unpack_parts import Unpacked, laid_together, left_over, parts_of_level, whole_parts
from engine.document.views.entity_view import EntityView
from engine.document.views.scene_view import SceneView
from engine.schema.reserved import PARTS, RESERVED
from engine.schema.values import plain


def unpack(view: SceneView, entity: str | EntityView) -> Compound:
    """The command after which an entity says itself all that it inherited, and is no instance any more.

    Its parts become entities of the file, under it, and say all themselves too.

    Raises:
        CommandError: It is no instance.
    """
    chain = instance_chain(view, entity, chain_of(view, entity))
    return _unpacked(view, chain, len(chain), f"Unpack {chain[0].title}", whole_parts(view, chain[0]))


def unpack_level(view: SceneView, entity: str | EntityView) -> Compound:
    """The command after which an entity says itself what its prefab says, and is an instance of that one's prefab.

    The parts that stand in the prefab's own file become entities; what is an instance there is one here.

    Raises:
        CommandError: It is no instance.
    """
    chain = instance_chain(view, entity, chain_of(view, entity))
    title = f"Unpack {chain[0].title}" + (f" to the prefab {chain[2].title}" if len(chain) > 2 else "")
    parts, levels = parts_of_level(view, chain)
    return _unpacked(view, levels, 2, title, parts)


def _unpacked(view: SceneView, chain: Sequence[Link], depth: int, title: str, parts: Sequence[Unpacked]) -> Compound:
    """The first `depth` levels of the chain laid together, over what is left of it."""
    own, rest = chain[0], chain[depth:]
    block = laid_together(chain, depth)
    if not rest:
        _name_as_seen(view, block, own)
    if not block.get("name") and not rest:
        block["name"] = words(chain[-1].entity)
    block.pop(PARTS, None)
    if rest:
        left_over(block, chain[:depth], {each.part for each in parts})
    names = {old: new for each in parts for old, new in each.names.items()}
    commands = _commands(view, own, pointed(block, names, view.vocabulary))
    index = view.snapshot.entities(own.file).index(own.entity) + 1
    added = [
        AddEntity(file=own.file, id=each.id, block=pointed(each.block, names, view.vocabulary), index=index + place)
        for place, each in enumerate(parts)
    ]
    moved = pointed_elsewhere(view, own.file, names, but=[own.entity]) if names else []
    return Compound(title=title, commands=(*commands, *added, *moved))


def _name_as_seen(view: SceneView, block: dict[str, Any], own: Link) -> None:
    """Name in the fields that refer to entities whom the instance means, not whom its prefab calls so."""
    seen = view.get(own.entity)
    for path, _ in stated_references(own.path(), block, view.vocabulary):
        component, field = str(path.inner[0]), str(path.inner[1])
        found = seen.components.get(component) if seen is not None and seen.file == own.file else None
        if found is not None and not path.is_of_part:
            block[component][field] = plain(getattr(found, field))


def _commands(view: SceneView, own: Link, block: dict[str, Any]) -> tuple[Command, ...]:
    """Single changes where they can be made; else, for blocks that nothing here knows, the entity anew."""
    unknown = [key for key in block if key not in RESERVED and key not in view.vocabulary.components]
    if any(key not in own.data for key in unknown):
        old = view.snapshot.block(own.file, own.entity)
        index = view.snapshot.entities(own.file).index(own.entity)
        return (
            RemoveEntity(file=own.file, id=own.entity, block=old, index=index),
            AddEntity(file=own.file, id=own.entity, block=block, index=index),
        )
    edits = Edits(view.snapshot)
    for component in [key for key in block if key not in RESERVED]:
        edits.set(own.path(component), block[component])
    for key in RESERVED:
        edits.set(own.path(key), block.get(key))
    return tuple(edits.commands)
