"""Guard: stand between the friendly player and what threatens them; without a player, at one's own post."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import POST_HELD
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import HALF, TINY, ground_distance
from engine.ai.moves import go_to
from engine.world.ids import RUNNING, UP

GUARD = Action("guard", "Stand where one's charge needs it.", gives=(POST_HELD,), cost=0.5, capability="move")
IN_FRONT, BESIDE = np.float32(2.0), np.float32(3.5)


@performs(GUARD, writes="move_goal move_stop move_speed is_guarding")
def guard(
    lane, first, outcome, life, action, act_guard, player_friend, heard, post, position, speed, move_goal, move_stop,
    move_speed, is_guarding,
):  # fmt: skip
    """Reads player, nearest enemy and post, decides where to stand, writes the walk and the guarding stance."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_guard[0] or outcome[L] != RUNNING or life[i] != UP:
            continue
        is_guarding[i] = 1
        j = first[L] + player_friend[i]
        if player_friend[i] < 0 or life[j] != UP:
            go_to(i, post[i, 0], post[i, 1], HALF, speed[i], move_goal, move_stop, move_speed)
        elif heard[i] < 0:
            go_to(i, position[j, 0], position[j, 2], BESIDE, speed[i], move_goal, move_stop, move_speed)
        else:
            k = first[L] + heard[i]
            share = IN_FRONT / (ground_distance(position, j, k) + TINY)
            x = position[j, 0] + (position[k, 0] - position[j, 0]) * share
            z = position[j, 2] + (position[k, 2] - position[j, 2]) * share
            go_to(i, x, z, HALF, speed[i], move_goal, move_stop, move_speed)
