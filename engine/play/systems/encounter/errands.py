"""Errands: what the party sees to next, where that is, and how the player gets there."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.errand_columns import NO_ERRAND
from engine.ai.ground_plane import ONE, TINY, ZERO
from engine.ai.wish import NOTHING, USING
from engine.play.systems.encounter.objective_states import DEFEAT, DEFEAT_ALL, OPEN
from engine.play.systems.population.wander import direction_at
from engine.play.systems.streams import ERRAND
from engine.world.ids import HOSTILE, RUNNING, UP, USE
from engine.world.kernel import helper
from engine.world.random import rand01
from engine.world.system import system

STRIDE, STRIDES = np.float32(0.75), 5
"""The way is followed for so many metres, so many times; steering sees to everything within that."""


@helper
def nearest_foe(low, high, x, z, rule, life, team, position, spawn_group):
    """Row of the nearest hostile that `rule` (6,) of an objective means and that stands, or -1."""
    best = -1
    best_away = ZERO
    for j in range(low, high):
        if life[j] != UP or team[j] != HOSTILE:
            continue
        if (rule[1] >= 0 and j != low + rule[1]) or (rule[5] >= 0 and spawn_group[j] != rule[5]):
            continue
        away = (position[j, 0] - x) * (position[j, 0] - x) + (position[j, 2] - z) * (position[j, 2] - z)
        if best < 0 or away < best_away:
            best = j
            best_away = away
    return best


@system(
    slot="planning",
    order=-45,
    rows_with="errand_objective",
    writes="errand_objective errand_kind errand_place errand_near errand_at errand_next",
)
def errands(
    first, outcome, seed, life, team, is_player, position, spawn_group, objective_rule, objective_state, errand_first,
    errand_spot, errand_rule, errand_way, nav_frame, errand_objective, errand_kind, errand_place, errand_near,
    errand_choice, errand_at, errand_next,
):  # fmt: skip
    """Reads objectives and where the player is; writes the errand of each lane.

    The errand is the first open objective that has a place. Of several places `errand_choice` picks one, else chance,
    for good. A target that is an actor is found wherever it is; where foes are to be beaten, the nearest that still
    stands is.
    """
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        low, high = first[L], first[L + 1]
        chosen, spot = -1, -1
        for k in range(len(objective_rule)):
            if objective_state[L, k] == OPEN and errand_first[k + 1] > errand_first[k]:
                chosen = k
                count = errand_first[k + 1] - errand_first[k]
                spot = errand_first[k] + int(rand01(seed[L], ERRAND, 0, k) * np.float32(count))
                if errand_choice[L] >= 0 and count > 1:
                    spot = errand_first[k] + errand_choice[L] % count
                break
        errand_objective[L] = chosen
        errand_kind[L] = NO_ERRAND
        if chosen < 0:
            continue
        i = -1
        for row in range(low, high):
            if is_player[row] != 0 and life[row] == UP:
                i = row
        if i < 0:
            continue
        x, z = position[i, 0], position[i, 2]
        to_x, to_z, near = errand_spot[spot, 0], errand_spot[spot, 1], errand_spot[spot, 2]
        kind, j = errand_rule[spot, 0], errand_rule[spot, 1]
        if j >= 0:
            j += low
        if objective_rule[chosen, 0] == DEFEAT or objective_rule[chosen, 0] == DEFEAT_ALL:
            j = nearest_foe(low, high, x, z, objective_rule[chosen], life, team, position, spawn_group)
            if j >= 0:
                near = ZERO
        if j >= 0:
            to_x, to_z = position[j, 0], position[j, 2]
        errand_kind[L] = kind
        errand_place[L, 0] = to_x
        errand_place[L, 1] = to_z
        errand_near[L] = near
        errand_at[L] = spot if j < 0 else -1
        left = (to_x - x) * (to_x - x) + (to_z - z) * (to_z - z)
        is_there = left <= near * near
        if j < 0 and not is_there:
            for _ in range(STRIDES):
                way_x, way_z = direction_at(
                    x, z, errand_way, spot, nav_frame[0], nav_frame[1], nav_frame[2], nav_frame[2]
                )
                length = np.sqrt(way_x * way_x + way_z * way_z)
                if length <= ONE:
                    break
                x += way_x / length * STRIDE
                z += way_z / length * STRIDE
            # No way is known from here, or the last of it was walked: straight on to the place itself.
            is_near_end = (to_x - x) * (to_x - x) + (to_z - z) * (to_z - z) <= near * near
            moved = np.abs(x - position[i, 0]) + np.abs(z - position[i, 2])
            if not is_near_end and moved > TINY:
                to_x, to_z = x, z
        errand_next[L, 0] = to_x
        errand_next[L, 1] = to_z


@system(slot="actions", order=70, writes="wish", rows_with="errand_objective")
def use_button(lane, outcome, autopilot, input_buttons, is_player, life, stun, wish):
    """Reads the use button where no autopilot plays and the hand is free; writes the wish to use what is at hand."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or is_player[i] == 0 or autopilot[L] != 0 or wish[i] != NOTHING:
            continue
        if input_buttons[L] & USE and life[i] == UP and stun[i] == 0:
            wish[i] = USING
