"""Somebody starts inside something solid."""

from collections.abc import Iterator

from engine.document import Command, EntityView, Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene, place_of
from engine.schema.components.body import Body


@rule("spawn-inside-obstacle", "error", "Somebody starts inside something solid")
def spawn_inside_obstacle(scene: RuleScene) -> Iterator[Finding]:
    """A starting place inside an obstacle: whoever appears there is pushed out at speed, or stuck."""
    for entity, room in _starts(scene):
        place = place_of(entity)
        solid = scene.obstacle_at(place, room, entity.id)
        if solid is None:
            continue
        clear = scene.nearest_clear(place, room, entity.id)
        fix: tuple[Command, ...] = (scene.moved_to(entity, clear),) if clear else ()
        yield scene.finding(
            f"{entity.name} starts inside {solid.name}. Move it out by at least its own radius, {room:g} m.",
            entity,
            "transform",
            "position",
            fix=fix,
            fix_title="Move it clear" if fix else "",
        )


def _starts(scene: RuleScene) -> Iterator[tuple[EntityView, float]]:
    """Everybody who stands or appears somewhere, with the room [m] that one body needs there."""
    for entity, body in scene.with_component(Body):
        yield entity, body.radius
    for entity in scene.view.with_component("spawn_group"):
        name = getattr(entity.components["spawn_group"], "prefab", "")
        prefab = scene.view.prefabs.get(name)
        body = prefab.components.get("body") if prefab else None
        yield entity, body.radius if isinstance(body, Body) else 0.4
