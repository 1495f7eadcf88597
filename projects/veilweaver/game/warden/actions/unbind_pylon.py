"""Unbind pylon: go to the nearest pylon that feeds the Warden and undo it."""

import numpy as np

from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.moves import go_to
from engine.world.ids import RUNNING, UP

from ..abilities import UNBINDING
from ..facts import FEED_IS_CUT, PYLON_FEEDS
from ..pylons import REACH, nearest_pylon, pylon_distance

UNBIND_PYLON = Action(
    "unbind_pylon",
    "Unbind the nearest pylon.",
    needs=(PYLON_FEEDS,),
    gives=(FEED_IS_CUT,),
    cost=1.5,
    capability="weave",
    skill="average",
)
NEAR_ENOUGH = np.float32(0.85)


@performs(UNBIND_PYLON, rows_with="pylon_stands", writes="move_goal move_stop move_speed wish")
def unbind_pylon(
    lane, outcome, life, action, act_unbind_pylon, pylon_place, pylon_stands, position, speed, move_goal, move_stop,
    move_speed, wish,
):  # fmt: skip
    """Reads the pylons that stand, decides on the nearest, writes the walk and, once there, the wish to unbind it."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_unbind_pylon[0] or outcome[L] != RUNNING or life[i] != UP:
            continue
        p = nearest_pylon(i, position, pylon_place, pylon_stands[L])
        if p < 0:
            continue
        near = pylon_place[p, REACH]
        go_to(i, pylon_place[p, 0], pylon_place[p, 1], near * NEAR_ENOUGH, speed[i], move_goal, move_stop, move_speed)
        if pylon_distance(i, p, position, pylon_place) <= near:
            wish[i] = UNBINDING
