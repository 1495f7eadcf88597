"""Flight: whoever flees and stays out of the arena for 2 s has left the fight."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.events import FLED_FIGHT, push_event
from engine.world.ids import FLED, HOSTILE, RUNNING, UP
from engine.world.system import system

GONE = 120


@system(slot="combat", order=30, writes="life flight_ticks hostiles_beaten log_count log_data log_amount")
def flight(
    lane, outcome, run, tick, team, local_id, action, act_flee, arena, position, health, life, flight_ticks,
    hostiles_beaten, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads who flees and where; counts the ticks outside the arena; writes FLED when they are enough."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP:
            continue
        x = position[i, 0] - arena[0]
        z = position[i, 2] - arena[1]
        if action[i] != act_flee[0] or np.sqrt(x * x + z * z) <= arena[2]:
            flight_ticks[i] = 0
            continue
        flight_ticks[i] += 1
        if flight_ticks[i] >= GONE:
            life[i] = FLED
            if team[i] == HOSTILE:
                hostiles_beaten[L] += 1
            push_event(log_count, log_data, log_amount, run[L], tick[L], FLED_FIGHT, local_id[i], -1, health[i])
