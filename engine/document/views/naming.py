"""What things are called in a state of the project: by the names that people gave them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.document.path import Namer, by_id, part_words
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.document.views.resolve import Resolver

TITLED = ("project", "scene", "encounter", "prefab")


def names_in(*states: Snapshot) -> Namer:
    """Names as the first of these states has them that knows the thing; what none of them knows is named by its id.

    An instance of a prefab without a name of its own is called like the prefab, or by its id where its file has more
    such instances; a part is called by its instance.
    """
    known = [(state, Resolver(state.files, state.vocabulary)) for state in states]

    def name_of(file: str, identifier: str | None) -> str:
        for state, resolver in known:
            if identifier is None:
                node = state.files.get(file)
                if node is not None and node.kind in TITLED and node.title != node.short_name:
                    return node.title
                continue
            instance, point, part = identifier.partition(".")
            for node in _places(state, file):
                if instance in node.entities:
                    name = _name(node, instance, resolver)
                    return part_words(name, part) if point and part else name
        return by_id(file, identifier)

    return name_of


def _name(node: FileNode, identifier: str, resolver: Resolver) -> str:
    data = node.entities[identifier].data
    prefab = None if data.get("name") else data.get("prefab")
    if prefab is not None and any(
        block.data.get("prefab") == prefab and not block.data.get("name") and key != identifier
        for key, block in node.entities.items()
    ):
        return by_id(node.name, identifier)
    return resolver.entity(node.name, identifier, node.entities[identifier]).name


def _places(state: Snapshot, file: str) -> Iterator[FileNode]:
    """Where an entity may stand that a file speaks of: in itself, or in a scene or an encounter beside it."""
    if file in state.files:
        yield state.files[file]
    yield from (node for node in state.files.values() if node.kind in ("scene", "encounter") and node.name != file)
