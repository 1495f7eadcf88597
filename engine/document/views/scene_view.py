"""The view of a scene and one of its encounters: what the viewport, the rules and the compiler read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import cast

from engine.document.errors import DocumentError
from engine.document.finding import Finding
from engine.document.heads import head_of, head_problems
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.document.views.entity_view import EntityView
from engine.document.views.family import NOTHING_SAID, Family, laid
from engine.document.views.ground import Tiles, tiles_of
from engine.document.views.placing import ORIGIN, transform_at
from engine.document.views.resolve import Resolver, root_of
from engine.schema.component import Component
from engine.schema.files import EncounterFile, SceneFile, TerrainSettings
from engine.schema.vocabulary import Vocabulary

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
