"""Approach: close in on the target until a blow would reach it."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.facts import ENEMY_SEEN, IN_AREA_REACH, IN_MELEE_REACH, IN_SHOT
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.moves import close_in
from engine.world.ids import RUNNING, UP

APPROACH = Action(
    "approach",
    "Close in on the target.",
    needs=(ENEMY_SEEN,),
    gives=(IN_MELEE_REACH, IN_AREA_REACH, IN_SHOT),
    cost=1.0,
    capability="move",
)


@performs(APPROACH, writes="move_goal move_stop move_speed")
def approach(
    lane, first, outcome, life, action, act_approach, target, position, radius, melee_reach, speed, move_goal,
    move_stop, move_speed,
):  # fmt: skip
    """Reads the target, decides to walk up to it, writes the walk."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_approach[0] or outcome[L] != RUNNING or life[i] != UP or target[i] < 0:
            continue
        j = first[L] + target[i]
        close_in(i, j, melee_reach[i], position, radius, speed[i], move_goal, move_stop, move_speed)
