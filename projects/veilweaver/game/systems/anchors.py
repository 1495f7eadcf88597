"""Anchors: they fray with time and with every fight beside them, and tell when their state changes."""

import numpy as np

from engine.ai.ground_plane import ZERO
from engine.world.events import push_event
from engine.world.ids import RUNNING
from engine.world.system import system

from ..anchor_search import anchor_distance
from ..anchor_states import state_of
from ..events import ANCHOR_FOUGHT_OVER, ANCHOR_STATE

DECAY, FIGHT_LOSS, FIGHT_RADIUS = 0, 1, 2
SAME_FIGHT = 240
"""Blows within 4 s of each other beside an anchor are one fight."""


@system(slot="weaving", order=10, writes="anchor_stability anchor_quiet anchor_state log_count log_data log_amount")
def anchors(
    first, outcome, run, tick, local_id, position, last_hit_ticks, last_hit_by, anchor_place, anchor_rule,
    anchor_stability, anchor_quiet, anchor_state, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads who was harmed this tick and where; lowers stability by decay and by fights; writes and logs new states."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for a in range(len(anchor_place)):
            anchor_stability[L, a] = max(anchor_stability[L, a] - anchor_rule[a, DECAY], ZERO)
            anchor_quiet[L, a] = max(anchor_quiet[L, a] - 1, 0)
            if anchor_quiet[L, a] == 0:
                for i in range(first[L], first[L + 1]):
                    if last_hit_ticks[i] != 0 or last_hit_by[i] < 0:
                        continue
                    if anchor_distance(i, a, position, anchor_place) > anchor_rule[a, FIGHT_RADIUS]:
                        continue
                    anchor_quiet[L, a] = SAME_FIGHT
                    anchor_stability[L, a] = max(anchor_stability[L, a] - anchor_rule[a, FIGHT_LOSS], ZERO)
                    push_event(
                        log_count, log_data, log_amount, run[L], tick[L], ANCHOR_FOUGHT_OVER, local_id[i], a,
                        anchor_rule[a, FIGHT_LOSS],
                    )  # fmt: skip
                    break
            state = state_of(anchor_stability[L, a])
            if state != anchor_state[L, a]:
                anchor_state[L, a] = state
                push_event(log_count, log_data, log_amount, run[L], tick[L], ANCHOR_STATE, -1, a, np.float32(state))
