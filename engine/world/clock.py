"""The first and last system of every tick: remember where things stood, then let the lane's clock move on."""

import numpy as np

from engine.world.events import OUTCOME_SET, push_event
from engine.world.ids import RUNNING, TIMEOUT
from engine.world.system import system

_AMOUNT = np.float32(TIMEOUT)


@system(slot="input", writes="previous_position", order=-1000)
def remember_position(position, previous_position):
    """Keep each row's position for drawing between two ticks; a finished lane comes to rest."""
    for i in range(len(position)):
        for axis in range(3):
            previous_position[i, axis] = position[i, axis]


@system(slot="telemetry", writes="tick outcome log_count log_data log_amount", order=1000)
def advance_clock(run, tick_limit, tick, outcome, log_count, log_data, log_amount):
    """One tick has passed in every running lane; a lane at its limit times out."""
    for lane in range(len(tick)):
        if outcome[lane] != RUNNING:
            continue
        tick[lane] += 1
        if tick[lane] >= tick_limit[lane]:
            outcome[lane] = TIMEOUT
            push_event(log_count, log_data, log_amount, run[lane], tick[lane], OUTCOME_SET, -1, -1, _AMOUNT)
