"""Follow the leader: stay near the friendly player; wherever that is becomes the agent's post."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import ERRAND_AHEAD, LEADER_FOLLOWED
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.moves import go_to
from engine.world.ids import RUNNING, UP

FOLLOW_LEADER = Action(
    "follow_leader",
    "Stay near the player.",
    needs=(ERRAND_AHEAD,),
    gives=(LEADER_FOLLOWED,),
    cost=1.0,
    capability="move",
)
FAR_AWAY, BESIDE, MOVING = np.float32(5.0), np.float32(2.5), np.float32(0.5)


@performs(FOLLOW_LEADER, writes="move_goal move_stop move_speed post", rows_with="errand_objective")
def follow_leader(
    lane, first, outcome, life, action, act_follow_leader, player_friend, player_distance, position, velocity, speed,
    move_goal, move_stop, move_speed, post,
):  # fmt: skip
    """Reads where the player is, decides to catch up when that is far, writes the walk and the new post."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_follow_leader[0] or outcome[L] != RUNNING or life[i] != UP or player_friend[i] < 0:
            continue
        post[i, 0], post[i, 1] = position[i, 0], position[i, 2]
        # Who walks already goes on until it is beside the player; who stands lets the player go a few steps ahead.
        is_walking = velocity[i, 0] * velocity[i, 0] + velocity[i, 2] * velocity[i, 2] > MOVING * MOVING
        if player_distance[i] > FAR_AWAY or (is_walking and player_distance[i] > BESIDE):
            j = first[L] + player_friend[i]
            go_to(i, position[j, 0], position[j, 2], BESIDE, speed[i], move_goal, move_stop, move_speed)
