"""Retreat: back away from the nearest enemy when badly hurt, leaning towards a friend."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import ENEMY_REMEMBERED, HAS_FRIENDS, IS_HURT, IS_SAFE
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import ONE, TINY, ground_distance
from engine.ai.moves import go_to
from engine.world.ids import RUNNING, UP

RETREAT = Action(
    "retreat",
    "Back away towards friends.",
    needs=(IS_HURT, ENEMY_REMEMBERED, HAS_FRIENDS),
    gives=(IS_SAFE,),
    cost=1.0,
    capability="move",
)
STEP, LEAN = np.float32(4.0), np.float32(0.6)


@performs(RETREAT, writes="move_goal move_stop move_speed")
def retreat(
    lane, first, outcome, life, action, act_retreat, target, remembered, last_seen, nearest_ally, position, speed,
    move_goal, move_stop, move_speed,
):  # fmt: skip
    """Reads the enemy seen or where one was, and the nearest friend, decides on the way out, writes the walk."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_retreat[0] or outcome[L] != RUNNING or life[i] != UP:
            continue
        if target[i] < 0 and remembered[i] < 0:
            continue
        from_x, from_z = last_seen[i, 0], last_seen[i, 1]
        if target[i] >= 0:
            from_x, from_z = position[first[L] + target[i], 0], position[first[L] + target[i], 2]
        x, z = position[i, 0] - from_x, position[i, 2] - from_z
        apart = np.sqrt(x * x + z * z) + TINY
        x /= apart
        z /= apart
        friend = first[L] + nearest_ally[i]
        if nearest_ally[i] >= 0 and life[friend] == UP:
            near = ground_distance(position, i, friend) + TINY
            if near > STEP:
                x += LEAN * (position[friend, 0] - position[i, 0]) / near
                z += LEAN * (position[friend, 2] - position[i, 2]) / near
        go_to(i, position[i, 0] + x * STEP, position[i, 2] + z * STEP, ONE, speed[i], move_goal, move_stop, move_speed)
