"""Revival: a friend within 2 m who helps for 3 s without a break brings a downed actor back."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ground_distance
from engine.ai.moves import AT_HAND
from engine.ai.wish import REVIVAL
from engine.world.events import REVIVED, push_event
from engine.world.ids import DOWN, RUNNING, UP
from engine.world.system import system

NEEDED = 180
BACK_WITH = np.float32(0.4)
"""Share of full health with which the actor stands up."""


@system(slot="combat", order=20, writes="life health downed_ticks revive_ticks log_count log_data log_amount")
def revival(
    lane, first, outcome, run, tick, team, local_id, position, stun, wish, wish_target, health_max, life, health,
    downed_ticks, revive_ticks, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for REVIVAL; writes the progress of the downed, and their life and health once it is complete."""
    for j in range(len(life)):
        L = lane[j]
        if outcome[L] != RUNNING or life[j] != DOWN:
            continue
        downed_ticks[j] += 1
        helper_id = -1
        for i in range(first[L], first[L + 1]):
            if wish[i] == REVIVAL and wish_target[i] == local_id[j] and life[i] == UP and stun[i] == 0:
                if team[i] == team[j] and ground_distance(position, i, j) <= AT_HAND:
                    helper_id = local_id[i]
        if helper_id < 0:
            revive_ticks[j] = 0
            continue
        revive_ticks[j] += 1
        if revive_ticks[j] >= NEEDED:
            life[j] = UP
            health[j] = health_max[j] * BACK_WITH
            downed_ticks[j] = 0
            revive_ticks[j] = 0
            push_event(log_count, log_data, log_amount, run[L], tick[L], REVIVED, helper_id, local_id[j], health[j])
