"""Something stands beyond the end of an endless world."""

from collections.abc import Iterator

from engine.document import Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene, place_of
from engine.schema.components.spawn_group import SpawnGroup


@rule("beyond-the-world", "error", "Something stands beyond the end of the world")
def beyond_the_world(scene: RuleScene) -> Iterator[Finding]:
    """Anything further out than an endless world reaches, or a group that may appear there: there is no ground."""
    if scene.view.header.terrain.kind != "endless":
        return
    half = scene.half_m
    for entity in scene.entities:
        if "transform" not in entity.components:
            continue
        x, z = place_of(entity)
        group = entity.components.get("spawn_group")
        reach = min(group.radius, half) if isinstance(group, SpawnGroup) else 0.0
        if max(abs(x), abs(z)) + reach <= half:
            continue
        edge = half - reach
        inside = (min(max(x, -edge), edge), min(max(z, -edge), edge))
        around = f" and whoever appears up to {reach:g} m around it" if reach else ""
        yield scene.finding(
            f"{entity.name} stands at ({x:g}, {z:g}) m, but the world ends {half:g} m from the middle: there is no "
            f"ground for it{around}. Move it into the world.",
            entity,
            "transform",
            "position",
            fix=(scene.moved_to(entity, inside),),
            fix_title="Move it into the world",
        )
