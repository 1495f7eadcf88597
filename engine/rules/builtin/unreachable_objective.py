"""An objective that nobody can walk to."""

from collections.abc import Iterator

from engine.document import Finding
from engine.rules.reach import can_get_to, out_of_reach, places_to_reach
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("unreachable-objective", "error", "An objective that nobody can walk to")
def unreachable_objective(scene: RuleScene) -> Iterator[Finding]:
    """A place to reach that is cut off from the player by slopes or obstacles: the objective can't be met."""
    for objective, player, goal in places_to_reach(scene):
        if can_get_to(objective, player, goal, scene.reachable):
            continue
        text = (
            f"{objective.name}: {player.name} can't walk to {goal.name}; obstacles or steep ground lie all round it. "
            "Open a way, or move it."
        )
        yield out_of_reach(scene, text, player, goal, scene.reachable)
