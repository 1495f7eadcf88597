"""Carried: a knock-back takes an actor along whatever its legs want, and wears off."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ZERO
from engine.world.ids import RUNNING, UP
from engine.world.system import system

WEARS_OFF = np.float32(0.88)
"""Share of a shove that is left a tick later: 7 m/s carry about a metre."""
OVER = np.float32(0.4)


@system(slot="steering", order=90, writes="shove velocity desired_velocity")
def carried(lane, outcome, life, immovable, shove, velocity, desired_velocity):
    """Reads `shove`; writes it into velocity and `desired_velocity` while it lasts, and lets it fade."""
    for i in range(len(life)):
        if outcome[lane[i]] != RUNNING:
            continue
        x, z = shove[i, 0], shove[i, 1]
        if x == ZERO and z == ZERO:
            continue
        if life[i] != UP or immovable[i] != 0 or x * x + z * z < OVER * OVER:
            shove[i, 0] = ZERO
            shove[i, 1] = ZERO
            continue
        velocity[i, 0] = x
        velocity[i, 2] = z
        desired_velocity[i, 0] = x
        desired_velocity[i, 1] = z
        shove[i, 0] = x * WEARS_OFF
        shove[i, 1] = z * WEARS_OFF
