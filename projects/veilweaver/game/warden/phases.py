"""Phases: the Warden's health decides how it fights; storm, pylons and ward decide how much of the harm arrives."""

import numpy as np

from engine.ai.ground_plane import ONE, ZERO
from engine.world.events import push_event
from engine.world.ids import RUNNING, UP
from engine.world.system import system

from ..weaving.kinds import REDIRECTED, STABILIZED
from .events import WARDEN_CALLS, WARDEN_PHASE

ASSESSMENT, FULCRUM_SHIFT, DIRECTIVE_OVERRIDE = 1, 2, 3
PHASE_NAMES = ("", "Assessment", "Fulcrum Shift", "Directive Override")
STABLE_ARMOUR = np.float32(1.35)
"""A stabilized storm feeds the Warden: its own armour is 35 % more."""
HUNDRED, SHIFT_AT, OVERRIDE_AT = np.float32(100.0), np.float32(66.0), np.float32(33.0)
"""Per cent of its health at which the second and the third phase begin, that very share included."""


@system(
    slot="combat",
    order=45,
    rows_with="is_warden",
    writes="armour warden_phase rupture_ready signals log_count log_data log_amount",
)
def warden_phases(
    lane, outcome, run, tick, local_id, is_warden, life, health, health_max, warden_hide, rupture_wait, ward_stops,
    pylon_feeds, pylon_stands, warden_ward, storm_choice, signal_warden_shifts, signal_warden_overrides,
    signal_warden_calls, signal_warden_calls_again, armour, warden_phase, rupture_ready, signals, log_count, log_data,
    log_amount,
):  # fmt: skip
    """Reads health, storm, pylons and ward; writes and logs each phase as it begins, and `armour`. None goes back.

    What its hide, each pylon from the second phase on, and the ward stop comes one after the other: each stops its
    share of what the others let through. A stabilized storm hardens the hide; a redirected one has worn it away, and
    drowns the Warden's calls: then nobody comes to its aid.
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
            if warden_phase[L] == ASSESSMENT:
                continue
            signal, call = signal_warden_shifts[0], signal_warden_calls[0]
            if warden_phase[L] == DIRECTIVE_OVERRIDE:
                signal, call = signal_warden_overrides[0], signal_warden_calls_again[0]
            signals[L, signal] = tick[L] + 1
            if storm_choice[L] != REDIRECTED:
                signals[L, call] = tick[L] + 1
                push_event(log_count, log_data, log_amount, run[L], tick[L], WARDEN_CALLS, local_id[i], -1, ONE)
        hide = warden_hide[i]
        if storm_choice[L] == STABILIZED:
            hide = min(hide * STABLE_ARMOUR, ONE)
        elif storm_choice[L] == REDIRECTED:
            hide = ZERO
        passes = ONE - hide
        if warden_phase[L] >= FULCRUM_SHIFT:
            for p in range(len(pylon_feeds)):
                if pylon_stands[L, p] != 0:
                    passes = passes * (ONE - pylon_feeds[p])
        if warden_ward[L] != 0:
            passes = passes * (ONE - ward_stops[i])
        armour[i] = ONE - passes
