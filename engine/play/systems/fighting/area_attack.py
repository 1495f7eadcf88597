"""Area attack: a shockwave all round, wound up in plain sight, that throws back whoever it reaches."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ZERO, ground_distance
from engine.ai.perception.telegraph import CIRCLE, begin_telegraph, end_telegraph
from engine.ai.wish import NOTHING, SHOCKWAVE
from engine.play.systems.fighting.blows import can_be_hit, land_blow, push_away, strength
from engine.world.events import ABILITY, push_event
from engine.world.ids import RUNNING, UP
from engine.world.system import system

STAGGERS = np.float32(30.0)
THROW = np.float32(7.0)
"""Metres a second at which a body of 75 kg is thrown back."""


@system(
    slot="abilities",
    order=20,
    writes="cast cast_ticks cast_target area_ready telegraph telegraph_whole telegraph_shape telegraph_place harm "
    "stagger_in last_hit_by shove log_count log_data log_amount",
)
def area_attack_lands(
    lane, first, outcome, run, seed, tick, life, team, immovable, local_id, position, mass, stun, wish, wish_target,
    area_damage, area_radius, area_cooldown, area_windup, armour, vulnerability, is_guarding, cast, cast_ticks,
    cast_target, area_ready, telegraph, telegraph_whole, telegraph_shape, telegraph_place, harm, stagger_in,
    last_hit_by, shove, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for a SHOCKWAVE; begins it when the cooldown allows; lands on every enemy within the radius.

    The distance is measured to the middle of the victim's body, all round, and nothing in between protects.
    """
    for i in range(len(wish)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP:
            continue
        ready = cast[i] == NOTHING and area_ready[i] == 0 and stun[i] == 0
        if wish[i] == SHOCKWAVE and ready and area_radius[i] > 0:
            cast[i] = SHOCKWAVE
            cast_ticks[i] = area_windup[i]
            cast_target[i] = wish_target[i]
            area_ready[i] = area_cooldown[i]
            begin_telegraph(
                i, area_windup[i], CIRCLE, position[i, 0], position[i, 2], area_radius[i], ZERO, telegraph,
                telegraph_whole, telegraph_shape, telegraph_place,
            )  # fmt: skip
        if cast[i] != SHOCKWAVE:
            continue
        cast_ticks[i] -= 1
        # It strikes round whoever makes it, who may be shoved meanwhile.
        telegraph_place[i, 0], telegraph_place[i, 1] = position[i, 0], position[i, 2]
        if cast_ticks[i] > 0:
            continue
        cast[i] = NOTHING
        end_telegraph(i, telegraph, telegraph_whole)
        push_event(log_count, log_data, log_amount, run[L], tick[L], ABILITY, local_id[i], -1, np.float32(SHOCKWAVE))
        amount = area_damage[i] * strength(seed[L], tick[L], local_id[i])
        for j in range(first[L], first[L + 1]):
            if not can_be_hit(i, j, life, team, immovable) or ground_distance(position, i, j) > area_radius[i]:
                continue
            land_blow(
                i, j, amount, STAGGERS, local_id, armour, vulnerability, is_guarding, harm, stagger_in, last_hit_by,
                run[L], tick[L], log_count, log_data, log_amount,
            )  # fmt: skip
            push_away(i, j, THROW, position, mass, shove)
