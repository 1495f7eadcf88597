"""What rules about places to reach share: who is to get where, and how to say that they can't."""

import math
from collections.abc import Callable, Iterator

from engine.document import EntityView, Finding
from engine.rules.scene import Place, RuleScene, place_of
from engine.schema.components.objective import Objective

LOOKS, WELL_INSIDE = 8, 0.8
"""What has a body of its own is used from beside it: so many places round it, so far out in its radius, are tried."""
STEP_M = 2.0
"""Each question looks at the whole ground, so only few places are tried."""


def places_to_reach(scene: RuleScene) -> Iterator[tuple[EntityView, EntityView, EntityView]]:
    """(objective, player, where the player is to get) for each objective of that kind; nothing without a player."""
    player = next(scene.view.with_component("player"), None)
    if player is None:
        return
    for entity, objective in scene.with_component(Objective):
        goal: EntityView | None = scene.view.get(objective.target) if objective.target else entity
        if objective.kind in ("reach", "use") and goal is not None:
            yield entity, player, goal


def can_get_to(objective: EntityView, player: EntityView, goal: EntityView, can_reach: Callable[..., bool]) -> bool:
    """Whether somebody can walk to the goal, or, where it is used, to some place from which a hand reaches it."""
    asked = objective.components["objective"]
    start, middle = place_of(player), place_of(goal)
    if can_reach(start, middle):
        return True
    if not isinstance(asked, Objective) or asked.kind != "use":
        return False
    return any(can_reach(start, place) for place in _around(middle, asked.radius * WELL_INSIDE))


def _around(middle: Place, radius: float) -> Iterator[Place]:
    for turn in range(LOOKS):
        angle = 2.0 * math.pi * turn / LOOKS
        yield middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)


def out_of_reach(
    scene: RuleScene, text: str, player: EntityView, goal: EntityView, can_reach: Callable[..., bool]
) -> Finding:
    """A Finding at the goal's place, whose fix moves it to the nearest place that `can_reach(start, place)` allows."""
    start = place_of(player)
    free = scene.nearest(place_of(goal), 0.5, lambda there: can_reach(start, there), step=STEP_M)
    return scene.finding(
        text,
        goal,
        "transform",
        "position",
        fix=(scene.moved_to(goal, free),) if free else (),
        fix_title=f"Move {goal.name} to where {player.name} can walk" if free else "",
    )
