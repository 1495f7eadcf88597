"""Regroup: go to the nearest friend who is up."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import ALLY_NEAR, HAS_FRIENDS
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.moves import go_to, nearest_friend
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
def regroup(lane, first, outcome, life, team, action, act_regroup, position, speed, move_goal, move_stop, move_speed):
    """Reads where friends stand, decides on the nearest, writes the walk to their side."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_regroup[0] or outcome[L] != RUNNING or life[i] != UP:
            continue
        j = nearest_friend(i, first[L], first[L + 1], life, team, position, UP)
        if j >= 0:
            go_to(i, position[j, 0], position[j, 2], BESIDE, speed[i], move_goal, move_stop, move_speed)
