"""The view of a scene and one of its encounters: what the viewport, the rules and the compiler read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property
from itertools import compress
from operator import is_not
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from engine.document.bulk import collection_paused
from engine.document.errors import DocumentError
from engine.document.finding import Finding
from engine.document.heads import head_of, head_problems
from engine.document.state.node import Block, FileNode
from engine.document.state.snapshot import Snapshot
from engine.document.views.entity_view import EntityView
from engine.document.views.family import NOTHING_SAID, Family, laid
from engine.document.views.ground import Tiles, tiles_of
from engine.document.views.placing import ORIGIN, transform_at
from engine.document.views.resolve import Resolver, root_of
from engine.schema.component import Component
from engine.schema.files import EncounterFile, SceneFile, TerrainSettings
from engine.schema.vocabulary import Vocabulary

if TYPE_CHECKING:
    from engine.document.document import Document


MOST_PARTS_IN_SCENE = 20_000
"""Once a scene has so many parts, further instances show their root alone."""
_PartsAt = Mapping[int, tuple[EntityView, ...]]
_NO_PARTS: _PartsAt = {}
_BARE = SceneFile(terrain=TerrainSettings(amplitude=0.0, path=False, size_m=40.0, far_trees=""))
"""The ground on which a prefab is looked at by itself."""


class SceneView:
    """A scene, optionally with an encounter in it. Immutable; entities are those of the scene, then the encounter's."""

    def __init__(
        self,
        scene: FileNode,
        encounter: FileNode | None,
        entities: tuple[EntityView, ...],
        snapshot: Snapshot,
        resolver: Resolver,
    ) -> None:
        self.prefab_file = scene.name if scene.kind == "prefab" else None
        """The prefab that is looked at by itself in the place of a scene."""
        self.scene = scene.short_name if self.prefab_file is None else scene.name
        self.encounter = encounter.short_name if encounter else None
        self.scene_file = scene.name
        self.encounter_file = encounter.name if encounter else None
        self.header = cast("SceneFile", head_of(scene)) if self.prefab_file is None else _BARE
        self.encounter_header = cast("EncounterFile", head_of(encounter)) if encounter else None
        self.entities = entities
        self.snapshot = snapshot
        """The state that this is a view of."""
        self._head_problems = [*head_problems(scene), *(head_problems(encounter) if encounter else [])]
        self._resolver = resolver
        self._by_component: dict[str, tuple[EntityView, ...]] = {}

    def with_root_placed(self) -> SceneView:
        """Of a prefab by itself, the same with its root at the origin where its file gives it no place; else this."""
        root = root_of(self.snapshot.files[self.prefab_file]) if self.prefab_file is not None else None
        found = self.get(root) if root is not None else None
        if found is None or "transform" in found.components:
            return self
        placed = replace(found, components={**found.components, "transform": transform_at(ORIGIN)})
        made = copy(self)
        for known in ("_by_id", "_children"):
            made.__dict__.pop(known, None)
        made.entities = tuple(placed if each is found else each for each in self.entities)
        made._by_component = {}
        return made

    @cached_property
    def has_parts(self) -> bool:
        """Whether any entity is a part of an instance."""
        return self._resolver.has_parts and any(entity.part_of is not None for entity in self.entities)

    def ids_of(self, file: str) -> tuple[str, ...]:
        """The ids of the entities of a file in order, the parts of each instance behind it."""
        if not self.has_parts:
            return self.snapshot.entities(file)
        return tuple(entity.id for entity in self.entities if entity.file == file)

    @property
    def vocabulary(self) -> Vocabulary:
        """The components that the entities may have."""
        return self.snapshot.vocabulary

    @property
    def terrain_tiles(self) -> Tiles:
        """The tiles of shaped ground of the scene by (x, z); the same object until one of them changes."""
        return tiles_of(self.snapshot, self.scene)

    @cached_property
    def _by_id(self) -> Mapping[str, EntityView]:
        found: dict[str, EntityView] = {}
        for entity in self.entities:
            found.setdefault(entity.id, entity)
        return found

    def take_over(self, before: SceneView, pairs: list[tuple[EntityView, EntityView]]) -> None:
        """Keep the look-ups of an earlier view that differs only in these entities, given as they were and are."""
        if any(old.id != new.id for old, new in pairs):
            return
        if "_by_id" in before.__dict__:
            found = dict(before._by_id)
            found.update((new.id, new) for old, new in pairs if found[new.id] is old)
            self._by_id = found
        touched = {component for pair in pairs for entity in pair for component in entity.components}
        self._by_component = {
            component: found for component, found in before._by_component.items() if component not in touched
        }

    def get(self, identifier: str) -> EntityView | None:
        """The entity of that id; None when there is none."""
        return self._by_id.get(identifier)

    def entity(self, identifier: str) -> EntityView:
        """The entity of that id.

        Raises:
            DocumentError: There is none.
        """
        found = self._by_id.get(identifier)
        if found is None:
            raise DocumentError(f'there is no entity "{identifier}"', f"{self.scene_file}.toml")
        return found

    def with_component(self, component_id: str) -> Iterator[EntityView]:
        """Every entity that has the component, in order."""
        found = self._by_component.get(component_id)
        if found is None:
            found = tuple(entity for entity in self.entities if component_id in entity.components)
            self._by_component[component_id] = found
        return iter(found)

    def children(self, identifier: str | None) -> tuple[EntityView, ...]:
        """The entities directly under another one; those at the top for None."""
        return self._children.get(identifier, ())

    @cached_property
    def _children(self) -> Mapping[str | None, tuple[EntityView, ...]]:
        found: dict[str | None, list[EntityView]] = {}
        for entity in self.entities:
            found.setdefault(entity.parent if entity.parent in self._by_id else None, []).append(entity)
        return {parent: tuple(entities) for parent, entities in found.items()}

    def prefab(self, name: str) -> EntityView:
        """A prefab as an entity, its own prefab resolved.

        Raises:
            DocumentError: There is no such prefab, or it can't be resolved.
        """
        found = self._resolver.prefab(name)
        if found is None:
            raise DocumentError("there is no such prefab, or its file can't be read", f"prefabs/{name}.toml")
        return found.view

    @cached_property
    def prefabs(self) -> Mapping[str, EntityView]:
        """Every readable prefab by name."""
        names = [node.short_name for node in self.snapshot.files.values() if node.kind == "prefab"]
        found = {name: self._resolver.prefab(name) for name in names}
        return MappingProxyType({name: resolved.view for name, resolved in found.items() if resolved})

    def family(self, name: str) -> Family | None:
        """The parts that a prefab gives its instances; None for one that is its root alone."""
        return self._resolver.family(name)

    def below(self, entity: EntityView) -> Mapping[str, Component]:
        """The components that an instance, or a part of one, would have if it said nothing itself."""
        instance = self.get(entity.part_of) if entity.part_of is not None else None
        if instance is not None and instance.prefab is not None:
            family = self.family(instance.prefab)
            piece = next((each for each in family.pieces if each.part == entity.part), None) if family else None
            if family is not None and piece is not None:
                names = family.names
                return laid(piece, NOTHING_SAID, entity.file, instance.id, names, self.vocabulary).view.components
        found = self.prefabs.get(entity.prefab) if entity.prefab is not None and entity.part_of is None else None
        return found.components if found is not None else {}

    @cached_property
    def problems(self) -> tuple[Finding, ...]:
        """What is wrong with the files behind the view: values, prefabs, ids."""
        found = list(self._head_problems)
        for name, prefab in self.prefabs.items():
            found += prefab.problems
            family = self._resolver.family(name)
            found += family.problems if family is not None else ()
        seen: dict[str, EntityView] = {}
        for entity in self.entities:
            found += entity.problems
            other = seen.setdefault(entity.id, entity)
            if other is not entity:
                found.append(
                    Finding(
                        "duplicate-id",
                        "error",
                        f'{entity.file}.toml has an entity "{entity.id}", but so has {other.file}.toml. '
                        "Rename one of them: an id stands once in a scene and its encounters.",
                        entity.path,
                        entity.id,
                    )
                )
        return tuple(found)


@collection_paused()
def view(source: Document | Snapshot, scene: str, encounter: str | None = None) -> SceneView:
    """The view of a scene; what an earlier view of the same project computed is used again.

    Args:
        source: The live document or a snapshot.
        scene: "echo_grove" or "scenes/echo_grove"; "prefabs/camp" shows a prefab by itself on bare ground.
        encounter: "tutorial" or "encounters/tutorial"; None for the bare scene.

    Raises:
        DocumentError: There is no such scene or encounter.
    """
    snapshot = source if isinstance(source, Snapshot) else source.snapshot()
    scene_node = snapshot.node(scene if "/" in scene else f"scenes/{scene}")
    encounter_node = None
    if encounter:
        encounter_node = snapshot.node(encounter if "/" in encounter else f"encounters/{encounter}")
    key = (scene_node.name, encounter_node.name if encounter_node else None)
    nodes = (scene_node, encounter_node)
    last = cast("_Kept | None", snapshot.views.get(key))
    if last is not None and last.view.snapshot is snapshot:
        return last.view
    prefabs = tuple(node for node in snapshot.files.values() if node.kind == "prefab")
    if last is not None and not last.fits(snapshot.vocabulary, prefabs):
        last = None
    if last is not None and last.nodes == nodes:
        if last.view.snapshot is not snapshot:
            last.view = SceneView(scene_node, encounter_node, last.view.entities, snapshot, last.resolver)
        return last.view
    resolver = last.resolver if last is not None else Resolver(snapshot.files, snapshot.vocabulary)
    has_parts = resolver.has_parts
    blocks = [block for node in nodes if node is not None for block in node.entities.values()]
    scene_count = len(scene_node.entities)
    changed = _changed(blocks, scene_count, last)
    if last is None or changed is None:
        raw = _resolved(blocks, nodes, resolver)
        lifted = _cyclic(raw)
    else:
        raw = last.raw.copy()
        is_hierarchy_new = False
        for index in changed:
            file = nodes[0] if index < scene_count else nodes[1]
            raw[index] = resolver.entity(file.name if file else "", blocks[index].identifier or "", blocks[index])
            old = last.raw[index]
            is_hierarchy_new = is_hierarchy_new or (raw[index].id, raw[index].parent) != (old.id, old.parent)
        lifted = _cyclic(raw) if is_hierarchy_new else last.lifted
    entities = tuple(_lifted(each) if each.id in lifted else each for each in raw) if lifted else tuple(raw)
    parts: _PartsAt = _parts(resolver, blocks, entities, changed, last) if has_parts else _NO_PARTS
    if parts:
        entities = _with_parts(entities, parts)
    made = SceneView(scene_node, encounter_node, entities, snapshot, resolver)
    if last is not None and changed is not None and not lifted and not last.lifted:
        pairs = [(last.raw[index], raw[index]) for index in changed]
        if not parts and not last.parts:
            made.take_over(last.view, pairs)
        elif (more := _pairs(last.parts, parts, changed)) is not None:
            made.take_over(last.view, [*pairs, *more])
    snapshot.views[key] = _Kept(snapshot.vocabulary, prefabs, nodes, blocks, raw, lifted, parts, made, resolver)
    return made


def _parts(
    resolver: Resolver,
    blocks: list[Block],
    roots: tuple[EntityView, ...],
    changed: list[int] | None,
    last: _Kept | None,
) -> _PartsAt:
    """The parts of every instance that has some, by the place of its block."""
    if last is not None and changed is not None:
        found = dict(last.parts)
        for index in changed:
            found.pop(index, None)
        places: Iterable[int] = changed
    else:
        found, places = {}, range(len(roots))
    count = sum(map(len, found.values()))
    for index in places:
        if roots[index].prefab is not None and count < MOST_PARTS_IN_SCENE:
            made = resolver.parts(roots[index], blocks[index])
            if made:
                found[index] = made
                count += len(made)
    return dict(sorted(found.items()))


def _with_parts(roots: tuple[EntityView, ...], parts: _PartsAt) -> tuple[EntityView, ...]:
    """All entities, the parts of each instance behind it."""
    found: list[EntityView] = []
    start = 0
    for index, own in parts.items():
        found += roots[start : index + 1]
        found += own
        start = index + 1
    return (*found, *roots[start:])


def _pairs(before: _PartsAt, now: _PartsAt, changed: list[int]) -> list[tuple[EntityView, EntityView]] | None:
    """The parts that changed with their instances, as they were and are; None when some came or went."""
    found: list[tuple[EntityView, EntityView]] = []
    for index in changed:
        old, new = before.get(index, ()), now.get(index, ())
        if len(old) != len(new):
            return None
        found += [pair for pair in zip(old, new, strict=True) if pair[0] is not pair[1]]
    return found


class _Kept:
    """The last view of a scene, and what it was made from."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        prefabs: tuple[FileNode, ...],
        nodes: tuple[FileNode, FileNode | None],
        blocks: list[Block],
        raw: list[EntityView],
        lifted: frozenset[str],
        parts: _PartsAt,
        made: SceneView,
        resolver: Resolver,
    ) -> None:
        self.vocabulary = vocabulary
        self.prefabs = prefabs
        self.nodes = nodes
        self.blocks = blocks
        self.scene_count = len(nodes[0].entities)
        self.raw = raw
        self.lifted = lifted
        self.parts = parts
        self.view = made
        self.resolver = resolver

    def fits(self, vocabulary: Vocabulary, prefabs: tuple[FileNode, ...]) -> bool:
        """Whether entities that did not change look as they did then."""
        return self.vocabulary is vocabulary and self.prefabs == prefabs


def _resolved(blocks: list[Block], nodes: Iterable[FileNode | None], resolver: Resolver) -> list[EntityView]:
    files = [node.name for node in nodes if node is not None for _ in node.entities]
    pairs = zip(files, blocks, strict=True)
    return [resolver.entity(file, block.identifier or "", block) for file, block in pairs]


def _changed(blocks: list[Block], scene_count: int, last: _Kept | None) -> list[int] | None:
    """Places of the blocks that differ from those of the last view; None when entities came or went."""
    if last is None or len(last.blocks) != len(blocks) or last.scene_count != scene_count:
        return None
    return list(compress(range(len(blocks)), map(is_not, blocks, last.blocks)))


def _cyclic(views: list[EntityView]) -> frozenset[str]:
    """One entity of each ring of parents; shown at the top, so that every reader comes to an end."""
    parents = {each.id: each.parent for each in views if each.parent is not None}
    ids = {each.id for each in views} if any("." in parent for parent in parents.values()) else set[str]()
    for identifier, parent in parents.items() if ids else ():
        if parent not in ids:
            # Who stands under a part stands under its instance.
            parents[identifier] = parent.partition(".")[0]
    settled: set[str] = set()
    lifted: set[str] = set()
    for start in parents:
        trail: dict[str, None] = {}
        current: str | None = start
        while current is not None and current not in settled and current not in trail:
            trail[current] = None
            current = parents.get(current)
        if current is not None and current in trail:
            lifted.add(current)
        settled.update(trail)
    return frozenset(lifted)


def _lifted(entity: EntityView) -> EntityView:
    finding = Finding(
        "parent-cycle",
        "error",
        f"{entity.name} stands under itself by way of {entity.parent}. Give it another parent.",
        entity.path / "parent",
        entity.id,
        (),
    )
    return replace(entity, parent=None, problems=(*entity.problems, finding))
