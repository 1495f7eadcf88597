"""A loose body starts inside something solid."""

from collections.abc import Iterator

from engine.document import Command, Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene, place_of, position_of
from engine.schema.components.rigid_body import RigidBody
from engine.schema.components.transform import Transform

SLACK_M = 0.05
"""What a body may reach into a wall before it is worth a word: it is eased out in the first ticks."""


@rule("loose-body-inside-obstacle", "warning", "A loose body starts inside something solid")
def loose_body_inside_obstacle(scene: RuleScene) -> Iterator[Finding]:
    """A crate or barrel inside an obstacle: it is pushed out when play begins and ends somewhere else."""
    for entity, body in scene.with_component(RigidBody):
        place, room = place_of(entity), _room(body, entity.components.get("transform"))
        if room <= SLACK_M or position_of(entity)[1] > 0.0:
            continue  # what is lifted may stand on the obstacle
        solid = scene.obstacle_at(place, room - SLACK_M, entity.id)
        if solid is None:
            continue
        clear = scene.nearest_clear(place, room, entity.id)
        fix: tuple[Command, ...] = (scene.moved_to(entity, clear),) if clear else ()
        yield scene.finding(
            f"{entity.name} starts inside {solid.name} and will be pushed out. Move it out of there.",
            entity,
            "transform",
            "position",
            fix=fix,
            fix_title="Move it out",
        )


def _room(body: RigidBody, place: object) -> float:
    """Radius [m] of the circle that fits into the outline."""
    scale = place.scale if isinstance(place, Transform) else 1.0
    return scale * (body.radius if body.shape == "circle" else min(body.size[0], body.size[2]) / 2)
