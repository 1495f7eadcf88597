"""Goals of a benchmark's agents: drawn by a hash of agent and trip, so that whoever steps them gets the same."""

# pyright: basic
# Compiled code: the types of its parameters are those of the arrays that it is called with.

import numpy as np

from engine.world.kernel import kernel
from engine.world.random import rand01

F32 = np.float32
ONE, TWO = F32(1), F32(2)
GOAL_X, GOAL_Z = 901, 902  # streams of random numbers
TINY = F32(1e-6)


@kernel
def aim_agents(places, goals, trips, speed, seed, half, velocity):
    """Point each agent at its goal; one that is within a metre of it, or has none (NaN), takes the next.

    places, goals, velocity (n, 2) float32 [m, m/s]; trips (n,) int32 counts goals; speed (n,) float32 [m/s]; goals lie
    within `half` [m] of the middle.
    """
    for i in range(len(places)):
        dx = goals[i, 0] - places[i, 0]
        dz = goals[i, 1] - places[i, 1]
        if not dx * dx + dz * dz >= ONE:
            goals[i, 0] = (rand01(seed, GOAL_X, trips[i], i) * TWO - ONE) * half
            goals[i, 1] = (rand01(seed, GOAL_Z, trips[i], i) * TWO - ONE) * half
            trips[i] += 1
            dx = goals[i, 0] - places[i, 0]
            dz = goals[i, 1] - places[i, 1]
        scale = speed[i] / max(np.sqrt(dx * dx + dz * dz), TINY)
        velocity[i, 0] = dx * scale
        velocity[i, 1] = dz * scale
