"""Barricades: the player puts up a fence of stakes that everybody has to walk round, for one Echo."""

import numpy as np

from engine.ai.ground_plane import ONE, TINY, ZERO, ground_distance
from engine.physics.angles import heading
from engine.terrain.sample import sample_height
from engine.world.events import BUILT, push_event
from engine.world.ids import BARRICADE as BARRICADE_BUTTON
from engine.world.ids import FREE, RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

from ..abilities import BARRICADE
from ..events import ECHO_SPENT_ON_BARRICADE

COST = 1
PAUSE = 30
"""Ticks between two barricades, so that one press places one."""
NEAREST, FARTHEST = np.float32(1.8), np.float32(6.0)
AHEAD, APART = np.float32(3.0), np.float32(6.0)
"""Metres in front of itself at which an agent places one, and how far away from it the last one has to be."""


@system(slot="actions", order=60, writes="wish wish_target action")
def barricade_button(
    lane, outcome, autopilot, input_buttons, is_player, life, stun, act_place_barricade, wish, wish_target, action,
):  # fmt: skip
    """Reads the barricade button where no autopilot plays; writes the wish for a barricade."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or is_player[i] == 0 or autopilot[L] != 0:
            continue
        if input_buttons[L] & BARRICADE_BUTTON and life[i] == UP and stun[i] == 0:
            wish[i] = BARRICADE
            wish_target[i] = -1
            action[i] = act_place_barricade[0]


@helper
def is_fenced(i, low, high, is_barricade_spare, life, position):
    """Whether a barricade stands near row i already: whoever puts up another there may not get out between the two."""
    for j in range(low, high):
        if is_barricade_spare[j] != 0 and life[j] == UP and ground_distance(position, i, j) < APART:
            return True
    return False


@system(
    slot="abilities",
    order=160,
    writes="raised_row echo echo_spent barricade_ready life position previous_position velocity yaw "
    "log_count log_data log_amount",
)
def barricades(
    lane, first, outcome, run, tick, local_id, is_player, stun, wish, wish_target, input_aim, is_barricade_spare,
    ground_tiles, ground_index, ground_frame, echo_held, raised_row, echo, echo_spent, barricade_ready,
    life, position, previous_position, velocity, yaw, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads the player's wish for a BARRICADE; pays, and brings the lowest spare row into play across the way.

    A person aims, 1.8 to 6 m from the player; an agent places it 3 m towards its target.
    """
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or is_player[i] == 0:
            continue
        barricade_ready[i] = max(barricade_ready[i] - 1, 0)
        if wish[i] != BARRICADE or life[i] != UP or stun[i] > 0 or barricade_ready[i] > 0:
            continue
        if echo[L] - echo_held[L] < COST:
            continue
        low = first[L]
        spare = -1
        for j in range(low, first[L + 1]):
            if is_barricade_spare[j] != 0 and life[j] == FREE:
                spare = j
                break
        if spare < 0:
            continue
        x = input_aim[L, 0] - position[i, 0]
        z = input_aim[L, 1] - position[i, 2]
        if wish_target[i] >= 0:
            x = position[low + wish_target[i], 0] - position[i, 0]
            z = position[low + wish_target[i], 2] - position[i, 2]
        length = np.sqrt(x * x + z * z) + TINY
        if wish_target[i] >= 0 and is_fenced(i, low, first[L + 1], is_barricade_spare, life, position):
            continue
        away = min(max(length, NEAREST), FARTHEST)
        if wish_target[i] >= 0:
            away = AHEAD
        x = position[i, 0] + x * (away / length)
        z = position[i, 2] + z * (away / length)
        position[spare, 0] = x
        position[spare, 1] = sample_height(ground_tiles, ground_index, ground_frame, x, z)
        position[spare, 2] = z
        for axis in range(3):
            previous_position[spare, axis] = position[spare, axis]
            velocity[spare, axis] = ZERO
        yaw[spare] = heading(x - position[i, 0], z - position[i, 2])
        life[spare] = UP
        raised_row[L] = local_id[spare]
        barricade_ready[i] = PAUSE
        echo[L] -= COST
        echo_spent[L] += COST
        push_event(log_count, log_data, log_amount, run[L], tick[L], BUILT, local_id[i], local_id[spare], ONE)
        push_event(
            log_count, log_data, log_amount, run[L], tick[L], ECHO_SPENT_ON_BARRICADE, local_id[i], local_id[spare],
            np.float32(COST),
        )  # fmt: skip
