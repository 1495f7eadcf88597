"""Whom a person's aim picks: the enemy in front of the blade, the enemy on the line of the shot, the friend at hand."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import TINY, ZERO, gap_between, ground_distance
from engine.world.ids import NEUTRAL, UP
from engine.world.kernel import helper

IN_FRONT = np.float32(0.2)
"""Cosine of the widest angle at which a blow still finds its target: about 78 degrees to either side."""
HELP = np.float32(0.5)
"""Metres beside a body at which a shot still counts as aimed at it."""


@helper
def in_front_of_blade(i, low, high, aim_x, aim_z, reach, life, team, position, radius):
    """Row of the nearest enemy within `reach` [m] on the side that row i aims at, or -1."""
    best = -1
    best_gap = reach
    x = aim_x - position[i, 0]
    z = aim_z - position[i, 2]
    length = np.sqrt(x * x + z * z) + TINY
    for j in range(low, high):
        if life[j] != UP or team[j] == team[i] or team[j] == NEUTRAL:
            continue
        gap = gap_between(position, radius, i, j)
        apart = ground_distance(position, i, j) + TINY
        along = (position[j, 0] - position[i, 0]) * x + (position[j, 2] - position[i, 2]) * z
        if gap <= best_gap and along >= IN_FRONT * apart * length:
            best = j
            best_gap = gap
    return best


@helper
def on_line_of_shot(i, low, high, aim_x, aim_z, carries, life, team, position, radius):
    """Row of the first enemy that a shot from row i through (aim_x, aim_z) passes within reach of, or -1."""
    best = -1
    best_along = carries
    x = aim_x - position[i, 0]
    z = aim_z - position[i, 2]
    length = np.sqrt(x * x + z * z) + TINY
    x = x / length
    z = z / length
    for j in range(low, high):
        if life[j] != UP or team[j] == team[i] or team[j] == NEUTRAL:
            continue
        to_x = position[j, 0] - position[i, 0]
        to_z = position[j, 2] - position[i, 2]
        along = to_x * x + to_z * z
        aside = np.abs(to_x * z - to_z * x)
        if along > ZERO and along <= best_along and aside <= radius[j] + HELP:
            best = j
            best_along = along
    return best
