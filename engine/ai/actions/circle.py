"""Circle: go round the target at striking distance while the next blow is readied."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import CAN_MELEE, ENEMY_SEEN
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import TINY, ground_distance
from engine.ai.moves import chosen_side, go_to
from engine.world.ids import RUNNING, UP

CIRCLE = Action(
    "circle",
    "Go round the target until the next blow is ready.",
    needs=(ENEMY_SEEN, ~CAN_MELEE),
    gives=(CAN_MELEE,),
    cost=1.0,
    capability="move",
)
COS, SIN = np.float32(0.766), np.float32(0.643)
"""A point 40 degrees further round."""
PACE, CLOSE = np.float32(0.55), np.float32(0.8)
LONG_TICKS, WIDE = 90, np.float32(4.0)
"""Who has to wait longer than 1.5 s between blows keeps 4 m away and moves at full speed meanwhile."""


@performs(CIRCLE, writes="move_goal move_stop move_speed")
def circle(
    lane, first, outcome, life, action, act_circle, target, seed, tick, local_id, position, radius, melee_reach,
    melee_cooldown, speed, move_goal, move_stop, move_speed,
):  # fmt: skip
    """Reads the target, decides on a side by chance, writes the walk to a point further round."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_circle[0] or outcome[L] != RUNNING or life[i] != UP or target[i] < 0:
            continue
        j = first[L] + target[i]
        hold = melee_reach[i] * CLOSE
        pace = speed[i] * PACE
        if melee_cooldown[i] > LONG_TICKS:
            hold = WIDE
            pace = speed[i]
        hold += radius[i] + radius[j]
        apart = ground_distance(position, i, j) + TINY
        x = (position[i, 0] - position[j, 0]) / apart
        z = (position[i, 2] - position[j, 2]) / apart
        turn = chosen_side(seed[L], tick[L], local_id[i]) * SIN
        goal_x = position[j, 0] + (x * COS - z * turn) * hold
        goal_z = position[j, 2] + (z * COS + x * turn) * hold
        go_to(i, goal_x, goal_z, TINY, pace, move_goal, move_stop, move_speed)
