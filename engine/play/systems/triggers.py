"""Triggers: an area that somebody enters, or a time that runs out, fires once."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ONE, ZERO
from engine.world.events import TRIGGERED, push_event
from engine.world.ids import RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

ENTERED, TIMER = 0, 1
WAITING = 0


@helper
def is_inside(x, z, area):
    """Whether the point (x, z) [m] lies in `area` (7,), a row of `trigger_area`."""
    x = x - area[1]
    z = z - area[2]
    if area[0] == ZERO:
        return x * x + z * z <= area[3] * area[3]
    across = x * area[5] - z * area[6]
    along = x * area[6] + z * area[5]
    return np.abs(across) <= area[3] and np.abs(along) <= area[4]


@system(slot="encounter", order=0, writes="trigger_fired trigger_clock log_count log_data log_amount")
def triggers(
    first, outcome, run, tick, life, team, position, trigger_rule, trigger_area, trigger_fired, trigger_clock,
    log_count, log_data, log_amount,
):  # fmt: skip
    """Reads who stands where and the lane's clock; counts each trigger's delay down; writes the tick it fired in."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for k in range(len(trigger_rule)):
            if trigger_fired[L, k] != WAITING:
                continue
            if trigger_clock[L, k] < 0:
                begins = trigger_rule[k, 0] == TIMER
                if not begins:
                    for i in range(first[L], first[L + 1]):
                        counts = trigger_rule[k, 1] < 0 or team[i] == trigger_rule[k, 1]
                        if life[i] == UP and counts and is_inside(position[i, 0], position[i, 2], trigger_area[k]):
                            begins = True
                            break
                if not begins:
                    continue
                trigger_clock[L, k] = trigger_rule[k, 2]
            if trigger_clock[L, k] > 0:
                trigger_clock[L, k] -= 1
                continue
            trigger_fired[L, k] = tick[L] + 1
            push_event(log_count, log_data, log_amount, run[L], tick[L], TRIGGERED, k, -1, ONE)
