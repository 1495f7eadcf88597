"""Combo: three blows in a row land as one, and break the stance of nearly everything."""

import numpy as np

from engine.ai.ground_plane import gap_between
from engine.ai.wish import NOTHING
from engine.play.systems.fighting.blows import can_be_hit, land_blow, push_away, strength, struck_by_hand
from engine.world.ids import RUNNING, UP
from engine.world.system import system

from ..abilities import COMBO

GRACE, NUDGE = np.float32(0.6), np.float32(2.0)


@system(
    slot="abilities",
    order=120,
    writes="combo_ready cast cast_ticks cast_target dealt_near harm stagger_in last_hit_by shove log_count log_data "
    "log_amount",
)
def combo_lands(
    lane, first, outcome, run, seed, tick, local_id, life, team, immovable, stun, position, radius, mass, wish,
    wish_target, combo_damage, combo_stagger, combo_reach, combo_cooldown, combo_windup, armour, vulnerability,
    is_guarding, thorns, dealt_near, combo_ready, cast, cast_ticks, cast_target, harm, stagger_in, last_hit_by, shove,
    log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for a COMBO; begins it in reach when the cooldown allows; lands `harm` and much `stagger_in`."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP:
            continue
        combo_ready[i] = max(combo_ready[i] - 1, 0)
        ready = cast[i] == NOTHING and combo_ready[i] == 0 and stun[i] == 0
        if wish[i] == COMBO and ready and wish_target[i] >= 0 and combo_stagger[i] > 0:
            if gap_between(position, radius, i, first[L] + wish_target[i]) <= combo_reach[i]:
                cast[i] = COMBO
                cast_ticks[i] = combo_windup[i]
                cast_target[i] = wish_target[i]
                combo_ready[i] = combo_cooldown[i]
        if cast[i] != COMBO:
            continue
        cast_ticks[i] -= 1
        if cast_ticks[i] > 0:
            continue
        cast[i] = NOTHING
        j = first[L] + cast_target[i]
        if not can_be_hit(i, j, life, team, immovable) or gap_between(position, radius, i, j) > combo_reach[i] + GRACE:
            continue
        amount = combo_damage[i] * strength(seed[L], tick[L], local_id[i])
        arrives = land_blow(
            i, j, amount, combo_stagger[i], local_id, armour, vulnerability, is_guarding, harm, stagger_in, last_hit_by,
            run[L], tick[L], log_count, log_data, log_amount,
        )  # fmt: skip
        struck_by_hand(
            i, j, arrives, local_id, thorns, dealt_near, harm, last_hit_by, run[L], tick[L], log_count, log_data,
            log_amount,
        )  # fmt: skip
        push_away(i, j, NUDGE, position, mass, shove)
