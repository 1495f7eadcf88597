"""Makes picture after picture of a scene that is edited: an edit patches the last picture, it does not make it anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import compress
from operator import is_not
from typing import Any

import numpy as np

from engine.collection import collection_paused
from engine.document import EntityView, SceneView
from engine.present.draw_list import DrawList, Environment, Ground, Instances, instances
from engine.present.entity_parts import Body, EntityParts, looks_alike, parts_of
from engine.present.ground import height_at, may_differ
from engine.present.meshes import MESHES
from engine.present.meshes.project import lend_meshes
from engine.present.scatter import Scatter, strew
from engine.present.threads import ribbons_of
from engine.schema.files import EnvironmentSettings

Kind = tuple[str, bool]
"""A mesh, and whether it is drawn as a ghost."""
Named = tuple[str, Body]
MARKS = ("glow", "ring", "plate", "label")
MOST_STREWN = 256
PATCHED_BELOW = 0.25
"""Share of the entities above which a picture is gathered anew: patching would cost more."""


def environment_of(settings: EnvironmentSettings) -> Environment:
    """The light and air of a scene's header."""
    return Environment(**{name: getattr(settings, name) for name in Environment.__dataclass_fields__})


@dataclass
class _Spot:
    """Where the parts of one entity stand in the lists of a picture."""

    rows: tuple[int, ...]
    marks: tuple[int, ...]
    areas: int
    scatter: int


@dataclass
class Gathered:
    """The parts of many entities, sorted into what a picture is made of; lists are never changed once handed on."""

    bodies: dict[Kind, list[Named]] = field(default_factory=dict)
    marks: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in MARKS})
    areas: list[Any] = field(default_factory=list)
    scatters: list[Instances] = field(default_factory=list)
    spots: dict[str, _Spot] = field(default_factory=dict)
    instances: dict[Kind, Instances] = field(default_factory=dict)

    def add(self, identifier: str, parts: EntityParts, strewn: Instances | None, *, marks: bool = True) -> None:
        """Put in one entity; without `marks` all is left out that only editing shows."""
        marked = self.marks
        before = tuple(map(len, marked.values()))
        areas, scatters = len(self.areas), len(self.scatters)
        rows: list[int] = []
        for named in parts.bodies:
            body = named[1]
            if marks or not (body.ghost or body.mesh == "marker"):
                same_kind = self.bodies.setdefault((body.mesh, body.ghost), [])
                rows.append(len(same_kind))
                same_kind.append(named)
        self.spots[identifier] = _Spot(tuple(rows), before, areas, scatters)
        if strewn is not None:
            self.scatters.append(strewn)
        if parts.glow is not None:
            marked["glow"].append(parts.glow)
        if not marks:
            return
        for name in MARKS[1:]:
            mark = getattr(parts, name)
            if mark is not None:
                marked[name].append(mark)
        self.areas.extend(parts.areas)

    def finish(self, before: Gathered | None) -> None:
        """Make the arrays; a mesh whose bodies are those of an earlier picture keeps its arrays."""
        for kind, bodies in self.bodies.items():
            known = before.instances.get(kind) if before is not None and before.bodies.get(kind) == bodies else None
            self.instances[kind] = known if known is not None else _arrays(kind, bodies)

    def draw_list(self, ground: Ground | None, environment: Environment, time: float = 0.0) -> DrawList:
        """A picture of them, with lists of its own."""
        return DrawList(
            ground=ground,
            environment=environment,
            time=time,
            instances=[*self.instances.values(), *self.scatters],
            glows=list(self.marks["glow"]),
            rings=list(self.marks["ring"]),
            plates=list(self.marks["plate"]),
            labels=list(self.marks["label"]),
            areas=list(self.areas),
        )

    def patched(self, changes: Iterable[tuple[str, EntityParts, EntityParts, Instances | None]]) -> Gathered:
        """The same with other parts of some entities: (id, old, new, what is strewn), old and new of one shape."""
        marks = {name: list(each) for name, each in self.marks.items()}
        made = replace(self, marks=marks, areas=list(self.areas), scatters=list(self.scatters))
        moved: dict[Kind, dict[int, Named]] = {}
        for identifier, old, new, strewn in changes:
            spot = self.spots[identifier]
            for row, was, named in zip(spot.rows, old.bodies, new.bodies, strict=True):
                if named != was:
                    moved.setdefault((named[1].mesh, named[1].ghost), {})[row] = named
            for place, name in zip(spot.marks, MARKS, strict=True):
                mark = getattr(new, name)
                if mark is not None:
                    marks[name][place] = mark
            made.areas[spot.areas : spot.areas + len(new.areas)] = new.areas
            if strewn is not None:
                made.scatters[spot.scatter] = strewn
        if moved:
            made.bodies, made.instances = dict(self.bodies), dict(self.instances)
        for kind, rows in moved.items():
            bodies = made.bodies[kind] = list(self.bodies[kind])
            for row, named in rows.items():
                bodies[row] = named
            made.instances[kind] = _patched(self.instances[kind], kind, rows)
        return made


class ScenePictures:
    """Makes picture after picture of a scene that changes; what did not change is not made again."""

    def __init__(self) -> None:
        self._parts: dict[str, tuple[tuple[EntityView, EntityParts], ...]] = {}
        self._strewn: dict[Scatter, Instances] = {}
        self._looks: dict[str, object] = {}
        self._meshes = 0
        self._ground: Ground | None = None
        self._entities: tuple[EntityView, ...] = ()
        self._hidden: Collection[str] = ()
        self._unseen: set[str] = set()
        self._gathered: Gathered | None = None

    @collection_paused()
    def picture(
        self, view: SceneView, hidden: Collection[str] = (), *, ground: Ground | None = None, time: float = 0.0
    ) -> DrawList:
        """The picture of the view as it is now."""
        # Of prefabs, a picture shows by themselves only those that a group will bring: their looks.
        looks: dict[str, object] = {name: each.components.get("appearance") for name, each in view.prefabs.items()}
        lifted: dict[int, EntityParts] = {}
        lend_meshes(view.snapshot)
        if looks != self._looks or self._meshes != MESHES.revision:
            self._parts, self._strewn, self._gathered = {}, {}, None
        elif ground is not self._ground:
            lifted = self._lifted_by(ground)
        self._looks, self._ground, self._meshes = looks, ground, MESHES.revision
        gathered = self._patched(view, hidden, ground, lifted)
        if gathered is None:
            gathered = self._gather(view, hidden, ground)
        self._gathered, self._entities, self._hidden = gathered, view.entities, hidden
        picture = gathered.draw_list(ground, environment_of(view.header.environment), time)
        picture.ribbons = ribbons_of(view, ground, self._unseen)
        return picture

    def _lifted_by(self, ground: Ground | None) -> dict[int, EntityParts]:
        """Of the entities in the last picture those that another ground moves, with what they showed, by their place.

        All places are asked for at once: under a brush this happens at every step of the hand.
        """
        moved = {scatter for scatter, known in self._strewn.items() if not _alike(strew(scatter, ground), known)}
        for scatter in moved:
            del self._strewn[scatter]
        shown = [
            (place, entity, parts)
            for place, entity in enumerate(self._entities)
            if entity.id not in self._unseen and (parts := self._known_parts(entity)) is not None
        ]
        feet = np.array([foot for _, _, parts in shown for foot in parts.feet]).reshape(-1, 3)
        owner = np.repeat(np.arange(len(shown)), [len(parts.feet) for _, _, parts in shown])
        near = np.flatnonzero(may_differ(ground, self._ground, feet[:, 0], feet[:, 1]))
        is_moved = height_at(ground, feet[near, 0], feet[near, 1]) != feet[near, 2]
        stands_elsewhere = set(owner[near[is_moved]].tolist())
        lifted: dict[int, EntityParts] = {}
        self._parts = {}
        for number, (place, entity, parts) in enumerate(shown):
            if number not in stands_elsewhere:
                self._parts[entity.id] = ((entity, parts),)
            if number in stands_elsewhere or parts.scatter in moved:
                lifted[place] = parts
        return lifted

    def _gather(self, view: SceneView, hidden: Collection[str], ground: Ground | None) -> Gathered:
        gathered = Gathered()
        unseen = self._unseen = unseen_entities(view.entities, hidden)
        seen = [entity for entity in view.entities if entity.id not in unseen]
        known = [self._known_parts(entity) for entity in seen]
        heights = _heights_under((entity for entity, parts in zip(seen, known, strict=True) if parts is None), ground)
        for entity, parts in zip(seen, known, strict=True):
            if parts is None:
                parts = self._new_parts(entity, ground, view.prefabs, heights.get(entity.id))
            gathered.add(entity.id, parts, self._strew(parts, ground))
        gathered.finish(self._gathered)
        return gathered

    def _patched(
        self, view: SceneView, hidden: Collection[str], ground: Ground | None, lifted: Mapping[int, EntityParts]
    ) -> Gathered | None:
        """The last gathering with what changed since; None where entities came, went or look of another kind."""
        before, now = self._entities, view.entities
        if self._gathered is None or len(before) != len(now) or hidden != self._hidden:
            return None
        places = list(compress(range(len(now)), map(is_not, before, now)))
        prefabs = view.prefabs
        if any(_stand(now[place]) != _stand(before[place]) for place in places):
            return None
        # An edit of a prefab renews all its instances, and most show nothing of it.
        places = [place for place in places if not looks_alike(before[place], now[place])]
        places = sorted({*places, *lifted})
        if len(places) > len(now) * PATCHED_BELOW:
            return None
        heights = _heights_under((now[place] for place in places if self._known_parts(now[place]) is None), ground)
        changes: list[tuple[str, EntityParts, EntityParts, Instances | None]] = []
        for place in places:
            old, new = before[place], now[place]
            if new.id in self._unseen:
                continue
            old_parts = lifted.get(place) or self._parts_of(old, ground, prefabs)
            new_parts = self._parts_of(new, ground, prefabs, heights.get(new.id))
            if _shape(old_parts) != _shape(new_parts):
                return None
            changes.append((new.id, old_parts, new_parts, self._strew(new_parts, ground)))
        return self._gathered.patched(changes) if changes else self._gathered

    def _known_parts(self, entity: EntityView) -> EntityParts | None:
        for version in self._parts.get(entity.id, ()):
            if version[0] is entity or looks_alike(version[0], entity):
                return version[1]
        return None

    def _parts_of(
        self, entity: EntityView, ground: Ground | None, prefabs: Any, height: float | None = None
    ) -> EntityParts:
        """What one entity shows. The version before is kept too: undo and redo go to and fro between two."""
        known = self._known_parts(entity)
        return known if known is not None else self._new_parts(entity, ground, prefabs, height)

    def _new_parts(self, entity: EntityView, ground: Ground | None, prefabs: Any, height: float | None) -> EntityParts:
        parts = parts_of(entity, ground, prefabs, height)
        self._parts[entity.id] = ((entity, parts), *self._parts.get(entity.id, ())[:1])
        return parts

    def _strew(self, parts: EntityParts, ground: Ground | None) -> Instances | None:
        if parts.scatter is None:
            return None
        strewn = self._strewn.get(parts.scatter)
        if strewn is None:
            if len(self._strewn) >= MOST_STREWN:
                self._strewn.clear()
            strewn = self._strewn[parts.scatter] = strew(parts.scatter, ground)
        return strewn


def _heights_under(entities: Iterable[EntityView], ground: Ground | None) -> dict[str, float]:
    """How high the ground is under those that have a place [m], by id: one question for all."""
    placed = [each for each in entities if "transform" in each.components]
    if len(placed) < 2:
        return {}
    places = np.array([each.components["transform"].position for each in placed], dtype=np.float64)  # type: ignore[attr-defined]
    heights = height_at(ground, places[:, 0], places[:, 2])
    return dict(zip((each.id for each in placed), heights.tolist(), strict=True))


def unseen_entities(entities: Iterable[EntityView], hidden: Collection[str]) -> set[str]:
    """The hidden entities and all below them."""
    entities = tuple(entities)
    closed = {entity.id for entity in entities if entity.hidden} | set(hidden)
    if not closed:
        return set()
    parents = {entity.id: entity.parent for entity in entities}
    found: dict[str, bool] = {}

    def is_unseen(identifier: str | None, depth: int = 0) -> bool:
        if identifier is None or depth > 64:
            return False
        if identifier not in found:
            found[identifier] = identifier in closed or is_unseen(parents.get(identifier), depth + 1)
        return found[identifier]

    return {identifier for identifier in parents if is_unseen(identifier)}


def _stand(entity: EntityView) -> tuple[str, str | None, bool]:
    return entity.id, entity.parent, entity.hidden


def _alike(one: Instances, other: Instances) -> bool:
    """Whether a scatter lies as it did: where, which way and how large are drawn from the same numbers."""
    return np.array_equal(one.position, other.position)


def _shape(parts: EntityParts) -> tuple[object, ...]:
    """What decides where the parts stand in the lists of a picture."""
    return (
        [(body.mesh, body.ghost) for _, body in parts.bodies],
        [getattr(parts, name) is None for name in MARKS],
        len(parts.areas),
        parts.scatter is None,
    )


def _patched(before: Instances, kind: Kind, rows: dict[int, Named]) -> Instances:
    fresh = _arrays(kind, rows.values())
    places = list(rows)
    arrays = {name: getattr(before, name).copy() for name in ("position", "yaw", "scale", "tint")}
    for name, array in arrays.items():
        array[places] = getattr(fresh, name)
    return replace(before, **arrays)


def _arrays(kind: Kind, named: Collection[Named]) -> Instances:
    mesh, ghost = kind
    return instances(
        mesh,
        [body.position for _, body in named],
        entity=[identifier for identifier, _ in named],
        yaw=[body.yaw for _, body in named],
        scale=[body.scale for _, body in named],
        tint=[body.tint for _, body in named],
        ghost=ghost,
    )
