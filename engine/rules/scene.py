"""What a rule looks at: the scene, and the questions that rules ask of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from engine.document import Command, EntityView, Finding, Path, SceneView, Set
from engine.document.views.placing import as_stated
from engine.rules.shapes import Obstacles
from engine.schema.component import Component
from engine.schema.components.transform import Transform
from engine.schema.fields import Severity
from engine.schema.values import plain
from engine.schema.vocabulary import Vocabulary
from engine.terrain.lattice import WORLD_HALF_M

if TYPE_CHECKING:
    from engine.nav.grid import NavGrid

Place = tuple[float, float]
"""A point on the ground: (x, z) [m]."""
Some = TypeVar("Some", bound=Component)


class Facts:
    """What all rules of one check share."""

    def __init__(
        self,
        view: SceneView,
        vocabulary: Vocabulary,
        names: Mapping[str, frozenset[str]],
        reachable: Callable[[Place, Place], bool] | None,
    ) -> None:
        self.view = view
        self.vocabulary = vocabulary
        self.names = names
        self._reachable = reachable
        self._reachable_at_first: Callable[[Place, Place], bool] | None = None

    def reachable(self, start: Place, goal: Place) -> bool:
        """Whether an actor can walk from one place to another."""
        if self._reachable is None:
            self._reachable = self._grid.reachable
        return self._reachable(start, goal)

    def reachable_at_first(self, start: Place, goal: Place) -> bool:
        """Whether an actor can walk there before anybody breaks a barrier that stands in the scene."""
        if self._reachable_at_first is None:
            from engine.nav.grid import barriers_of

            walls = barriers_of(self.view)
            if not len(walls.position):
                return self.reachable(start, goal)
            self._reachable_at_first = self._grid.with_walls(walls).reachable
        return self._reachable_at_first(start, goal)

    @cached_property
    def _grid(self) -> NavGrid:
        from engine.nav.grid import nav_grid

        return nav_grid(self.view)

    @cached_property
    def obstacles(self) -> Obstacles:
        """Every obstacle with its outline on the ground."""
        return Obstacles(self.view.with_component("obstacle"))


class RuleScene:
    """A scene as one rule sees it."""

    def __init__(self, facts: Facts, rule: str, severity: Severity) -> None:
        """Findings are made in the name of `rule`."""
        self._facts = facts
        self._rule = rule
        self._severity: Severity = severity
        self.view = facts.view

    @property
    def entities(self) -> tuple[EntityView, ...]:
        """All entities of the scene and its encounter."""
        return self.view.entities

    @property
    def vocabulary(self) -> Vocabulary:
        """The components that are known."""
        return self._facts.vocabulary

    @property
    def has_encounter(self) -> bool:
        """Whether an encounter is looked at, not the bare scene."""
        return self.view.encounter is not None

    @property
    def has_actors(self) -> bool:
        """Whether anybody stands or will appear in it."""
        kinds = ("body", "player", "spawn_group")
        return any(True for kind in kinds for _ in self.view.with_component(kind))

    def with_component(self, kind: type[Some]) -> Iterator[tuple[EntityView, Some]]:
        """Every entity that has the component, with it."""
        for entity in self.view.with_component(kind.component_id):
            component = entity.components[kind.component_id]
            if isinstance(component, kind):
                yield entity, component

    def names(self, kind: str) -> frozenset[str] | None:
        """What a reference of that kind may name; None when nobody can say."""
        return self._facts.names.get(kind)

    @property
    def half_m(self) -> float:
        """How far from the middle the ground ends, along x and along z [m]."""
        terrain = self.view.header.terrain
        return WORLD_HALF_M if terrain.kind == "endless" else terrain.size_m / 2

    def reachable(self, start: Place, goal: Place) -> bool:
        """Whether an actor can walk from one place to another."""
        return self._facts.reachable(start, goal)

    def reachable_at_first(self, start: Place, goal: Place) -> bool:
        """Whether an actor can walk from one place to another before any barrier is broken."""
        return self._facts.reachable_at_first(start, goal)

    def obstacle_at(self, place: Place, room: float, ignoring: str = "") -> EntityView | None:
        """The obstacle that a circle of radius `room` [m] around a place overlaps; None when it is free."""
        return self._facts.obstacles.at(place, room, ignoring)

    def nearest_clear(self, place: Place, room: float, ignoring: str = "") -> Place | None:
        """The nearest place, to 0.25 m, at which nothing overlaps; None when there is none within 20 m."""
        return self.nearest(place, room, lambda there: self.obstacle_at(there, room, ignoring) is None)

    def nearest(self, place: Place, room: float, suits: Callable[[Place], bool], step: float = 0.25) -> Place | None:
        """The nearest place within 20 m that suits, to `step` [m], `room` [m] inside the edge; None when none does."""
        half = self.half_m
        for ring in range(1, round(20.0 / step) + 1):
            radius = ring * step
            count = max(8, 4 * ring)
            for turn in range(count):
                angle = 2 * math.pi * turn / count
                x = round(place[0] + radius * math.sin(angle), 3)
                z = round(place[1] + radius * math.cos(angle), 3)
                if max(abs(x), abs(z)) <= half - room and suits((x, z)):
                    return x, z
        return None

    def moved_to(self, entity: EntityView, place: Place) -> Set:
        """The command that puts an entity at another place, its height kept."""
        position = position_of(entity)
        return self.set(entity, "transform", "position", [place[0], position[1], place[1]])

    def set(self, entity: EntityView, *keys_and_value: object) -> Set:
        """The command that sets a value of an entity's own block: `set(kael, "health", "current", 100.0)`."""
        *keys, new = keys_and_value
        path = entity.path
        for key in keys:
            path = path / (key if isinstance(key, int) else str(key))
        if keys[0] == "transform" and len(keys) == 2:
            new = as_stated(entity, str(keys[1]), new)
        elif len(keys) == 2 and self._says_anyway(entity, str(keys[0]), str(keys[1]), new):
            # Said once more it would be the next finding: an override without effect.
            new = None
        return self.set_at(path, new)

    def _says_anyway(self, entity: EntityView, component: str, field: str, value: object) -> bool:
        """Whether an entity's prefab gives it this value already."""
        prefab = self.view.prefabs.get(entity.prefab) if entity.prefab is not None else None
        held = prefab.components.get(component) if prefab is not None else None
        if held is None or component in entity.removed:
            return False
        own = getattr(held, field, None)
        return own is not None and plain(own) == value

    def set_at(self, path: Path, new: object) -> Set:
        """The command that sets the value at a path."""
        return Set(path=path, old=self.view.snapshot.value(path), new=new)  # pyright: ignore[reportArgumentType]

    def finding(
        self,
        text: str,
        at: EntityView | Path | None = None,
        *keys: str | int,
        fix: tuple[Command, ...] = (),
        fix_title: str = "",
        other_fixes: tuple[tuple[str, tuple[Command, ...]], ...] = (),
    ) -> Finding:
        """A finding of this rule: what is wrong and what to do; `keys` lead into the entity."""
        is_view = isinstance(at, EntityView)
        path = Path(at.path.file, (*at.path.keys, *keys)) if is_view else at
        who = at.id if is_view else at.entity_id if at else None
        return Finding(self._rule, self._severity, text, path, who, fix, fix_title, other_fixes)


def position_of(entity: EntityView) -> tuple[float, float, float]:
    """Where an entity stands [m]; the origin when it has no transform."""
    transform = entity.components.get("transform")
    return transform.position if isinstance(transform, Transform) else (0.0, 0.0, 0.0)


def place_of(entity: EntityView) -> Place:
    """Where an entity stands on the ground."""
    x, _, z = position_of(entity)
    return x, z
