"""Heal an ally: come within range of a hurt friend and give health back over time."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import ALLY_HEALED, ALLY_HURT, CAN_SUPPORT
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import gap_between
from engine.ai.moves import go_to
from engine.ai.wish import MENDING
from engine.world.ids import RUNNING, UP

HEAL_HURT_ALLY = Action(
    "heal_ally",
    "Heal a hurt friend.",
    needs=(ALLY_HURT, CAN_SUPPORT),
    gives=(ALLY_HEALED,),
    cost=1.0,
    capability="support",
)
NEAR_ENOUGH = np.float32(0.8)


@performs(HEAL_HURT_ALLY, writes="move_goal move_stop move_speed wish wish_target")
def heal_ally(
    lane, first, outcome, life, action, act_heal_ally, ally_hurt, position, radius, support_range, speed, move_goal,
    move_stop, move_speed, wish, wish_target,
):  # fmt: skip
    """Reads the hurt friend, decides to come closer or to help, writes the walk or the wish."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_heal_ally[0] or outcome[L] != RUNNING or life[i] != UP or ally_hurt[i] < 0:
            continue
        j = first[L] + ally_hurt[i]
        if gap_between(position, radius, i, j) <= support_range[i]:
            wish[i] = MENDING
            wish_target[i] = ally_hurt[i]
        else:
            stop = support_range[i] * NEAR_ENOUGH
            go_to(i, position[j, 0], position[j, 2], stop, speed[i], move_goal, move_stop, move_speed)
