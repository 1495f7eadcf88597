"""Errand ways: where weaves open and shut ways, the player walks to an errand by those that are open now."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.nav.walk import HALF, cell_line
from engine.world.ids import RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

from .verdicts import woven_set

NO_WAY = 65535
TIGHT, SQUEEZE = np.float32(0.1), np.float32(1.2)
"""Metres from the free cell, and metres a second towards it, of who is in too tight a place."""
AHEAD, FARTHEST = 7, 20
"""Cells along the way to which the player walks in a straight line, steering sees to the rest; and at most, where that
cell lies so near a barricade that nobody can stand there."""
ROOM = np.float32(0.3)


@helper
def free_cell_beside(way, row, column):
    """(row, column) of the nearest cell within three that `way` (rows, columns) leads from; itself when none does."""
    rows, columns = way.shape
    best_row, best_column, best = row, column, 100
    for r in range(max(row - 3, 0), min(row + 3, rows - 1) + 1):
        for c in range(max(column - 3, 0), min(column + 3, columns - 1) + 1):
            away = (r - row) * (r - row) + (c - column) * (c - column)
            if way[r, c] < NO_WAY and away < best:
                best_row, best_column, best = r, c, away
    return best_row, best_column


@helper
def is_taken(x, z, i, low, high, life, immovable, position, half_extent, radius):
    """Whether a barrier of rows low..high leaves row i no room at (x, z) [m]."""
    for j in range(low, high):
        if j == i or life[j] != UP or immovable[j] == 0:
            continue
        reach = max(half_extent[j, 0], half_extent[j, 1]) + radius[i] + ROOM
        off_x, off_z = position[j, 0] - x, position[j, 2] - z
        if off_x * off_x + off_z * off_z < reach * reach:
            return True
    return False


@system(slot="planning", order=-44, rows_with="weave_count", writes="errand_next shove")
def errand_ways(
    first, outcome, autopilot, life, is_player, position, errand_kind, errand_at, errand_place, errand_near,
    immovable, half_extent, radius, weave_state, weave_region, weave_way, nav_frame, errand_next, shove,
):  # fmt: skip
    """Reads what is woven and the errand's place; writes where the player walks next on the cheapest way there."""
    rows, columns = weave_region.shape[1:]
    for L in range(len(outcome)):
        if outcome[L] != RUNNING or errand_kind[L] == 0 or errand_at[L] < 0 or errand_at[L] >= weave_way.shape[1]:
            continue
        way = weave_way[woven_set(weave_state[L]), errand_at[L]]
        for i in range(first[L], first[L + 1]):
            if is_player[i] == 0 or life[i] != UP:
                continue
            ahead = AHEAD
            x, z = errand_place[L, 0] - position[i, 0], errand_place[L, 1] - position[i, 2]
            if x * x + z * z <= errand_near[L] * errand_near[L]:
                continue
            row = cell_line(position[i, 2], nav_frame[1], nav_frame[2], rows)
            column = cell_line(position[i, 0], nav_frame[0], nav_frame[2], columns)
            if way[row, column] == NO_WAY:
                # Pushed into a tight place: the nearest free one first.
                row, column = free_cell_beside(way, row, column)
                ahead = 0
                across = nav_frame[0] + (np.float32(column) + HALF) * nav_frame[2] - position[i, 0]
                along = nav_frame[1] + (np.float32(row) + HALF) * nav_frame[2] - position[i, 2]
                apart = np.sqrt(across * across + along * along)
                if autopilot[L] != 0 and apart > TIGHT:
                    # No way begins in a tight cell, so steering would stand: it squeezes out.
                    shove[i, 0] = across / apart * SQUEEZE
                    shove[i, 1] = along / apart * SQUEEZE
            for step in range(FARTHEST if ahead > 0 else 0):
                at_x = nav_frame[0] + (np.float32(column) + HALF) * nav_frame[2]
                at_z = nav_frame[1] + (np.float32(row) + HALF) * nav_frame[2]
                if step >= ahead and not is_taken(
                    at_x, at_z, i, first[L], first[L + 1], life, immovable, position, half_extent, radius
                ):
                    break
                to_row, to_column = row, column
                for r in range(max(row - 1, 0), min(row + 1, rows - 1) + 1):
                    for c in range(max(column - 1, 0), min(column + 1, columns - 1) + 1):
                        if way[r, c] < way[to_row, to_column] and (
                            r == row or c == column or (way[r, column] < NO_WAY and way[row, c] < NO_WAY)
                        ):
                            to_row, to_column = r, c
                if to_row == row and to_column == column:
                    break
                row, column = to_row, to_column
            at_x = nav_frame[0] + (np.float32(column) + HALF) * nav_frame[2]
            at_z = nav_frame[1] + (np.float32(row) + HALF) * nav_frame[2]
            if ahead > 0 and is_taken(
                at_x, at_z, i, first[L], first[L + 1], life, immovable, position, half_extent, radius
            ):
                # The way's end is the place's rim; a barrier on it is walked round to the place itself.
                errand_next[L, 0] = errand_place[L, 0]
                errand_next[L, 1] = errand_place[L, 1]
            elif way[row, column] < NO_WAY:
                errand_next[L, 0] = nav_frame[0] + (np.float32(column) + HALF) * nav_frame[2]
                errand_next[L, 1] = nav_frame[1] + (np.float32(row) + HALF) * nav_frame[2]
