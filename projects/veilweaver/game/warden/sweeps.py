"""Sweeps: the cleave, a heavy blow along a line, and the lash, a quarter of a circle before the Warden."""

import numpy as np

from engine.ai.ground_plane import gap_between
from engine.ai.perception.telegraph import CONE, LINE, begin_telegraph, end_telegraph
from engine.ai.wish import NOTHING
from engine.physics.angles import heading
from engine.play.systems.fighting.blows import strength
from engine.world.events import ABILITY, push_event
from engine.world.ids import RUNNING, UP
from engine.world.system import system

from .abilities import CLEAVE, LASH
from .strikes import strike_ground, turn_to_strike

CLEAVE_THROW, LASH_THROW = np.float32(3.0), np.float32(6.0)
LASH_STAGGERS = np.float32(24.0)
LAST_PHASE = 3


@system(
    slot="abilities",
    order=40,
    rows_with="is_warden",
    writes="cast cast_ticks cast_target melee_ready lash_ready yaw telegraph telegraph_whole telegraph_shape "
    "telegraph_place harm stagger_in last_hit_by shove log_count log_data log_amount",
)
def warden_sweeps(
    lane, first, outcome, run, seed, tick, local_id, is_warden, life, team, immovable, stun, position, radius, mass,
    wish, wish_target, warden_phase, melee_damage, melee_reach, melee_windup, melee_cooldown, melee_stagger,
    cleave_length, lash_damage, lash_reach, lash_windup, lash_cooldown, armour, vulnerability, is_guarding, cast,
    cast_ticks, cast_target, melee_ready, lash_ready, yaw, telegraph, telegraph_whole, telegraph_shape, telegraph_place,
    harm, stagger_in, last_hit_by, shove, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for a CLEAVE or a LASH; begins it towards the target, shows where, and lands it there."""
    for i in range(len(life)):
        L = lane[i]
        if is_warden[i] == 0 or outcome[L] != RUNNING or life[i] != UP:
            continue
        low, high = first[L], first[L + 1]
        lash_ready[i] = max(lash_ready[i] - 1, 0)
        if cast[i] == NOTHING and stun[i] == 0 and wish_target[i] >= 0:
            j = low + wish_target[i]
            gap = gap_between(position, radius, i, j)
            begun, ticks, shape, size = NOTHING, 0, LINE, cleave_length[i]
            if wish[i] == CLEAVE and melee_ready[i] == 0 and gap <= melee_reach[i]:
                begun, ticks = CLEAVE, melee_windup[i]
                melee_ready[i] = melee_cooldown[i]
            elif wish[i] == LASH and lash_ready[i] == 0 and gap <= lash_reach[i]:
                begun, ticks, shape, size = LASH, lash_windup[i], CONE, lash_reach[i] + radius[i]
                lash_ready[i] = lash_cooldown[i]
                if warden_phase[L] >= LAST_PHASE:
                    lash_ready[i] = lash_cooldown[i] * 2 // 3
            if begun != NOTHING:
                cast[i] = begun
                cast_ticks[i] = ticks
                cast_target[i] = -1
                yaw_there = heading(position[j, 0] - position[i, 0], position[j, 2] - position[i, 2])
                begin_telegraph(
                    i, ticks, shape, position[i, 0], position[i, 2], size, yaw_there, telegraph, telegraph_whole,
                    telegraph_shape, telegraph_place,
                )  # fmt: skip
        if cast[i] != CLEAVE and cast[i] != LASH:
            continue
        turn_to_strike(i, yaw, telegraph_place)
        cast_ticks[i] -= 1
        if cast_ticks[i] > 0:
            continue
        amount, stagger, throw = melee_damage[i], melee_stagger[i], CLEAVE_THROW
        if cast[i] == LASH:
            amount, stagger, throw = lash_damage[i], LASH_STAGGERS, LASH_THROW
        push_event(log_count, log_data, log_amount, run[L], tick[L], ABILITY, local_id[i], -1, np.float32(cast[i]))
        strike_ground(
            i, amount * strength(seed[L], tick[L], local_id[i]), stagger, throw, low, high, life, team, immovable,
            position, radius, mass, local_id, armour, vulnerability, is_guarding, telegraph_shape, telegraph_place,
            harm, stagger_in, last_hit_by, shove, run[L], tick[L], log_count, log_data, log_amount,
        )  # fmt: skip
        cast[i] = NOTHING
        end_telegraph(i, telegraph, telegraph_whole)
