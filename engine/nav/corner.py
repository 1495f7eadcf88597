"""The next corner of the way: what an actor that can't walk straight walks to instead."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.nav.search import room_with_walls, search
from engine.nav.walk import cell_line, line_is_free
from engine.world.kernel import helper

F32 = np.float32
HALF = F32(0.5)
WINDOW_CELLS = 16  # most ways stay this near to the box round start and goal; only the others search the whole grid


@helper
def next_corner(
    x, z, goal_x, goal_z, need, limit, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent,
    nav_axis,
):  # fmt: skip
    """(corner x, corner z): the farthest point of the shortest way that can be walked to in a straight line.

    When the goal can't be reached, the way to the nearest place that can; (x, z) itself when that is here. One function
    and not two: every level of calls is optimised anew by the compiler, and the search is long.
    """
    all_rows, all_columns = nav_room.shape
    cell = nav_frame[2]
    start_row = cell_line(z, nav_frame[1], cell, all_rows)
    start_column = cell_line(x, nav_frame[0], cell, all_columns)
    goal_row = cell_line(goal_z, nav_frame[1], cell, all_rows)
    goal_column = cell_line(goal_x, nav_frame[0], cell, all_columns)
    everything = max(all_rows, all_columns)
    margin = WINDOW_CELLS
    while True:
        top = max(min(start_row, goal_row) - margin, 0)
        left = max(min(start_column, goal_column) - margin, 0)
        rows = min(max(start_row, goal_row) + margin + 1, all_rows) - top
        columns = min(max(start_column, goal_column) + margin + 1, all_columns) - left
        room = room_with_walls(
            top, left, rows, columns, need, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent,
            nav_axis,
        )  # fmt: skip
        wide = columns + 2
        start = (start_row - top + 1) * wide + start_column - left + 1
        goal = (goal_row - top + 1) * wide + goal_column - left + 1
        came_from = np.empty(len(room), np.int32)  # only cells that were reached are read
        at = int(search(room, wide, start, goal, need, limit, came_from))
        if at == goal or margin >= everything:
            break
        margin = everything
    # The window holds the walls already, so lines are tried on it; the last word has the line as steering will see it.
    window = room.reshape(-1, wide)
    window_frame = np.empty(3, np.float32)
    window_frame[0] = nav_frame[0] + F32(left - 1) * cell
    window_frame[1] = nav_frame[1] + F32(top - 1) * cell
    window_frame[2] = cell
    while at != start:
        corner_x = nav_frame[0] + (F32(left + at % wide - 1) + HALF) * cell
        corner_z = nav_frame[1] + (F32(top + at // wide - 1) + HALF) * cell
        if line_is_free(
            x, z, corner_x, corner_z, need, window, window_frame, 0, 0, nav_wall, position, half_extent, nav_axis
        ) and line_is_free(
            x, z, corner_x, corner_z, need, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent,
            nav_axis,
        ):  # fmt: skip
            return corner_x, corner_z
        at = int(came_from[at])
    return x, z
