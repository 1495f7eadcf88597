"""A* over the grid with integer costs: 5 for a straight step and 7 for a diagonal one, ties by cell number.

Hart, Nilsson and Raphael's algorithm with the octile distance, which is admissible and consistent for these costs, so a
cell taken from the queue is final. Integer keys leave nothing to rounding.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.nav.walk import cell_line, room_beside_wall
from engine.world.kernel import helper

F32 = np.float32
HALF = F32(0.5)
STRAIGHT, DIAGONAL = 5, 7
UNSEEN = 2_000_000_000
WALL_MARGIN_M = F32(2.5)  # walls matter for cells up to this far away: wider than any body
SEARCH_ALL = 1 << 22  # a limit that no grid reaches
KEY_SHIFT = 1 << 24  # cells of a grid stay below this, so cost and cell share one integer key


@helper
def heap_push(heap, size, key):
    """Put a key into the binary heap of `size` keys; returns the new size."""
    at = size
    heap[at] = key
    while at > 0:
        above = (at - 1) // 2
        if heap[above] <= heap[at]:
            break
        heap[above], heap[at] = heap[at], heap[above]
        at = above
    return size + 1


@helper
def heap_pop(heap, size):
    """Take out the least key, heap[0], of `size` keys; returns the new size."""
    size -= 1
    heap[0] = heap[size]
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            return size
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[at] <= heap[child]:
            return size
        heap[child], heap[at] = heap[at], heap[child]
        at = child


@helper
def octile(columns_away, rows_away):
    """Least cost between two cells on free ground."""
    return STRAIGHT * max(columns_away, rows_away) + (DIAGONAL - STRAIGHT) * min(columns_away, rows_away)


@helper
def room_with_walls(
    top, left, rows, columns, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent, nav_axis
):
    """A flat copy of a window of the grid, int32 [m/8], in which the lane's walls take their room."""
    room = np.empty(rows * columns, np.int32)
    for row in range(rows):
        for column in range(columns):
            room[row * columns + column] = nav_room[top + row, left + column]
    cell = nav_frame[2]
    for k in range(wall_begin, wall_end):
        wall = nav_wall[k]
        reach = half_extent[wall, 0] + half_extent[wall, 1] + WALL_MARGIN_M
        all_rows, all_columns = nav_room.shape
        west = max(cell_line(position[wall, 0] - reach, nav_frame[0], cell, all_columns), left)
        east = min(cell_line(position[wall, 0] + reach, nav_frame[0], cell, all_columns), left + columns - 1)
        near = max(cell_line(position[wall, 2] - reach, nav_frame[1], cell, all_rows), top)
        far = min(cell_line(position[wall, 2] + reach, nav_frame[1], cell, all_rows), top + rows - 1)
        for row in range(near, far + 1):
            z = nav_frame[1] + (F32(row) + HALF) * cell
            for column in range(west, east + 1):
                x = nav_frame[0] + (F32(column) + HALF) * cell
                c = (row - top) * columns + column - left
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
def search(room, rows, columns, start, goal, need, limit, came_from):
    """A* from cell `start` to cell `goal`; fills `came_from` (cells,) int32 and returns the cell to walk back from.

    That is the goal, or, when it can't be reached within `limit` expansions, the reached cell that is nearest to it.
    """
    cells = rows * columns
    cost = np.full(cells, UNSEEN, np.int32)
    heap = np.empty(8 * min(limit, cells) + 16, np.int64)
    goal_row = goal // columns
    goal_column = goal % columns
    cost[start] = 0
    came_from[start] = start
    away = octile(abs(start % columns - goal_column), abs(start // columns - goal_row))
    best = start
    best_away = away
    size = heap_push(heap, 0, away * KEY_SHIFT + start)
    expanded = 0
    while size > 0 and expanded < limit:
        here = int(heap[0] % KEY_SHIFT)
        priority = int(heap[0] // KEY_SHIFT)
        size = heap_pop(heap, size)
        row = here // columns
        column = here % columns
        away = octile(abs(column - goal_column), abs(row - goal_row))
        if priority > int(cost[here]) + away:
            continue  # an older, dearer entry
        expanded += 1
        if away < best_away:
            best = here
            best_away = away
        if here == goal:
            return goal
        for step_row in range(-1, 2):
            for step_column in range(-1, 2):
                if step_row == 0 and step_column == 0:
                    continue
                if not step_is_free(room, columns, rows, row, column, step_row, step_column, need):
                    continue
                there = here + step_row * columns + step_column
                paid = int(cost[here]) + (DIAGONAL if step_row != 0 and step_column != 0 else STRAIGHT)
                if paid < cost[there]:
                    cost[there] = paid
                    came_from[there] = here
                    away = octile(abs(column + step_column - goal_column), abs(row + step_row - goal_row))
                    size = heap_push(heap, size, (paid + away) * KEY_SHIFT + there)
    return best
