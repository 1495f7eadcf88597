"""The view of a scene and one of its encounters: what the viewport, the rules and the compiler read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
from engine.document.views.ground import Tiles, tiles_of
from engine.document.views.resolve import Resolver
from engine.schema.files import EncounterFile, SceneFile
from engine.schema.vocabulary import Vocabulary

if TYPE_CHECKING:
    from engine.document.document import Document


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
        self.scene = scene.short_name
        self.encounter = encounter.short_name if encounter else None
        self.scene_file = scene.name
        self.encounter_file = encounter.name if encounter else None
        self.header = cast("SceneFile", head_of(scene))
        self.encounter_header = cast("EncounterFile", head_of(encounter)) if encounter else None
        self.entities = entities
        self.snapshot = snapshot
        """The state that this is a view of."""
        self._head_problems = [*head_problems(scene), *(head_problems(encounter) if encounter else [])]
        self._resolver = resolver
        self._by_component: dict[str, tuple[EntityView, ...]] = {}

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

    def take_over(self, before: SceneView, changed: Iterable[int]) -> None:
        """Keep the look-ups of an earlier view that differs only in the entities at these places."""
        pairs = [(before.entities[index], self.entities[index]) for index in changed]
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

    @cached_property
    def problems(self) -> tuple[Finding, ...]:
        """What is wrong with the files behind the view: values, prefabs, ids."""
        found = list(self._head_problems)
        for prefab in self.prefabs.values():
            found += prefab.problems
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
        scene: "echo_grove" or "scenes/echo_grove".
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
    made = SceneView(scene_node, encounter_node, entities, snapshot, resolver)
    if last is not None and changed is not None and not lifted and not last.lifted:
        made.take_over(last.view, changed)
    snapshot.views[key] = _Kept(snapshot.vocabulary, prefabs, nodes, blocks, raw, lifted, made, resolver)
    return made


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
