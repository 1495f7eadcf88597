"""Dash: Talren rushes ten metres in a quarter of a second and harms whoever stands in the way, for one Echo."""

import numpy as np

from engine.ai.ground_plane import TINY, ZERO, gap_between
from engine.ai.wish import NOTHING
from engine.play.systems.fighting.blows import can_be_hit, land_blow, push_away, strength, struck_by_hand
from engine.world.events import push_event
from engine.world.ids import DASH as DASH_BUTTON
from engine.world.ids import RUNNING, UP
from engine.world.system import system

from ..abilities import DASH
from ..events import ECHO_SPENT_ON_DASH

LASTS = 15
"""Ticks that a dash takes."""
PER_TICK = np.float32(60.0 / LASTS)
WIDTH, STAGGERS, THROW = np.float32(0.4), np.float32(20.0), np.float32(3.0)


@system(slot="actions", order=60, writes="wish wish_target action")
def dash_button(
    lane, outcome, autopilot, input_buttons, is_player, life, stun, dash_length, act_echo_dash, wish, wish_target,
    action,
):  # fmt: skip
    """Reads the dash button where no autopilot plays; writes the wish for a dash before any other."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or is_player[i] == 0 or autopilot[L] != 0:
            continue
        if input_buttons[L] & DASH_BUTTON and life[i] == UP and stun[i] == 0 and dash_length[i] > ZERO:
            wish[i] = DASH
            wish_target[i] = -1
            action[i] = act_echo_dash[0]


@system(
    slot="abilities",
    order=100,
    writes="echo echo_spent dash_ready dash_ticks dash_way dash_struck dealt_near harm stagger_in last_hit_by shove "
    "log_count log_data log_amount",
)
def dash(
    lane, first, dash_known, outcome, run, seed, tick, local_id, life, team, immovable, stun, cast, position, radius,
    mass, wish, wish_target, autopilot, input_move, input_aim, dash_length, dash_damage, dash_cooldown, dash_cost,
    armour, vulnerability, is_guarding, thorns, echo_held, dealt_near, echo, echo_spent, dash_ready, dash_ticks,
    dash_way, dash_struck, harm, stagger_in, last_hit_by, shove, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for a DASH; pays and begins it when cooldown and Echo allow; lands `harm` once on each in the way.

    A person dashes where they walk, or where they aim when they stand; an agent dashes at its target.
    """
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or dash_length[i] <= ZERO:
            continue
        dash_ready[i] = max(dash_ready[i] - 1, 0)
        if life[i] != UP or stun[i] > 0:
            dash_ticks[i] = 0
            continue
        low, high = first[L], first[L + 1]
        is_paid = echo[L] - echo_held[L] >= dash_cost[i]
        may = cast[i] == NOTHING and is_paid and dash_known[L] != 0
        ready = dash_ready[i] == 0 and dash_ticks[i] == 0 and may
        if wish[i] == DASH and ready:
            x, z = input_move[L, 0], input_move[L, 1]
            if autopilot[L] != 0 and wish_target[i] >= 0:
                x = position[low + wish_target[i], 0] - position[i, 0]
                z = position[low + wish_target[i], 2] - position[i, 2]
            elif x == ZERO and z == ZERO:
                x = input_aim[L, 0] - position[i, 0]
                z = input_aim[L, 1] - position[i, 2]
            length = np.sqrt(x * x + z * z)
            if length > TINY:
                dash_way[i, 0] = x / length
                dash_way[i, 1] = z / length
                dash_ticks[i] = LASTS + 1
                dash_ready[i] = dash_cooldown[i]
                echo[L] -= dash_cost[i]
                echo_spent[L] += dash_cost[i]
                for j in range(low, high):
                    dash_struck[j] = 0
                push_event(
                    log_count, log_data, log_amount, run[L], tick[L], ECHO_SPENT_ON_DASH, local_id[i], -1,
                    np.float32(dash_cost[i]),
                )  # fmt: skip
        if dash_ticks[i] == 0:
            continue
        for j in range(low, high):
            if dash_struck[j] != 0 or not can_be_hit(i, j, life, team, immovable) or mass[j] <= ZERO:
                continue
            if gap_between(position, radius, i, j) <= WIDTH:
                dash_struck[j] = 1
                amount = dash_damage[i] * strength(seed[L], tick[L], local_id[i])
                arrives = land_blow(
                    i, j, amount, STAGGERS, local_id, armour, vulnerability, is_guarding, harm, stagger_in,
                    last_hit_by, run[L], tick[L], log_count, log_data, log_amount,
                )  # fmt: skip
                struck_by_hand(
                    i, j, arrives, local_id, thorns, dealt_near, harm, last_hit_by, run[L], tick[L], log_count,
                    log_data, log_amount,
                )  # fmt: skip
                push_away(i, j, THROW, position, mass, shove)


@system(slot="steering", order=95, writes="dash_ticks velocity desired_velocity")
def dash_carries(lane, outcome, life, dash_length, dash_way, dash_ticks, velocity, desired_velocity):
    """Reads the dash under way; writes velocity and `desired_velocity` until it is over, then a full stop."""
    for i in range(len(life)):
        if outcome[lane[i]] != RUNNING or dash_ticks[i] == 0:
            continue
        dash_ticks[i] -= 1
        pace = dash_length[i] * PER_TICK
        if dash_ticks[i] == 0 or life[i] != UP:
            pace = ZERO
            dash_ticks[i] = 0
        velocity[i, 0] = dash_way[i, 0] * pace
        velocity[i, 2] = dash_way[i, 1] * pace
        desired_velocity[i, 0] = velocity[i, 0]
        desired_velocity[i, 1] = velocity[i, 2]
