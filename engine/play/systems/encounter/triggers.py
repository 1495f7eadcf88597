"""Triggers: an area that somebody enters, or a time that runs out, an objective or a signal, fires once."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ONE, ZERO
from engine.play.systems.encounter.objective_states import MET
from engine.world.events import TRIGGERED, push_event
from engine.world.ids import RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

ENTERED, TIMER, WHEN_MET, ON_SIGNAL = range(4)
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
    first, outcome, run, tick, life, team, position, objective_state, signals, trigger_rule, trigger_area,
    trigger_fired, trigger_clock, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads who stands where, what is met and sent, and the clock; counts delays down; writes when each fired."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for k in range(len(trigger_rule)):
            if trigger_fired[L, k] != WAITING:
                continue
            if trigger_clock[L, k] < 0:
                kind, which = trigger_rule[k, 0], trigger_rule[k, 3]
                begins = kind == TIMER
                if kind == WHEN_MET:
                    begins = which >= 0 and objective_state[L, which] == MET
                elif kind == ON_SIGNAL:
                    begins = which >= 0 and signals[L, which] != 0
                elif kind == ENTERED:
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
