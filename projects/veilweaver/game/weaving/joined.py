"""Joined: whether barricades leave all that the party could get to within its reach, by a flood over the grid."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.nav.walk import EIGHTHS, HALF, ZERO, cell_line
from engine.physics.angles import cosine, sine
from engine.world.ids import DOWN, PARTY, UP
from engine.world.kernel import helper

F32 = np.float32
NOWHERE, FREE_CELL, REACHED, SHUT = range(4)
OUT_M = F32(1.5)
"""How near somebody has to get to a place that is no thread and no shard."""


@helper
def room_beside(x, z, wall, position, half_extent, across, along):
    """Room [m/8] between the point (x, z) [m] and the box of row `wall`, turned by a yaw of that cosine and sine."""
    dx, dz = x - position[wall, 0], z - position[wall, 2]
    right = max(np.abs(dx * across - dz * along) - half_extent[wall, 0], ZERO)
    ahead = max(np.abs(dx * along + dz * across) - half_extent[wall, 1], ZERO)
    return int(np.sqrt(right * right + ahead * ahead) * EIGHTHS)


@helper
def is_cut(flags, x, z, within, nav_frame):
    """Whether cells that were free lie within `within` [m] of (x, z) [m], but none that the flood has reached."""
    rows, columns = flags.shape
    west = cell_line(x - within, nav_frame[0], nav_frame[2], columns)
    east = cell_line(x + within, nav_frame[0], nav_frame[2], columns)
    near = cell_line(z - within, nav_frame[1], nav_frame[2], rows)
    far = cell_line(z + within, nav_frame[1], nav_frame[2], rows)
    found = False
    for r in range(near, far + 1):
        for c in range(west, east + 1):
            across = nav_frame[0] + (F32(c) + HALF) * nav_frame[2] - x
            along = nav_frame[1] + (F32(r) + HALF) * nav_frame[2] - z
            if flags[r, c] != NOWHERE and across * across + along * along <= within * within:
                if flags[r, c] == REACHED:
                    return False
                found = True
    return found


@helper
def barricades_cut(
    start, low, high, chosen, region, need, life, team, is_barricade_spare, position, half_extent, yaw, nav_frame,
    weave_region, weave_place, way_out, shard_place, taken,
):  # fmt: skip
    """Whether the barricades among rows low..high cut row `start` off from a thread, a shard, a friend or the way out.

    Only what lies in its `region` with the weaves `chosen` counts: nothing else could be got to without them. A body
    needs `need` [m/8] of room. Every cell is visited once.
    """
    walls = 0
    for i in range(low, high):
        if is_barricade_spare[i] != 0 and life[i] == UP:
            walls += 1
    if walls == 0:
        return False
    rows, columns = weave_region.shape[1:]
    flags = np.zeros((rows, columns), np.uint8)
    for r in range(rows):
        for c in range(columns):
            if weave_region[chosen, r, c] == region:
                flags[r, c] = FREE_CELL
    for i in range(low, high):
        if is_barricade_spare[i] == 0 or life[i] != UP:
            continue
        across, along = cosine(yaw[i]), sine(yaw[i])
        reach = half_extent[i, 0] + half_extent[i, 1] + F32(2)
        west = cell_line(position[i, 0] - reach, nav_frame[0], nav_frame[2], columns)
        east = cell_line(position[i, 0] + reach, nav_frame[0], nav_frame[2], columns)
        near = cell_line(position[i, 2] - reach, nav_frame[1], nav_frame[2], rows)
        far = cell_line(position[i, 2] + reach, nav_frame[1], nav_frame[2], rows)
        for r in range(near, far + 1):
            for c in range(west, east + 1):
                x = nav_frame[0] + (F32(c) + HALF) * nav_frame[2]
                z = nav_frame[1] + (F32(r) + HALF) * nav_frame[2]
                if flags[r, c] == FREE_CELL and room_beside(x, z, i, position, half_extent, across, along) < need:
                    flags[r, c] = SHUT
    flood(flags, position[start, 0], position[start, 2], nav_frame)
    if is_cut(flags, way_out[0], way_out[1], OUT_M, nav_frame):
        return True
    for k in range(len(weave_place)):
        x, z, within = weave_place[k, 0], weave_place[k, 1], weave_place[k, 2]
        if is_cut(flags, x, z, within, nav_frame):
            return True
    for s in range(len(taken)):
        x, z, within = shard_place[s, 0], shard_place[s, 1], shard_place[s, 2]
        if taken[s] == 0 and is_cut(flags, x, z, within, nav_frame):
            return True
    for i in range(low, high):
        if team[i] == PARTY and (life[i] == UP or life[i] == DOWN):
            if is_cut(flags, position[i, 0], position[i, 2], OUT_M, nav_frame):
                return True
    return False


@helper
def flood(flags, x, z, nav_frame):
    """Turn FREE_CELL into REACHED in `flags` (rows, columns) wherever somebody at (x, z) [m] can walk to."""
    rows, columns = flags.shape
    waiting = np.empty(rows * columns, np.int32)
    count = 0
    column = cell_line(x, nav_frame[0], nav_frame[2], columns)
    row = cell_line(z, nav_frame[1], nav_frame[2], rows)
    # Whoever stands close to a barricade may be in a tight cell: the free ones beside it are where the way begins.
    for r in range(max(row - 1, 0), min(row + 1, rows - 1) + 1):
        for c in range(max(column - 1, 0), min(column + 1, columns - 1) + 1):
            if flags[r, c] == FREE_CELL:
                flags[r, c] = REACHED
                waiting[count] = r * columns + c
                count += 1
    while count > 0:
        count -= 1
        row = int(waiting[count]) // columns
        column = int(waiting[count]) % columns
        for r in range(max(row - 1, 0), min(row + 1, rows - 1) + 1):
            for c in range(max(column - 1, 0), min(column + 1, columns - 1) + 1):
                # A diagonal step needs both cells beside it, so straight steps reach as much.
                if abs(r - row) + abs(c - column) == 1 and flags[r, c] == FREE_CELL:
                    flags[r, c] = REACHED
                    waiting[count] = r * columns + c
                    count += 1
