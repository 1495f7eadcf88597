"""Which tiles of the ground the rows of a world touch in a tick, or will soon; a few nanoseconds a row."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.terrain.sample import CELL, CELLS, HIGH_X, HIGH_Z, INDEX_X, INDEX_Z, LOW_X, LOW_Z
from engine.world.ids import FREE, RUNNING
from engine.world.kernel import helper, quick_kernel

F32 = np.float32
ZERO, ONE, NOWHERE, FARTHEST = F32(0), F32(1), F32(np.nan), F32(1e9)
ASKED = -1
"""In the index: a tile that is on the list of missing ones."""
REACH_M = F32(8)
"""Beyond where a row may come to in a tick, systems may look this far around it."""
RADII, FARTHEST_M = F32(40), F32(256)
"""In radii: no tick moves a body by more, 32 in its own strides and the rest by pushes; and never farther than this."""
SLACK_M = F32(8)
"""Whoever moved less since its tiles were marked still has them all: this much more was marked."""
LOOKS = 4
FASTEST = F32(60)
"""m/s: who is faster comes to tiles between two looks that were not asked for."""


@helper
def tile_line(place, low, high, begin, side):
    """Row or column of the index in which a coordinate [m] lies; beyond the rim, or no number, that of the rim."""
    inside = place if low <= place <= high else (low if place < low else high)
    return int(np.floor(inside / side) - begin / side)


@helper
def reach_of(radius):
    """How far around a row of this radius tiles are marked [m]."""
    wide = radius if radius > ZERO else ONE
    return SLACK_M + REACH_M + min(wide * RADII, FARTHEST_M)


@helper
def mark(x, z, reach, clock, index, frame, wanted, missing, count):
    """Mark the tiles within `reach` [m] of a place; how many are on the list of missing ones after that."""
    side = frame[CELL] * CELLS
    left = tile_line(x - reach, frame[LOW_X], frame[HIGH_X], frame[INDEX_X], side)
    right = tile_line(x + reach, frame[LOW_X], frame[HIGH_X], frame[INDEX_X], side)
    near = tile_line(z - reach, frame[LOW_Z], frame[HIGH_Z], frame[INDEX_Z], side)
    far = tile_line(z + reach, frame[LOW_Z], frame[HIGH_Z], frame[INDEX_Z], side)
    for row in range(near, far + 1):
        for column in range(left, right + 1):
            slot = index[row, column]
            if slot > 0:
                wanted[slot] = clock
            elif slot == 0 and count < len(missing):
                index[row, column] = ASKED
                missing[count] = row * index.shape[1] + column
                count += 1
    return count


@quick_kernel
def mark_here(first, outcome, life, position, previous_position, radius, clock, index, frame, wanted, missing, home):
    """Mark what the rows of running lanes touch in a tick, wherever they may come to; the number of missing tiles.

    `home` (rows, 3) f4 is where (x, z) a row was when its tiles were last marked, and its radius; NaN marks it anew.
    Whoever is within SLACK_M of it needs no other tiles and is passed over. `missing` (m,) i4 takes places in the
    index, which then hold ASKED; when it is full, further ones are left out, and their rows' homes stay as they were.
    """
    count = 0
    for L in range(len(outcome)):
        is_running = outcome[L] == RUNNING
        for row in range(first[L], first[L + 1]):
            if life[row] == FREE or not is_running:
                home[row, 0] = NOWHERE
                continue
            x = position[row, 0]
            z = position[row, 2]
            is_home = np.abs(x - home[row, 0]) <= SLACK_M and np.abs(z - home[row, 1]) <= SLACK_M
            if is_home and radius[row] == home[row, 2]:
                continue
            if not np.abs(x) + np.abs(z) < FARTHEST:  # physics will put it back to where it was
                x = previous_position[row, 0]
                z = previous_position[row, 2]
            count = mark(x, z, reach_of(radius[row]), clock, index, frame, wanted, missing, count)
            if count == len(missing):
                return count
            home[row, 0] = x
            home[row, 1] = z
            home[row, 2] = radius[row]
    return count


@quick_kernel
def mark_ahead(first, outcome, life, position, velocity, radius, seconds, clock, index, frame, wanted, missing):
    """Mark where rows will be within `seconds` if they go on as they do; the number of missing tiles, as above."""
    count = 0
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for row in range(first[L], first[L + 1]):
            speed_x = velocity[row, 0]
            speed_z = velocity[row, 2]
            if life[row] == FREE or not speed_x * speed_x + speed_z * speed_z > ONE:
                continue
            step = min(np.abs(speed_x) + np.abs(speed_z), FASTEST) * seconds / F32(LOOKS)
            reach = reach_of(radius[row]) + step
            for k in range(1, LOOKS + 1):
                share = seconds * F32(k) / F32(LOOKS)
                x = position[row, 0] + speed_x * share
                z = position[row, 2] + speed_z * share
                if np.abs(x) + np.abs(z) < FARTHEST:
                    count = mark(x, z, reach, clock, index, frame, wanted, missing, count)
    return count


@quick_kernel
def mark_places(places, clock, index, frame, wanted, missing):
    """Mark the tiles around places (n, 3) f4 x, z and reach [m]; the number of missing tiles, as above."""
    count = 0
    for n in range(len(places)):
        count = mark(places[n, 0], places[n, 1], places[n, 2], clock, index, frame, wanted, missing, count)
    return count


@quick_kernel
def forget_asked(index, missing, count):
    """Take the first `count` of the missing tiles off the list again."""
    for n in range(count):
        index[missing[n] // index.shape[1], missing[n] % index.shape[1]] = 0
