"""Player walk: a person steers the player directly; no path is planned for them."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ONE, ZERO
from engine.ai.wish import BLOW, SHOCKWAVE
from engine.world.ids import RUNNING, UP
from engine.world.system import system

GUARDED_PACE = np.float32(0.5)


@system(slot="steering", order=50, writes="desired_velocity")
def player_walk(
    lane, outcome, autopilot, input_move, is_player, life, stun, cast, is_guarding, speed, desired_velocity,
):  # fmt: skip
    """Reads the wanted walk where no autopilot plays; writes the player's `desired_velocity`."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or is_player[i] == 0 or autopilot[L] != 0:
            continue
        x, z = input_move[L, 0], input_move[L, 1]
        length = np.sqrt(x * x + z * z)
        pace = speed[i] / max(length, ONE)
        if is_guarding[i] != 0:
            pace = pace * GUARDED_PACE
        if life[i] != UP or stun[i] > 0 or cast[i] == BLOW or cast[i] == SHOCKWAVE:
            pace = ZERO
        desired_velocity[i, 0] = x * pace
        desired_velocity[i, 1] = z * pace
