"""Pulse: Aria steadies the anchor that needs it most."""

import numpy as np

from engine.ai.ground_plane import ONE
from engine.ai.wish import NOTHING
from engine.world.events import push_event
from engine.world.ids import RUNNING, UP
from engine.world.system import system

from ..abilities import PULSE
from ..anchor_search import anchor_distance, most_urgent
from ..events import ANCHOR_PULSED

GESTURE = 45
"""Ticks that the gesture takes."""
GRACE = np.float32(1.0)


@system(
    slot="abilities",
    order=140,
    writes="pulse_ready anchor_stability cast cast_ticks cast_target log_count log_data log_amount",
)
def pulse(
    lane, outcome, run, tick, local_id, life, stun, position, wish, anchor_place, pulse_amount, pulse_range,
    pulse_cooldown, pulse_ready, anchor_stability, cast, cast_ticks, cast_target, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for a PULSE; begins it near a frayed anchor when the cooldown allows; raises its stability."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP:
            continue
        pulse_ready[i] = max(pulse_ready[i] - 1, 0)
        if wish[i] == PULSE and cast[i] == NOTHING and pulse_ready[i] == 0 and stun[i] == 0 and pulse_amount[i] > 0:
            cast[i] = PULSE
            cast_ticks[i] = GESTURE
            cast_target[i] = -1
        if cast[i] != PULSE:
            continue
        cast_ticks[i] -= 1
        if cast_ticks[i] > 0:
            continue
        cast[i] = NOTHING
        a = most_urgent(i, position, anchor_place, anchor_stability[L])
        if a >= 0 and anchor_distance(i, a, position, anchor_place) <= pulse_range[i] + GRACE:
            pulse_ready[i] = pulse_cooldown[i]
            anchor_stability[L, a] = min(anchor_stability[L, a] + pulse_amount[i], ONE)
            push_event(log_count, log_data, log_amount, run[L], tick[L], ANCHOR_PULSED, local_id[i], a, pulse_amount[i])
