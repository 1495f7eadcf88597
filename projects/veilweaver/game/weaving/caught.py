"""Caught: who falls where no way leads out is drawn back by a thread, hurt; a hostile that falls there is gone."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ZERO
from engine.nav.walk import cell_line
from engine.world.events import push_event
from engine.world.ids import DOWN, HOSTILE, PARTY, RUNNING, UP
from engine.world.system import system

from ..events import CAUGHT_BY_THREAD
from .kinds import NEVER
from .verdicts import woven_set

DEPTH = np.float32(3.0)
"""Metres below where somebody last stood safely from which on it is a fall."""
BRUISE = np.float32(10.0)
"""Harm [hp] to whoever is drawn back."""


@system(
    slot="weaving",
    order=40,
    rows_with="weave_count",
    writes="safe_place position previous_position velocity harm last_hit_by log_count log_data log_amount",
)
def caught(
    lane, outcome, run, tick, local_id, life, team, immovable, health, weave_state, weave_region, weave_need, nav_frame,
    safe_place, position, previous_position, velocity, harm, last_hit_by, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads where everybody is; remembers the last safe place of each, and puts back there whoever has fallen."""
    rows, columns = weave_region.shape[1:]
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or immovable[i] != 0 or (life[i] != UP and life[i] != DOWN):
            continue
        if team[i] != PARTY and team[i] != HOSTILE:
            continue
        chosen = woven_set(weave_state[L])
        column = cell_line(position[i, 0], nav_frame[0], nav_frame[2], columns)
        row = cell_line(position[i, 2], nav_frame[1], nav_frame[2], rows)
        region = weave_region[chosen, row, column]
        is_new = safe_place[i, 0] == ZERO and safe_place[i, 1] == ZERO and safe_place[i, 2] == ZERO
        fallen = not is_new and position[i, 1] < safe_place[i, 1] - DEPTH
        if is_new or (not fallen and region > 0 and weave_need[chosen, region] < NEVER):
            for axis in range(3):
                safe_place[i, axis] = position[i, axis]
        elif fallen and team[i] == HOSTILE:
            harm[i] += health[i]
            last_hit_by[i] = -1
        elif fallen:
            for axis in range(3):
                position[i, axis] = safe_place[i, axis]
                previous_position[i, axis] = safe_place[i, axis]
                velocity[i, axis] = ZERO
            harm[i] += BRUISE
            last_hit_by[i] = -1
            push_event(log_count, log_data, log_amount, run[L], tick[L], CAUGHT_BY_THREAD, local_id[i], -1, BRUISE)
