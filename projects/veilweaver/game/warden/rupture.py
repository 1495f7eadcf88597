"""Anchor Rupture: two seconds of warning around an anchor, then it is torn; no anchor is gone for twice."""

import numpy as np

from engine.ai.ground_plane import ZERO
from engine.ai.perception.telegraph import CIRCLE, begin_telegraph, end_telegraph
from engine.ai.wish import NOTHING
from engine.play.systems.fighting.blows import strength
from engine.world.events import push_event
from engine.world.ids import RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

from .abilities import RUPTURE
from .events import ANCHOR_RUPTURED, ANCHOR_TARGETED, RUPTURE_BROKEN
from .strikes import strike_ground

STAGGERS, THROW = np.float32(40.0), np.float32(7.0)


@helper
def steadiest_left(taken, stability):
    """Number of the anchor with the most stability among those not `taken` (anchors,), or -1; ties go to the lower."""
    best = -1
    for a in range(len(stability)):
        if taken[a] == 0 and (best < 0 or stability[a] > stability[best]):
            best = a
    return best


@helper
def ruptures_left(phase, taken):
    """How many ruptures a Warden in that phase may still begin: one from the second phase on, two in the third."""
    begun = 0
    for a in range(len(taken)):
        begun += int(taken[a])
    return min(phase - 1, len(taken)) - begun


@system(
    slot="abilities",
    order=45,
    rows_with="is_warden",
    writes="cast cast_ticks cast_target rupture_ready rupture_anchor rupture_taken anchor_stability telegraph "
    "telegraph_whole telegraph_shape telegraph_place harm stagger_in last_hit_by shove log_count log_data log_amount",
)
def warden_ruptures(
    lane, first, outcome, run, seed, tick, local_id, is_warden, life, team, immovable, stun, position, radius, mass,
    wish, warden_phase, anchor_place, rupture_damage, rupture_radius, rupture_loss, rupture_windup, armour,
    vulnerability, is_guarding, cast, cast_ticks, cast_target, rupture_ready, rupture_anchor, rupture_taken,
    anchor_stability, telegraph, telegraph_whole, telegraph_shape, telegraph_place, harm, stagger_in, last_hit_by,
    shove, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for a RUPTURE; takes the steadiest anchor that is left, shows it, and tears it unless interrupted.

    A stun ends it and saves the anchor, which is not gone for again all the same.
    """
    for i in range(len(life)):
        L = lane[i]
        if is_warden[i] == 0 or outcome[L] != RUNNING:
            continue
        rupture_ready[L] = max(rupture_ready[L] - 1, 0)
        a = rupture_anchor[L]
        if a >= 0 and cast[i] != RUPTURE:
            rupture_anchor[L] = -1
            push_event(log_count, log_data, log_amount, run[L], tick[L], RUPTURE_BROKEN, last_hit_by[i], a, ZERO)
        if life[i] != UP:
            continue
        ready = cast[i] == NOTHING and stun[i] == 0 and rupture_ready[L] == 0
        if wish[i] == RUPTURE and ready and ruptures_left(warden_phase[L], rupture_taken[L]) > 0:
            a = steadiest_left(rupture_taken[L], anchor_stability[L])
            rupture_taken[L, a] = 1
            rupture_anchor[L] = a
            cast[i] = RUPTURE
            cast_ticks[i] = rupture_windup[i]
            cast_target[i] = -1
            begin_telegraph(
                i, rupture_windup[i], CIRCLE, anchor_place[a, 0], anchor_place[a, 1], rupture_radius[i], ZERO,
                telegraph, telegraph_whole, telegraph_shape, telegraph_place,
            )  # fmt: skip
            push_event(
                log_count, log_data, log_amount, run[L], tick[L], ANCHOR_TARGETED, local_id[i], a, rupture_radius[i]
            )
        if cast[i] != RUPTURE:
            continue
        cast_ticks[i] -= 1
        if cast_ticks[i] > 0:
            continue
        a = rupture_anchor[L]
        rupture_anchor[L] = -1
        anchor_stability[L, a] = max(anchor_stability[L, a] - rupture_loss[i], ZERO)
        push_event(log_count, log_data, log_amount, run[L], tick[L], ANCHOR_RUPTURED, local_id[i], a, rupture_loss[i])
        strike_ground(
            i, rupture_damage[i] * strength(seed[L], tick[L], local_id[i]), STAGGERS, THROW, first[L], first[L + 1],
            life, team, immovable, position, radius, mass, local_id, armour, vulnerability, is_guarding,
            telegraph_shape, telegraph_place, harm, stagger_in, last_hit_by, shove, run[L], tick[L], log_count,
            log_data, log_amount,
        )  # fmt: skip
        cast[i] = NOTHING
        end_telegraph(i, telegraph, telegraph_whole)
