"""Mend anchor: weave stability back into the anchor that is worst off, paid in Echo."""

import numpy as np

from engine.ai.facts import ENEMY_SEEN
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.moves import go_to
from engine.world.ids import RUNNING, UP

from ..abilities import MENDING_ANCHOR
from ..anchor_search import anchor_distance, worst_of
from ..facts import CAN_MEND, THREADS_FRAYED, THREADS_STEADIED

MEND_ANCHOR = Action(
    "mend_anchor",
    "Weave stability back into an anchor.",
    needs=(THREADS_FRAYED, CAN_MEND, ~ENEMY_SEEN),
    gives=(THREADS_STEADIED,),
    cost=2.0,
    capability="weave",
)
REPAIR_RADIUS, NEAR_ENOUGH = 5, np.float32(0.8)


@performs(MEND_ANCHOR, writes="move_goal move_stop move_speed wish")
def mend_anchor(
    lane, outcome, life, action, act_mend_anchor, anchor_place, anchor_rule, anchor_stability, position, speed,
    move_goal, move_stop, move_speed, wish,
):  # fmt: skip
    """Reads the anchors, decides on the worst, writes the walk and, once there, the wish to mend."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_mend_anchor[0] or outcome[L] != RUNNING or life[i] != UP:
            continue
        a = worst_of(anchor_stability[L])
        if a < 0:
            continue
        near = anchor_rule[a, REPAIR_RADIUS]
        go_to(i, anchor_place[a, 0], anchor_place[a, 1], near * NEAR_ENOUGH, speed[i], move_goal, move_stop, move_speed)
        if anchor_distance(i, a, position, anchor_place) <= near:
            wish[i] = MENDING_ANCHOR
