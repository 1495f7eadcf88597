"""How an action says where to go: a point on the ground, how near is near enough, and how fast."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import HALF, ONE, TINY, ZERO, ground_distance
from engine.world.kernel import helper
from engine.world.random import rand01

SIDE_STREAM = 121
SIDE_TICKS = 180
"""An agent that circles or flanks keeps to one side for 3 s."""
NEAR_ENOUGH = np.float32(0.7)
"""Share of a blow's reach at which an agent stops: a target that steps back is still reached."""
AT_HAND = np.float32(2.0)
"""Metres between two actors at which one can help the other up."""
INNER, BEND = np.float32(0.55), np.float32(4.0)
"""From this share of the arena's radius on, giving ground bends inwards, this strongly."""


@helper
def go_to(i, x, z, stop, speed, move_goal, move_stop, move_speed):
    """Row i walks towards (x, z) [m] at `speed` [m/s] until it is `stop` [m] away."""
    move_goal[i, 0] = x
    move_goal[i, 1] = z
    move_stop[i] = stop
    move_speed[i] = speed


@helper
def close_in(i, j, reach, position, radius, speed, move_goal, move_stop, move_speed):
    """Row i walks up to row j until a blow that bridges `reach` [m] lands with some to spare."""
    stop = radius[i] + radius[j] + reach * NEAR_ENOUGH
    go_to(i, position[j, 0], position[j, 2], stop, speed, move_goal, move_stop, move_speed)


@helper
def give_ground(i, j, position, arena, metres, speed, move_goal, move_stop, move_speed):
    """Row i backs away from row j, bending inwards the nearer it comes to the edge of the `arena` (x, z, radius)."""
    apart = ground_distance(position, j, i) + TINY
    x = (position[i, 0] - position[j, 0]) / apart
    z = (position[i, 2] - position[j, 2]) / apart
    out_x = position[i, 0] - arena[0]
    out_z = position[i, 2] - arena[1]
    out = np.sqrt(out_x * out_x + out_z * out_z) + TINY
    bend = max(out / (arena[2] * INNER) - ONE, ZERO) * BEND / out
    x -= out_x * bend
    z -= out_z * bend
    length = (np.sqrt(x * x + z * z) + TINY) / metres
    goal_x, goal_z = position[i, 0] + x / length, position[i, 2] + z / length
    go_to(i, goal_x, goal_z, HALF, speed, move_goal, move_stop, move_speed)


@helper
def chosen_side(seed, tick, who):
    """1 or -1, the same for 3 s: on which side an agent goes round."""
    if rand01(seed, SIDE_STREAM, tick // SIDE_TICKS, who) < HALF:
        return -ONE
    return ONE


@helper
def nearest_friend(i, low, high, life, team, position, wanted_life):
    """Row of the nearest other member of i's team whose life is `wanted_life`, or -1; ties go to the lower row."""
    best = -1
    best_distance = ONE
    for j in range(low, high):
        if j != i and team[j] == team[i] and life[j] == wanted_life:
            apart = ground_distance(position, i, j)
            if best < 0 or apart < best_distance:
                best = j
                best_distance = apart
    return best
