"""Keep distance: back away from the target while the next shot is readied."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import CAN_SHOOT, ENEMY_SEEN, TOO_CLOSE
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import gap_between
from engine.ai.moves import give_ground
from engine.world.ids import RUNNING, UP

KEEP_DISTANCE = Action(
    "keep_distance",
    "Stay out of reach until the next shot is ready.",
    needs=(ENEMY_SEEN,),
    gives=(CAN_SHOOT, ~TOO_CLOSE),
    cost=1.0,
    capability="move",
)
DISTANCE, STEP_BACK = np.float32(8.0), np.float32(4.0)


@performs(KEEP_DISTANCE, writes="move_goal move_stop move_speed")
def keep_distance(
    lane, first, outcome, life, action, act_keep_distance, target, arena, position, radius, speed, move_goal, move_stop,
    move_speed,
):  # fmt: skip
    """Reads the target, decides to back away while it is nearer than 8 m, writes the walk."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_keep_distance[0] or outcome[L] != RUNNING or life[i] != UP or target[i] < 0:
            continue
        j = first[L] + target[i]
        if gap_between(position, radius, i, j) < DISTANCE:
            give_ground(i, j, position, arena, STEP_BACK, speed[i], move_goal, move_stop, move_speed)
