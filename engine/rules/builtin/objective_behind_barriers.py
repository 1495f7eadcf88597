"""An objective to which only broken barriers open the way."""

from collections.abc import Iterator

from engine.document import EntityView, Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene, place_of
from engine.schema.components.objective import Objective


@rule("objective-behind-barriers", "warning", "An objective behind barriers")
def objective_behind_barriers(scene: RuleScene) -> Iterator[Finding]:
    """A place to reach that barriers shut off when the fight begins: somebody has to break one before it is met."""
    player = next(scene.view.with_component("player"), None)
    if player is None:
        return
    start = place_of(player)
    for entity, objective in scene.with_component(Objective):
        if objective.kind != "reach":
            continue
        goal: EntityView | None = scene.view.get(objective.target) if objective.target else entity
        # What no broken barrier would open is told by another rule.
        if (
            goal is None
            or scene.reachable_at_first(start, place_of(goal))
            or not scene.reachable(start, place_of(goal))
        ):
            continue
        free = scene.nearest(place_of(goal), 0.5, lambda there: scene.reachable_at_first(start, there), step=2.0)
        yield scene.finding(
            f"{entity.name}: barriers stand across every way from {player.name} to {goal.name}, so one must be broken "
            "first. Leave a gap, or move it.",
            goal,
            "transform",
            "position",
            fix=(scene.moved_to(goal, free),) if free else (),
            fix_title=f"Move {goal.name} to where {player.name} can walk" if free else "",
        )
