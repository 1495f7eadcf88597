"""Wander: a population walks from one gathering place to another, by ways that all of it shares."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.play.systems.population.columns import SIDE
from engine.play.systems.streams import WANDER
from engine.world.ids import RUNNING, UP
from engine.world.kernel import helper
from engine.world.random import rand01, random_bits
from engine.world.system import system

F32 = np.float32
ZERO, QUARTER, HALF, ONE, TINY = F32(0), F32(0.25), F32(0.5), F32(1), F32(1e-6)
LEAN_LEAST, LEAN_SPREAD = F32(-0.14), F32(0.5)
LEAN_WHEN_STILL = F32(1 / 30)  # who does not come forward turns aside, to the right as all do
STRAYING = 15  # of four people three go on round the ring of places, one crosses to any other
STILL_TICKS = 60  # a second without coming forward: that way is shut for now
STILL_SHARE = F32(0.2)  # of its pace: slower than this is no coming forward
FEEL_EVERY = 6
GIVE_WAY_ALIKE = F32(0.3)
KEPT, FRESH = F32(13 / 16), F32(3 / 16)
GIVE_WAY = F32(2.0)  # how far a difference of one person a m2 between two cells turns the way aside
EASE = F32(1.5)
EVERY = 3  # ticks from one look round to the next, in turn; between them one walks on
SHORTEN = F32(1 / 127)  # directions are kept in bytes, so that the ways of many places fit into a cache
AGES = 16  # the last bits of a local id tell how near to a place somebody goes before turning away
SLOW_DOWN = F32(2.5)  # 1/s: pace per metre that is left


@helper
def direction_at(x, z, way, place, origin_x, origin_z, cell_x, cell_z):
    """(x, z) direction of the way to `place`, between the four nearest cells; not of unit length."""
    rows = way.shape[1]
    columns = way.shape[2]
    across = min(max((x - origin_x) / cell_x - HALF, ZERO), F32(columns - 1))
    along = min(max((z - origin_z) / cell_z - HALF, ZERO), F32(rows - 1))
    c = min(int(across), max(columns - 2, 0))
    r = min(int(along), max(rows - 2, 0))
    right = min(c + 1, columns - 1)
    ahead = min(r + 1, rows - 1)
    u = across - F32(c)
    v = along - F32(r)
    near_x = F32(way[place, r, c, 0])
    near_z = F32(way[place, r, c, 1])
    far_x = F32(way[place, ahead, c, 0])
    far_z = F32(way[place, ahead, c, 1])
    near_x += (F32(way[place, r, right, 0]) - near_x) * u
    near_z += (F32(way[place, r, right, 1]) - near_z) * u
    far_x += (F32(way[place, ahead, right, 0]) - far_x) * u
    far_z += (F32(way[place, ahead, right, 1]) - far_z) * u
    return near_x + (far_x - near_x) * v, near_z + (far_z - near_z) * v


@helper
def crowd_cell(value, origin, step):
    """Column or row of the grid of crowding for a coordinate [m]."""
    return int(min(max((value - origin) / step, ZERO), F32(SIDE - 1)))


@helper
def feel_crowd(L, begin, end, life, position, wander_space, frame, step_x, step_z, wander_crowd):
    """Let the lane's grid of crowding follow where its people are, over half a second."""
    for r in range(SIDE):
        for c in range(SIDE):
            wander_crowd[L, r, c] = wander_crowd[L, r, c] * KEPT
    for i in range(begin, end):
        if life[i] == UP:
            r = crowd_cell(position[i, 2], frame[1], step_z)
            c = crowd_cell(position[i, 0], frame[0], step_x)
            wander_crowd[L, r, c] += wander_space[r, c] * FRESH


@helper
def crowding(L, r, c, here, wander_space, wander_crowd):
    """People a free m2 in a cell; beyond the rim and where nobody can be, as many as `here`, so that nothing pulls."""
    if r < 0 or c < 0 or r >= SIDE or c >= SIDE or wander_space[r, c] <= ZERO:
        return here
    return wander_crowd[L, r, c]


@helper
def look_aside(L, wander_space, wander_crowd, wander_aside):
    """Fill `wander_aside` with the fall of crowding across each cell, by Sobel's weights: few people matter little."""
    for r in range(SIDE):
        for c in range(SIDE):
            here = wander_crowd[L, r, c]
            fall_x = ZERO
            fall_z = ZERO
            for k in range(-1, 2):
                weight = HALF if k == 0 else QUARTER
                fall_x += weight * (
                    crowding(L, r + k, c - 1, here, wander_space, wander_crowd)
                    - crowding(L, r + k, c + 1, here, wander_space, wander_crowd)
                )
                fall_z += weight * (
                    crowding(L, r - 1, c + k, here, wander_space, wander_crowd)
                    - crowding(L, r + 1, c + k, here, wander_space, wander_crowd)
                )
            wander_aside[L, r, c, 0] = fall_x
            wander_aside[L, r, c, 1] = fall_z


@system(slot="steering", order=60, writes="desired_velocity wander_place wander_still wander_crowd wander_aside")
def walk_between_places(
    first, tick, seed, outcome, wanderers, local_id, life, position, velocity, speed, wander_spot, wander_way,
    wander_space, wander_frame, wander_place, wander_still, wander_crowd, wander_aside, desired_velocity,
):  # fmt: skip
    """Lead each of the population to its place; it picks another one there, or when it is stuck for a second.

    All lean a little to the right of their way, each by an own angle: streams that meet then part into lanes.
    """
    for L in range(len(outcome)):
        if outcome[L] != RUNNING or wanderers[L] == 0:
            continue
        places = wander_spot.shape[0]
        step_x = F32(wander_way.shape[2]) * wander_frame[2] / F32(SIDE)
        step_z = F32(wander_way.shape[1]) * wander_frame[2] / F32(SIDE)
        origin_x = wander_frame[0]
        origin_z = wander_frame[1]
        begin = first[L + 1] - wanderers[L]
        if tick[L] % FEEL_EVERY == 0:
            feel_crowd(L, begin, first[L + 1], life, position, wander_space, wander_frame, step_x, step_z, wander_crowd)
            look_aside(L, wander_space, wander_crowd, wander_aside)
        for i in range(begin, first[L + 1]):
            if life[i] != UP or (tick[L] + local_id[i]) % EVERY != 0:
                continue
            place = int(wander_place[i])
            x = position[i, 0]
            z = position[i, 2]
            to_x = wander_spot[place, 0] - x
            to_z = wander_spot[place, 1] - z
            left = np.sqrt(to_x * to_x + to_z * to_z)
            reach = wander_spot[place, 2]
            if places > 1:
                reach = ONE + (reach - ONE) * (F32(int(local_id[i]) % AGES) / F32(AGES))
            pace = speed[i]
            if places == 1:
                pace = min(pace, max(left - reach, ZERO) * SLOW_DOWN)
            x_way, z_way = direction_at(x, z, wander_way, place, origin_x, origin_z, wander_frame[2], wander_frame[2])
            x_way = x_way * SHORTEN
            z_way = z_way * SHORTEN
            still = int(wander_still[i])
            if velocity[i, 0] * x_way + velocity[i, 2] * z_way < STILL_SHARE * pace:
                still += EVERY
            else:
                still = max(still - 2 * EVERY, 0)
            if places > 1 and (left <= reach or still >= STILL_TICKS):
                chance = int(random_bits(seed[L], WANDER, tick[L], local_id[i]))
                step = 1
                if chance & STRAYING == 0 or still >= STILL_TICKS:
                    step = 1 + (chance >> 8) % (places - 1)
                wander_place[i] = (place + step) % places
                still = 0
            still = min(still, STILL_TICKS)
            wander_still[i] = still
            lean = LEAN_LEAST + LEAN_SPREAD * rand01(seed[L], WANDER, 0, local_id[i])
            lean += F32(still) * LEAN_WHEN_STILL
            give_way = GIVE_WAY
            if places == 1:  # all want the same: nobody comes the other way, and who steps aside is only late
                lean = ZERO
                give_way = GIVE_WAY_ALIKE
                if still == STILL_TICKS and left <= reach + reach:
                    pace = ZERO  # the place is full: as near as one gets is near enough
            off_x, off_z = direction_at(x, z, wander_aside, L, origin_x, origin_z, step_x, step_z)
            # Aside only: were people turned back where the crowd is as strong as their way, they would tremble there.
            against = min(off_x * x_way + off_z * z_way, ZERO)
            off_x -= x_way * against * HALF
            off_z -= z_way * against * HALF
            right_x = x_way - z_way * lean + off_x * give_way
            right_z = z_way + x_way * lean + off_z * give_way
            length = np.sqrt(right_x * right_x + right_z * right_z)
            pace = pace * min(length * EASE, ONE)
            if length <= TINY:
                desired_velocity[i, 0] = ZERO
                desired_velocity[i, 1] = ZERO
            else:
                desired_velocity[i, 0] = right_x / length * pace
                desired_velocity[i, 1] = right_z / length * pace
