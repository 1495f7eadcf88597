"""Warding: in its last phase the Warden raises a ward, which lasts until somebody of the party breaks it on a sigil."""

from engine.ai.wish import NOTHING
from engine.world.events import push_event
from engine.world.ids import RUNNING, UP
from engine.world.system import system

from .abilities import WARDING
from .events import WARD_RAISED
from .phases import DIRECTIVE_OVERRIDE

GESTURE = 60
"""Ticks that the gesture takes; a stun ends it."""


@system(
    slot="abilities",
    order=46,
    rows_with="is_warden",
    writes="cast cast_ticks cast_target ward_ready warden_ward log_count log_data log_amount",
)
def warden_wards(
    lane, outcome, run, tick, local_id, is_warden, life, stun, wish, warden_phase, ward_stops, cast, cast_ticks,
    cast_target, ward_ready, warden_ward, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for WARDING; begins it in the last phase when the cooldown allows; writes `warden_ward`."""
    for i in range(len(life)):
        L = lane[i]
        if is_warden[i] == 0 or outcome[L] != RUNNING or life[i] != UP:
            continue
        ward_ready[L] = max(ward_ready[L] - 1, 0)
        ready = cast[i] == NOTHING and stun[i] == 0 and ward_ready[L] == 0 and warden_ward[L] == 0
        if wish[i] == WARDING and ready and warden_phase[L] >= DIRECTIVE_OVERRIDE:
            cast[i] = WARDING
            cast_ticks[i] = GESTURE
            cast_target[i] = -1
        if cast[i] != WARDING:
            continue
        cast_ticks[i] -= 1
        if cast_ticks[i] > 0:
            continue
        cast[i] = NOTHING
        warden_ward[L] = 1
        push_event(log_count, log_data, log_amount, run[L], tick[L], WARD_RAISED, local_id[i], -1, ward_stops[i])
