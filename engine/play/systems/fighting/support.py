"""Support: a friend is healed from afar, over time."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import gap_between
from engine.ai.wish import MENDING, NOTHING
from engine.world.events import HEAL, push_event
from engine.world.ids import RUNNING, UP
from engine.world.system import system

GESTURE = 18
"""Ticks that the gesture takes before the help arrives."""
GRACE = np.float32(2.0)


@system(
    slot="abilities",
    order=30,
    writes="cast cast_ticks cast_target support_ready mend_ticks mend_rate log_count log_data log_amount",
)
def support(
    lane, first, outcome, run, tick, life, local_id, position, radius, stun, wish, wish_target, health_max,
    heal_fraction, heal_time, support_range, support_cooldown, cast, cast_ticks, cast_target, support_ready, mend_ticks,
    mend_rate, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for MENDING; begins when the cooldown allows; sets `mend_ticks` and `mend_rate` of the friend."""
    for i in range(len(wish)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP:
            continue
        ready = cast[i] == NOTHING and support_ready[i] == 0 and stun[i] == 0
        if wish[i] == MENDING and ready and wish_target[i] >= 0 and heal_time[i] > 0:
            if gap_between(position, radius, i, first[L] + wish_target[i]) <= support_range[i]:
                cast[i] = MENDING
                cast_ticks[i] = GESTURE
                cast_target[i] = wish_target[i]
                support_ready[i] = support_cooldown[i]
        if cast[i] != MENDING:
            continue
        cast_ticks[i] -= 1
        if cast_ticks[i] > 0:
            continue
        cast[i] = NOTHING
        j = first[L] + cast_target[i]
        if life[j] == UP and gap_between(position, radius, i, j) <= support_range[i] + GRACE:
            amount = heal_fraction[i] * health_max[j]
            mend_ticks[j] = heal_time[i]
            mend_rate[j] = amount / np.float32(heal_time[i])
            push_event(log_count, log_data, log_amount, run[L], tick[L], HEAL, local_id[i], local_id[j], amount)
