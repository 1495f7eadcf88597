"""The first and last systems of every tick: remember how things stood, then let the lane's clock move on."""

# pyright: basic
# Kernels are typed by their arguments when numba compiles them.

import numpy as np

from engine.world.columns import column
from engine.world.events import OUTCOME_SET, push_event
from engine.world.ids import RUNNING, TIMEOUT
from engine.world.system import system

WAS_RUNNING = column(
    "was_running",
    "lane",
    "u1",
    digest=False,
    doc="1 when the lane ran at the start of this tick: its last one counts too.",
)
_AMOUNT = np.float32(TIMEOUT)


_TICKS_A_SECOND, _STILL, _JUMP = np.float32(60.0), np.float32(1.0e-8), np.float32(100.0)
SHORTEST, LONGER = np.float32(0.5), np.float32(0.32)
"""A stride, two steps, in body heights at no pace, and how much longer it is for each body height a second."""


@system(slot="input", writes="previous_position steps", order=-1000)
def remember_position(height, position, previous_position, steps):
    """Keep each row's position for drawing between two ticks, and how far its legs are; a finished lane rests."""
    for i in range(len(position)):
        x = position[i, 0] - previous_position[i, 0]
        z = position[i, 2] - previous_position[i, 2]
        way = x * x + z * z
        # Who is put somewhere else makes no stride: from beyond all ground it would come to no number.
        if _STILL < way < _JUMP:
            way = np.sqrt(way)
            turned = steps[i] + way / (SHORTEST * height[i] + LONGER * (way * _TICKS_A_SECOND))
            steps[i] = turned - np.floor(turned)
        for axis in range(3):
            previous_position[i, axis] = position[i, axis]


@system(slot="input", writes="was_running", order=-1000)
def remember_running(outcome, was_running):
    """Note which lanes this tick belongs to, whatever happens in it."""
    for lane in range(len(outcome)):
        was_running[lane] = outcome[lane] == RUNNING


@system(slot="telemetry", writes="tick outcome log_count log_data log_amount", order=1000)
def advance_clock(run, tick_limit, was_running, tick, outcome, log_count, log_data, log_amount):
    """One tick has passed in every lane that ran, also in the one that just ended; a lane at its limit times out."""
    for lane in range(len(tick)):
        if was_running[lane] == 0:
            continue
        tick[lane] += 1
        if outcome[lane] == RUNNING and tick[lane] >= tick_limit[lane]:
            outcome[lane] = TIMEOUT
            push_event(log_count, log_data, log_amount, run[lane], tick[lane], OUTCOME_SET, -1, -1, _AMOUNT)
