"""The parts of one instance as entities: `camp_1.tent`, placed with the instance, with what it says on top."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from engine.document.path import words
from engine.document.views.entity_view import EntityView
from engine.document.views.family import Family, Piece, Said, kept, laid
from engine.document.views.placing import ORIGIN, Place, carried, place_in, transform_at
from engine.schema.component import Component
from engine.schema.components.transform import Transform
from engine.schema.vocabulary import Vocabulary


def parts_of(
    root: EntityView,
    data: Mapping[str, Any],
    family: Family,
    vocabulary: Vocabulary,
    before: Mapping[str, EntityView] | None = None,
) -> tuple[EntityView, ...]:
    """The parts of an instance, parents first.

    Args:
        root: The instance.
        data: Its block.
        family: The parts of its prefab.
        vocabulary: The known components.
        before: The parts as they were by id; one that is as it was keeps its object.
    """
    said = Said.by(data)
    places: dict[str, Place] = {"": place_in(root.components)}
    found: list[EntityView] = []
    for piece in kept(family.pieces, said.removed):
        resolved = laid(piece, said, root.file, root.id, family.names, vocabulary)
        stated = resolved.view.components.get("transform")
        start = place_in(resolved.view.components) if stated is not None else ORIGIN
        place = places[piece.part] = carried(start, piece.origin, places[piece.home])
        made = _view(root, piece, resolved.view, piece.part in said.blocks, stated, place)
        last = before.get(made.id) if before else None
        found.append(last if last is not None and last == made else made)
    return tuple(found)


def _view(
    root: EntityView, piece: Piece, view: EntityView, is_stated: bool, stated: Component | None, place: Place
) -> EntityView:
    components = view.components
    if isinstance(stated, Transform):
        at = stated if place == (stated.position, stated.rotation, stated.scale) else transform_at(place)
        components = MappingProxyType({**components, "transform": at})
    return EntityView(
        id=f"{root.id}.{piece.part}",
        name=view.name or words(piece.part),
        file=root.file,
        parent=f"{root.id}.{piece.parent}" if piece.parent else root.id,
        prefab=piece.prefab,
        tags=view.tags,
        hidden=view.hidden,
        locked=view.locked,
        components=components,
        overrides=view.overrides if is_stated else frozenset(),
        opaque=view.opaque,
        problems=view.problems if is_stated else (),
        removed=view.removed if is_stated else (),
        part_of=root.id,
        stated=stated if isinstance(stated, Transform) else None,
    )
