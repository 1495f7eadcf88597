"""An objective to which only broken barriers open the way."""

from collections.abc import Iterator

from engine.document import Finding
from engine.rules.reach import can_get_to, out_of_reach, places_to_reach
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("objective-behind-barriers", "warning", "An objective behind barriers")
def objective_behind_barriers(scene: RuleScene) -> Iterator[Finding]:
    """A place to reach that barriers shut off when the fight begins: somebody has to break one before it is met."""
    for objective, player, goal in places_to_reach(scene):
        way = objective, player, goal
        # What no broken barrier would open is told by another rule.
        if can_get_to(*way, scene.reachable_at_first) or not can_get_to(*way, scene.reachable):
            continue
        text = (
            f"{objective.name}: barriers stand across every way from {player.name} to {goal.name}, so one must be "
            "broken first. Leave a gap, or move it."
        )
        yield out_of_reach(scene, text, player, goal, scene.reachable_at_first)
