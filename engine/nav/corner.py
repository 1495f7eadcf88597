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
            top, left, rows, columns, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent,
            nav_axis,
        )  # fmt: skip
        start = (start_row - top) * columns + start_column - left
        goal = (goal_row - top) * columns + goal_column - left
        came_from = np.full(rows * columns, -1, np.int32)
        at = int(search(room, rows, columns, start, goal, need, limit, came_from))
        if at == goal or margin >= everything:
            break
        margin = everything
    while at != start:
        corner_x = nav_frame[0] + (F32(left + at % columns) + HALF) * cell
        corner_z = nav_frame[1] + (F32(top + at // columns) + HALF) * cell
        if line_is_free(
            x, z, corner_x, corner_z, need, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent,
            nav_axis,
        ):  # fmt: skip
            return corner_x, corner_z
        at = int(came_from[at])
    return x, z
