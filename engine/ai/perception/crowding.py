"""The push of all enemies around an agent, summed in whole numbers, so that the order of adding changes no bit."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import TINY, ZERO
from engine.ai.perception.friends_in_crowd import lines_around
from engine.ai.perception.sides import BY_CELL, FACTS, MODE, ORDER, TABLE
from engine.physics.queries.cells import run_of_cells
from engine.physics.queries.solids import is_somewhere
from engine.world.ids import NEUTRAL, UP
from engine.world.kernel import helper

AROUND_M = np.float32(20.0)
FINE = np.float32(65536.0)
"""Parts of one metre's push that are counted."""
NEAREST_M = np.float32(0.01)


@helper
def pushed_away(i, L, first, life, team, position, radius, side_rows, side_place, side_lane):
    """(x, z) sum over enemies within 20 m of the unit vector away from them over their distance [1/m]."""
    x, z = position[i, 0], position[i, 2]
    push_x, push_z = 0, 0
    if not is_somewhere(x, position[i, 1], z):
        return ZERO, ZERO
    if side_lane[L, FACTS, MODE] == BY_CELL and team[i] != NEUTRAL:
        group = 1 - team[i]
        slot = first[L]
        if group == 1:
            slot += int(side_lane[L, 0, 5])
        low_line, high_line, left, right = lines_around(i, AROUND_M, position, radius, side_lane[L, group])
        for line in range(low_line, high_line):
            low, high = run_of_cells(line, left, right, int(side_lane[L, group, 3]), slot, side_rows[:, TABLE], slot)
            for at in range(low, high):
                j = side_rows[at, ORDER]
                if life[j] == UP:
                    more_x, more_z = push_of(x, z, side_place[at, 0], side_place[at, 1])
                    push_x += more_x
                    push_z += more_z
    else:
        for j in range(first[L], first[L + 1]):
            if life[j] == UP and team[j] != team[i] and team[j] != NEUTRAL:
                more_x, more_z = push_of(x, z, position[j, 0], position[j, 2])
                push_x += more_x
                push_z += more_z
    return np.float32(push_x) / FINE, np.float32(push_z) / FINE


@helper
def push_of(x, z, from_x, from_z):
    """Whole parts of the push at (x, z) away from somebody at (from_x, from_z); none beyond 20 m."""
    dx, dz = x - from_x, z - from_z
    apart = np.sqrt(dx * dx + dz * dz) + TINY
    if not apart <= AROUND_M:
        return 0, 0
    scale = FINE / max(apart, NEAREST_M) / apart
    return int(np.floor(dx * scale)), int(np.floor(dz * scale))
