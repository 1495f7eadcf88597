"""Regroup: go to the nearest friend who is up."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import ALLY_NEAR, HAS_FRIENDS
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.moves import go_to
from engine.world.ids import RUNNING, UP

REGROUP_WITH_FRIEND = Action(
    "regroup",
    "Go to the nearest friend.",
    needs=(HAS_FRIENDS, ~ALLY_NEAR),
    gives=(ALLY_NEAR,),
    cost=1.0,
    capability="move",
)
BESIDE = np.float32(2.5)


@performs(REGROUP_WITH_FRIEND, writes="move_goal move_stop move_speed")
def regroup(
    lane, first, outcome, life, action, act_regroup, nearest_ally, position, speed, move_goal, move_stop, move_speed
):
    """Reads the nearest friend, decides to join them, writes the walk to their side."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_regroup[0] or outcome[L] != RUNNING or life[i] != UP:
            continue
        j = first[L] + nearest_ally[i]
        if nearest_ally[i] >= 0 and life[j] == UP:
            go_to(i, position[j, 0], position[j, 2], BESIDE, speed[i], move_goal, move_stop, move_speed)
