"""Phases: the Warden's health decides how it fights, and pylons and ward how much of the harm arrives."""

import numpy as np

from engine.ai.ground_plane import ONE
from engine.world.events import push_event
from engine.world.ids import RUNNING, UP
from engine.world.system import system

from .events import WARDEN_PHASE

ASSESSMENT, FULCRUM_SHIFT, DIRECTIVE_OVERRIDE = 1, 2, 3
PHASE_NAMES = ("", "Assessment", "Fulcrum Shift", "Directive Override")
HUNDRED, SHIFT_AT, OVERRIDE_AT = np.float32(100.0), np.float32(66.0), np.float32(33.0)
"""Per cent of its health at which the second and the third phase begin, that very share included."""


@system(
    slot="combat",
    order=45,
    rows_with="is_warden",
    writes="armour warden_phase rupture_ready log_count log_data log_amount",
)
def warden_phases(
    lane, outcome, run, tick, local_id, is_warden, life, health, health_max, warden_hide, rupture_wait, ward_stops,
    pylon_feeds, pylon_stands, warden_ward, armour, warden_phase, rupture_ready, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads health, pylons and ward; writes and logs each phase as it begins, and `armour`. A phase never goes back.

    What its hide, each pylon from the second phase on, and the ward stop comes one after the other: each stops its
    share of what the others let through.
    """
    for i in range(len(life)):
        L = lane[i]
        if is_warden[i] == 0 or outcome[L] != RUNNING or life[i] != UP:
            continue
        found = ASSESSMENT
        if health[i] * HUNDRED <= health_max[i] * OVERRIDE_AT:
            found = DIRECTIVE_OVERRIDE
        elif health[i] * HUNDRED <= health_max[i] * SHIFT_AT:
            found = FULCRUM_SHIFT
        while warden_phase[L] < found:
            warden_phase[L] += 1
            rupture_ready[L] = rupture_wait[i]
            push_event(
                log_count, log_data, log_amount, run[L], tick[L], WARDEN_PHASE, local_id[i], -1,
                np.float32(warden_phase[L]),
            )  # fmt: skip
        passes = ONE - warden_hide[i]
        if warden_phase[L] >= FULCRUM_SHIFT:
            for p in range(len(pylon_feeds)):
                if pylon_stands[L, p] != 0:
                    passes = passes * (ONE - pylon_feeds[p])
        if warden_ward[L] != 0:
            passes = passes * (ONE - ward_stops[i])
        armour[i] = ONE - passes
