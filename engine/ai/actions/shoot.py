"""Shoot: hit the target from a distance, stepping back from whoever comes close."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import CAN_SHOOT, ENEMY_HARMED, IN_SHOT, PLAYER_PROTECTED, STAGGER_EXPLOITED
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import gap_between
from engine.ai.moves import give_ground
from engine.ai.wish import SHOT
from engine.world.ids import RUNNING, UP

SHOOT = Action(
    "shoot",
    "Shoot the target.",
    needs=(CAN_SHOOT, IN_SHOT),
    gives=(ENEMY_HARMED, STAGGER_EXPLOITED, PLAYER_PROTECTED),
    cost=1.5,
    capability="combat",
)
TOO_NEAR, STEP_BACK, PACE = np.float32(4.0), np.float32(3.0), np.float32(0.6)


@performs(SHOOT, writes="move_goal move_stop move_speed wish wish_target")
def shoot(
    lane, first, outcome, life, action, act_shoot, target, arena, position, radius, speed, move_goal, move_stop,
    move_speed, wish, wish_target,
):  # fmt: skip
    """Reads the target, decides to shoot and, when it is within 4 m, to step back; writes the wish and the walk."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_shoot[0] or outcome[L] != RUNNING or life[i] != UP or target[i] < 0:
            continue
        j = first[L] + target[i]
        if gap_between(position, radius, i, j) < TOO_NEAR:
            give_ground(i, j, position, arena, STEP_BACK, speed[i] * PACE, move_goal, move_stop, move_speed)
        wish[i] = SHOT
        wish_target[i] = target[i]
