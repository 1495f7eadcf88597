"""An objective that nobody can walk to."""

from collections.abc import Iterator

from engine.document import EntityView, Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene, place_of
from engine.schema.components.objective import Objective


@rule("unreachable-objective", "error", "An objective that nobody can walk to")
def unreachable_objective(scene: RuleScene) -> Iterator[Finding]:
    """A place to reach that is cut off from the player by slopes or obstacles: the objective can't be met."""
    player = next(scene.view.with_component("player"), None)
    if player is None:
        return
    start = place_of(player)
    for entity, objective in scene.with_component(Objective):
        if objective.kind != "reach":
            continue
        goal: EntityView | None = scene.view.get(objective.target) if objective.target else entity
        if goal is None or scene.reachable(start, place_of(goal)):
            continue
        # Each question looks at the whole ground, so only few places are tried.
        free = scene.nearest(place_of(goal), 0.5, lambda there: scene.reachable(start, there), step=2.0)
        yield scene.finding(
            f"{entity.name}: {player.name} can't walk to {goal.name}; obstacles or steep ground lie all round it. "
            "Open a way, or move it.",
            goal,
            "transform",
            "position",
            fix=(scene.moved_to(goal, free),) if free else (),
            fix_title=f"Move {goal.name} to where {player.name} can walk" if free else "",
        )
