"""Revive an ally: go to the nearest friend who is down and help until they stand."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import ALLY_DOWN, ALLY_REVIVED
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import ground_distance
from engine.ai.moves import AT_HAND, go_to
from engine.ai.wish import REVIVAL
from engine.world.ids import DOWN, RUNNING, UP

REVIVE_DOWNED_ALLY = Action(
    "revive_ally",
    "Help a downed friend up.",
    needs=(ALLY_DOWN,),
    gives=(ALLY_REVIVED,),
    cost=1.0,
    capability="support",
)
BESIDE = np.float32(1.2)


@performs(REVIVE_DOWNED_ALLY, writes="move_goal move_stop move_speed wish wish_target")
def revive_ally(
    lane, first, outcome, life, action, act_revive_ally, ally_down, position, speed, move_goal, move_stop,
    move_speed, wish, wish_target,
):  # fmt: skip
    """Reads the nearest friend who is down, decides to help, writes the walk and, within 2 m, the wish."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_revive_ally[0] or outcome[L] != RUNNING or life[i] != UP:
            continue
        j = first[L] + ally_down[i]
        if ally_down[i] < 0 or life[j] != DOWN:
            continue
        go_to(i, position[j, 0], position[j, 2], BESIDE, speed[i], move_goal, move_stop, move_speed)
        if ground_distance(position, i, j) <= AT_HAND:
            wish[i] = REVIVAL
            wish_target[i] = ally_down[i]
