"""A* over the grid with integer costs: 5 for a straight step and 7 for a diagonal one, ties by cell number.

Hart, Nilsson and Raphael's algorithm with the octile distance, which is admissible and consistent for these costs, so a
cell taken from the queue is final. Integer keys leave nothing to rounding.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.nav.walk import EIGHTHS, cell_line, room_beside_wall
from engine.world.kernel import helper
from engine.world.vectors import put, take

F32 = np.float32
HALF = F32(0.5)
STRAIGHT, DIAGONAL = 5, 7
UNSEEN = 2_000_000_000
SEARCH_ALL = 1 << 22  # a limit that no grid reaches
KEY_BITS = 24
KEY_SHIFT = 1 << KEY_BITS  # cells of a grid stay below this, so cost and cell share one integer key


@helper
def heap_push(heap, size, key):
    """Put a key into the binary heap of `size` keys; returns the new size."""
    at = size
    while at > 0:
        above = (at - 1) >> 1
        other = take(heap, above)
        if other <= key:
            break
        put(heap, at, other)
        at = above
    put(heap, at, key)
    return size + 1


@helper
def heap_pop(heap, size):
    """Take out the least key, heap[0], of `size` keys; returns the new size."""
    size -= 1
    key = take(heap, size)
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        least = take(heap, child)
        if child + 1 < size and take(heap, child + 1) < least:
            child += 1
            least = take(heap, child)
        if key <= least:
            break
        put(heap, at, least)
        at = child
    put(heap, at, key)
    return size


@helper
def octile(columns_away, rows_away):
    """Least cost between two cells on free ground."""
    return STRAIGHT * max(columns_away, rows_away) + (DIAGONAL - STRAIGHT) * min(columns_away, rows_away)


@helper
def room_with_walls(
    top, left, rows, columns, need, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent, nav_axis
):
    """A flat copy of a window of the grid, int32 [m/8], in which the lane's walls take their room.

    The window stands in a fence of cells with room -1, (rows + 2) * (columns + 2) cells in all, so that a search needs
    no test for the edge. Cell (row, column) of the window has the number (row + 1) * (columns + 2) + column + 1. Walls
    are exact for cells with less than `need` [m/8] of room, and left out where they leave more.
    """
    wide = columns + 2
    room = np.full((rows + 2) * wide, -1, np.int32)
    all_rows, all_columns = nav_room.shape
    for row in range(rows):
        inside = (row + 1) * wide + 1
        outside = (top + row) * all_columns + left
        for column in range(columns):
            put(room, inside + column, take(nav_room, outside + column))
    cell = nav_frame[2]
    for k in range(wall_begin, wall_end):
        wall = nav_wall[k]
        reach = half_extent[wall, 0] + half_extent[wall, 1] + F32(need + 1) / EIGHTHS
        west = max(cell_line(position[wall, 0] - reach, nav_frame[0], cell, all_columns), left)
        east = min(cell_line(position[wall, 0] + reach, nav_frame[0], cell, all_columns), left + columns - 1)
        near = max(cell_line(position[wall, 2] - reach, nav_frame[1], cell, all_rows), top)
        far = min(cell_line(position[wall, 2] + reach, nav_frame[1], cell, all_rows), top + rows - 1)
        for row in range(near, far + 1):
            z = nav_frame[1] + (F32(row) + HALF) * cell
            for column in range(west, east + 1):
                x = nav_frame[0] + (F32(column) + HALF) * cell
                c = (row - top + 1) * wide + column - left + 1
                room[c] = min(room[c], room_beside_wall(x, z, wall, position, half_extent, nav_axis))
    return room


@helper
def step_is_free(room, columns, rows, row, column, step_row, step_column, need):
    """True when one step (of 8) is allowed: onto a free cell, or straight onto a freer one; no corner is cut."""
    next_row = row + step_row
    next_column = column + step_column
    if next_row < 0 or next_column < 0 or next_row >= rows or next_column >= columns:
        return False
    here = room[row * columns + column]
    ahead = room[next_row * columns + next_column]
    if step_row != 0 and step_column != 0:
        beside = room[row * columns + next_column]
        above = room[next_row * columns + column]
        return ahead >= need and beside >= need and above >= need
    return ahead >= need or ahead > here


@helper
def search(room, wide, start, goal, need, limit, came_from):
    """A* from cell `start` to cell `goal` of a fenced window `room` with `wide` columns, fence included.

    Fills `came_from` (cells,) int32 and returns the cell to walk back from: the goal, or, when it can't be reached
    within `limit` expansions, the reached cell that is nearest to it. Steps follow the rule of `step_is_free`.
    """
    cells = len(room)
    cost = np.full(cells, UNSEEN, np.int32)
    heap = np.empty(
        cells + 8, np.int64
    )  # far more than ever wait at once; when it is full, the search ends as at the limit
    goal_row = goal // wide
    goal_column = goal % wide
    put(cost, start, 0)
    put(came_from, start, start)
    best = start
    best_away = octile(abs(start % wide - goal_column), abs(start // wide - goal_row))
    size = heap_push(heap, 0, best_away * KEY_SHIFT + start)
    expanded = 0
    while size > 0 and expanded < limit and size < cells:
        key = take(heap, 0)
        here = key & (KEY_SHIFT - 1)
        priority = key >> KEY_BITS
        size = heap_pop(heap, size)
        row = here // wide
        column = here - row * wide
        away = octile(abs(column - goal_column), abs(row - goal_row))
        paid_here = take(cost, here)
        if priority > paid_here + away:
            continue  # an older, dearer entry
        expanded += 1
        if away < best_away:
            best = here
            best_away = away
        if here == goal:
            return goal
        room_here = take(room, here)
        for step_row in range(-1, 2):
            beside = take(room, here + step_row * wide)
            if step_row != 0 and beside < need and beside <= room_here:
                continue  # no corner is cut: with this side shut, both of its diagonals are
            for step_column in range(-1, 2):
                there = here + step_row * wide + step_column
                ahead = take(room, there)
                paid = paid_here + STRAIGHT
                if step_row != 0 and step_column != 0:
                    if ahead < need or beside < need or take(room, here + step_column) < need:
                        continue
                    paid = paid_here + DIAGONAL
                elif ahead < need and ahead <= room_here:
                    continue
                if paid < take(cost, there):
                    put(cost, there, paid)
                    put(came_from, there, here)
                    away = octile(abs(column + step_column - goal_column), abs(row + step_row - goal_row))
                    size = heap_push(heap, size, (paid + away) * KEY_SHIFT + there)
    return best
