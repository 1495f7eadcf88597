"""Something stands beside the ground."""

from collections.abc import Iterator

from engine.document import Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene, place_of


@rule("off-the-ground", "warning", "Something stands beside the ground")
def off_the_ground(scene: RuleScene) -> Iterator[Finding]:
    """An actor or a part of the encounter beyond the edge of a patch: nobody can get there, or come from there."""
    if scene.view.header.terrain.kind == "endless":
        return
    half = scene.half_m
    for entity in scene.entities:
        if not ({"body", "spawn_group", "trigger", "objective"} & entity.components.keys()):
            continue
        x, z = place_of(entity)
        if max(abs(x), abs(z)) <= half:
            continue
        edge = half - 1.0
        inside = (min(max(x, -edge), edge), min(max(z, -edge), edge))
        yield scene.finding(
            f"{entity.name} stands at ({x:g}, {z:g}) m, but the ground ends {half:g} m from the middle. "
            "Move it onto the ground, or make the terrain larger.",
            entity,
            "transform",
            "position",
            fix=(scene.moved_to(entity, inside),),
            fix_title="Move it onto the ground",
        )
