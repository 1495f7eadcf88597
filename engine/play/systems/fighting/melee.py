"""Melee: a blow is wound up, and lands on its target if that is still in reach."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ZERO, gap_between
from engine.ai.wish import BLOW, NOTHING
from engine.physics.angles import cosine, sine
from engine.play.systems.fighting.blows import can_be_hit, land_blow, push_away, strength, struck_by_hand
from engine.world.ids import RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

GRACE = np.float32(0.5)
"""Metres by which a target may have stepped back while the blow was wound up."""
FROM_BEHIND = np.float32(1.25)
REAR_ARC = np.float32(-0.5)
"""Cosine that bounds the rear arc: 120 degrees wide."""
NUDGE = np.float32(1.0)


@helper
def is_behind(i, j, position, yaw):
    """Whether row i stands in the rear arc of row j."""
    x = position[i, 0] - position[j, 0]
    z = position[i, 2] - position[j, 2]
    apart = np.sqrt(x * x + z * z)
    return x * sine(yaw[j]) + z * cosine(yaw[j]) < REAR_ARC * apart


@system(
    slot="abilities",
    writes="cast cast_ticks cast_target melee_ready dealt_near harm stagger_in last_hit_by shove log_count log_data "
    "log_amount",
)
def melee(
    lane, first, outcome, run, seed, tick, life, team, immovable, local_id, position, yaw, radius, mass, stun, wish,
    wish_target, melee_damage, melee_reach, melee_cooldown, melee_windup, melee_stagger, armour, vulnerability,
    is_guarding, thorns, cast, cast_ticks, cast_target, melee_ready, dealt_near, harm, stagger_in, last_hit_by, shove,
    log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for a BLOW; begins it when the cooldown allows; lands `harm`, `stagger_in` and a nudge at its end.

    A blow from behind does a quarter more harm. A wish without a target swings in vain.
    """
    for i in range(len(wish)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP:
            continue
        if wish[i] == BLOW and cast[i] == NOTHING and melee_ready[i] == 0 and stun[i] == 0:
            if wish_target[i] < 0 or gap_between(position, radius, i, first[L] + wish_target[i]) <= melee_reach[i]:
                cast[i] = BLOW
                cast_ticks[i] = melee_windup[i]
                cast_target[i] = wish_target[i]
                melee_ready[i] = melee_cooldown[i]
        if cast[i] != BLOW:
            continue
        cast_ticks[i] -= 1
        if cast_ticks[i] > 0:
            continue
        cast[i] = NOTHING
        if cast_target[i] < 0:
            continue
        j = first[L] + cast_target[i]
        if not can_be_hit(i, j, life, team, immovable) or gap_between(position, radius, i, j) > melee_reach[i] + GRACE:
            continue
        amount = melee_damage[i] * strength(seed[L], tick[L], local_id[i])
        if is_behind(i, j, position, yaw):
            amount = amount * FROM_BEHIND
        arrives = land_blow(
            i, j, amount, melee_stagger[i], local_id, armour, vulnerability, is_guarding, harm, stagger_in, last_hit_by,
            run[L], tick[L], log_count, log_data, log_amount,
        )  # fmt: skip
        struck_by_hand(
            i, j, arrives, local_id, thorns, dealt_near, harm, last_hit_by, run[L], tick[L], log_count, log_data,
            log_amount,
        )  # fmt: skip
        if mass[j] > ZERO:
            push_away(i, j, NUDGE, position, mass, shove)
