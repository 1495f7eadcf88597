"""Unpack: write what an instance inherits into the instance, so that it stands on its own."""

from __future__ import annotations

from typing import Any

from engine.document.command import Command
from engine.document.commands import AddEntity, Compound, RemoveEntity
from engine.document.path import words
from engine.document.prefabs.chain import Link, chain_of, table_at
from engine.document.prefabs.edits import Edits, instance_chain
from engine.document.views.entity_view import EntityView
from engine.document.views.scene_view import SceneView
from engine.schema.reserved import RESERVED
from engine.schema.values import plain


def unpack(view: SceneView, entity: str | EntityView) -> Compound:
    """The command after which an entity says itself all that it inherited, and is no instance any more.

    Raises:
        CommandError: It is no instance.
    """
    chain = instance_chain(view, entity, chain_of(view, entity))
    return _unpacked(view, chain, len(chain), f"Unpack {chain[0].title}")


def unpack_level(view: SceneView, entity: str | EntityView) -> Compound:
    """The command after which an entity says itself what its prefab says, and is an instance of that one's prefab.

    Raises:
        CommandError: It is no instance.
    """
    chain = instance_chain(view, entity, chain_of(view, entity))
    if len(chain) == 2:
        return unpack(view, entity)
    return _unpacked(view, chain, 2, f"Unpack {chain[0].title} to the prefab {chain[2].title}")


def _unpacked(view: SceneView, chain: tuple[Link, ...], depth: int, title: str) -> Compound:
    """The first `depth` levels of the chain laid together, over what is left of it."""
    own, rest = chain[0], chain[depth:]
    block: dict[str, Any] = {key: plain(value) for key, value in own.data.items()}
    for key in ("name", "tags", "hidden", "locked"):
        stated = [link.data[key] for link in chain[:depth] if key in link.data]
        if stated:
            block[key] = plain(stated[0])
    if not block.get("name") and not rest:
        block["name"] = words(chain[-1].entity)
    block.pop("prefab", None)
    block.pop("removed", None)
    if rest:
        block["prefab"] = rest[0].name
        gone = dict.fromkeys(each for link in chain[:depth] for each in link.removed)
        removed = [each for each in gone if table_at(rest, each) is not None]
        if removed:
            block["removed"] = removed
    for component in dict.fromkeys(key for link in chain[:depth] for key in link.data if key not in RESERVED):
        table = table_at(chain[:depth], component)
        if table is not None:
            block[component] = plain(table)
    return Compound(title=title, commands=_commands(view, own, block))


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
