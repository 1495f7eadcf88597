"""Ranged: a shot is aimed, and hits when the aim was true enough and nothing stands in the line of sight."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ONE, TWO, gap_between, ground_distance
from engine.ai.perception.sight import is_sight_clear
from engine.ai.wish import NOTHING, SHOT
from engine.play.systems.fighting.blows import can_be_hit, land_blow, strength
from engine.play.systems.streams import AIM
from engine.world.ids import RUNNING, UP
from engine.world.random import rand01
from engine.world.system import system

GRACE = np.float32(2.0)
"""Metres by which a target may have moved out of range while the shot was aimed."""
LEADING = np.float32(4.0)
"""How much wider the aim scatters for each metre a second at which the target moves."""


@system(
    slot="abilities",
    order=10,
    writes="cast cast_ticks cast_target ranged_ready dealt_far harm stagger_in last_hit_by log_count log_data "
    "log_amount",
)
def ranged(
    lane, first, outcome, run, seed, tick, life, team, local_id, position, velocity, yaw, radius, height, immovable,
    half_extent, stun, wish, wish_target, aim_error, ranged_damage, ranged_range, ranged_cooldown, ranged_windup,
    ranged_stagger, armour, vulnerability, is_guarding, shot_armour, obstacle_box, obstacle_circle, cast, cast_ticks,
    cast_target, ranged_ready, dealt_far, harm, stagger_in, last_hit_by, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for a SHOT; begins it when the cooldown allows; lands `harm` and `stagger_in` at once at its end.

    The aim is off by up to `aim_error` [rad] to either side, more for a target that moves; it hits when it passes
    within the target's radius. A wish without a target shoots in vain.
    """
    for i in range(len(wish)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP:
            continue
        ready = cast[i] == NOTHING and ranged_ready[i] == 0 and stun[i] == 0
        if wish[i] == SHOT and ready and ranged_range[i] > 0:
            cast[i] = SHOT
            cast_ticks[i] = ranged_windup[i]
            cast_target[i] = wish_target[i]
            ranged_ready[i] = ranged_cooldown[i]
        if cast[i] != SHOT:
            continue
        cast_ticks[i] -= 1
        if cast_ticks[i] > 0:
            continue
        cast[i] = NOTHING
        if cast_target[i] < 0:
            continue
        j = first[L] + cast_target[i]
        if not can_be_hit(i, j, life, team, immovable) or gap_between(position, radius, i, j) > ranged_range[i] + GRACE:
            continue
        chance = TWO * rand01(seed[L], AIM, tick[L], local_id[i]) - ONE
        pace = np.sqrt(velocity[j, 0] * velocity[j, 0] + velocity[j, 2] * velocity[j, 2])
        error = aim_error[i] * (ONE + LEADING * pace)
        off = np.abs(chance) * error * ground_distance(position, i, j)
        if off > radius[j] or not is_sight_clear(
            i, j, first[L], first[L + 1], life, immovable, position, half_extent, radius, height, yaw, obstacle_box,
            obstacle_circle,
        ):  # fmt: skip
            continue
        amount = ranged_damage[i] * (ONE - shot_armour[j]) * strength(seed[L], tick[L], local_id[i])
        dealt_far[i] += land_blow(
            i, j, amount, ranged_stagger[i], local_id, armour, vulnerability, is_guarding, harm, stagger_in,
            last_hit_by, run[L], tick[L], log_count, log_data, log_amount,
        )  # fmt: skip
