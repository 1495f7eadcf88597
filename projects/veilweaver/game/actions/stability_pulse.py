"""Stability pulse: go to the frayed anchor that needs it most and steady it."""

import numpy as np

from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.moves import go_to
from engine.world.ids import RUNNING, UP

from ..abilities import PULSE
from ..anchor_search import anchor_distance, most_urgent
from ..facts import CAN_PULSE, THREADS_FRAYED, THREADS_STEADIED

STABILITY_PULSE = Action(
    "stability_pulse",
    "Steady the most urgent anchor.",
    needs=(THREADS_FRAYED, CAN_PULSE),
    gives=(THREADS_STEADIED,),
    cost=1.0,
    capability="weave",
)
NEAR_ENOUGH = np.float32(0.8)


@performs(STABILITY_PULSE, writes="move_goal move_stop move_speed wish")
def stability_pulse(
    lane, outcome, life, action, act_stability_pulse, anchor_place, anchor_stability, pulse_range, position, speed,
    move_goal, move_stop, move_speed, wish,
):  # fmt: skip
    """Reads the anchors, decides on the most urgent one, writes the walk or the wish."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_stability_pulse[0] or outcome[L] != RUNNING or life[i] != UP:
            continue
        a = most_urgent(i, position, anchor_place, anchor_stability[L])
        if a < 0:
            continue
        if anchor_distance(i, a, position, anchor_place) <= pulse_range[i]:
            wish[i] = PULSE
        else:
            stop = pulse_range[i] * NEAR_ENOUGH
            go_to(i, anchor_place[a, 0], anchor_place[a, 1], stop, speed[i], move_goal, move_stop, move_speed)
