"""The picture of a scene while it is edited, and the scenery of one that plays."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from engine.document import EntityView, SceneView
from engine.present.draw_list import DrawList, Environment, Ground, Instances, instances
from engine.present.entity_parts import Body, EntityParts, parts_of
from engine.present.scatter import strew
from engine.present.threads import ribbons_of
from engine.schema.files import EnvironmentSettings


def draw_list_of(view: SceneView, hidden: Collection[str] = (), *, ground: Ground | None = None) -> DrawList:
    """Everything that the scene shows in edit mode; `hidden` entities and those below them are left out."""
    return ScenePictures().picture(view, hidden, ground=ground)


def scenery_of(view: SceneView, *, ground: Ground | None = None) -> DrawList:
    """What stands still when the scene plays: ground, light and all bodies that are no rows of the world."""
    rows = {name for name, component in view.vocabulary.components.items() if component.row}
    still = [entity for entity in view.entities if not rows & entity.components.keys()]
    picture = DrawList(ground=ground, environment=environment_of(view.header.environment))
    pictures = ScenePictures()
    for entity in still:
        pictures.add(entity, pictures.parts(entity, ground, view), picture, ground, marks=False)
    picture.ribbons = ribbons_of(view, ground)
    pictures.finish(picture)
    return picture


def environment_of(settings: EnvironmentSettings) -> Environment:
    """The light and air of a scene's header."""
    return Environment(**{name: getattr(settings, name) for name in Environment.__dataclass_fields__})


class ScenePictures:
    """Makes picture after picture of a scene that changes; what did not change is not made again."""

    def __init__(self) -> None:
        self._parts: dict[str, tuple[EntityView, EntityParts]] = {}
        self._made_for: tuple[object, ...] = ()
        self._bodies: dict[tuple[str, bool], list[tuple[str, Body]]] = {}
        self._scatters: list[Instances] = []
        self._instances: dict[tuple[str, bool], tuple[list[tuple[str, Body]], Instances]] = {}

    def picture(
        self, view: SceneView, hidden: Collection[str] = (), *, ground: Ground | None = None, time: float = 0.0
    ) -> DrawList:
        """The picture of the view as it is now."""
        made_for = (ground, dict(view.prefabs))
        if made_for != self._made_for:
            self._parts.clear()
            self._made_for = made_for
        picture = DrawList(ground=ground, environment=environment_of(view.header.environment), time=time)
        unseen = unseen_entities(view.entities, hidden)
        for entity in view.entities:
            if entity.id not in unseen:
                self.add(entity, self.parts(entity, ground, view), picture, ground)
        picture.ribbons = ribbons_of(view, ground, unseen)
        self.finish(picture)
        return picture

    def parts(self, entity: EntityView, ground: Ground | None, view: SceneView) -> EntityParts:
        """What one entity shows, made once for each version of it."""
        known = self._parts.get(entity.id)
        if known is None or known[0] is not entity:
            known = (entity, parts_of(entity, ground, view.prefabs))
            self._parts[entity.id] = known
        return known[1]

    def add(
        self, entity: EntityView, parts: EntityParts, picture: DrawList, ground: Ground | None, *, marks: bool = True
    ) -> None:
        """Put one entity into a picture; `marks` False leaves out what only editing shows."""
        for named in parts.bodies:
            body = named[1]
            if marks or not (body.ghost or body.mesh == "marker"):
                self._bodies.setdefault((body.mesh, body.ghost), []).append(named)
        if parts.scatter is not None:
            self._scatters.append(strew(parts.scatter, ground))
        if parts.glow is not None:
            picture.glows.append(parts.glow)
        if not marks:
            return
        if parts.ring is not None:
            picture.rings.append(parts.ring)
        if parts.plate is not None:
            picture.plates.append(parts.plate)
        if parts.label is not None:
            picture.labels.append(parts.label)
        picture.areas.extend(parts.areas)

    def finish(self, picture: DrawList) -> None:
        """Gather the bodies by mesh; a mesh whose bodies did not change keeps its arrays."""
        kept: dict[tuple[str, bool], tuple[list[tuple[str, Body]], Instances]] = {}
        for key, bodies in self._bodies.items():
            kept[key] = (bodies, _renewed(key, bodies, self._instances.get(key)))
        self._instances = kept
        picture.instances = [*(each[1] for each in kept.values()), *self._scatters]
        self._bodies, self._scatters = {}, []


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


def _renewed(
    key: tuple[str, bool], bodies: list[tuple[str, Body]], known: tuple[list[tuple[str, Body]], Instances] | None
) -> Instances:
    """The instances of a mesh: those known before, patched where few bodies are other ones."""
    if known is None or len(known[0]) != len(bodies):
        return _gathered(key, bodies)
    changed = [i for i, (old, new) in enumerate(zip(known[0], bodies, strict=True)) if old is not new and old != new]
    if not changed:
        return known[1]
    if len(changed) * 8 > len(bodies) or any(known[0][i][0] != bodies[i][0] for i in changed):
        return _gathered(key, bodies)
    fresh = _gathered(key, [bodies[i] for i in changed])
    before = known[1]
    arrays = {name: getattr(before, name).copy() for name in ("position", "yaw", "scale", "tint")}
    for name, array in arrays.items():
        array[changed] = getattr(fresh, name)
    return replace(before, **arrays)


def _gathered(key: tuple[str, bool], bodies: list[tuple[str, Body]]) -> Instances:
    mesh, ghost = key
    return instances(
        mesh,
        [body.position for _, body in bodies],
        entity=[identifier for identifier, _ in bodies],
        yaw=[body.yaw for _, body in bodies],
        scale=[body.scale for _, body in bodies],
        tint=[body.tint for _, body in bodies],
        ghost=ghost,
    )
