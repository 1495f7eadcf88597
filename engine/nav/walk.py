"""Walking on the grid: which cells are free for an actor, walls of the lane included, and straight lines over them."""

import numpy as np

from engine.world.kernel import helper

F32 = np.float32
ZERO, HALF, ONE = F32(0), F32(0.5), F32(1)
EIGHTHS = F32(8)
FAR = F32(1e30)


@helper
def room_needed(radius):
    """Room [m/8] that a cell must have for an actor of `radius` [m]; at least 1."""
    return max(int(radius * EIGHTHS), 1)


@helper
def cell_line(value, origin, cell, lines):
    """Column or row of the grid for a coordinate [m], clamped to the grid."""
    place = min(max((value - origin) / cell, ZERO), F32(lines - 1))
    return int(place)


@helper
def room_beside_wall(x, z, wall, position, half_extent, axis):
    """Room [m/8] between the point and the turned box of the row `wall`; 0 inside."""
    dx = x - position[wall, 0]
    dz = z - position[wall, 2]
    right = max(np.abs(dx * axis[wall, 0] - dz * axis[wall, 1]) - half_extent[wall, 0], ZERO)
    ahead = max(np.abs(dx * axis[wall, 1] + dz * axis[wall, 0]) - half_extent[wall, 1], ZERO)
    return int(np.sqrt(right * right + ahead * ahead) * EIGHTHS)


@helper
def room_of_cell(row, column, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent, nav_axis):
    """Room [m/8] round the middle of a cell, the walls nav_wall[wall_begin:wall_end] included."""
    room = int(nav_room[row, column])
    if wall_begin < wall_end:
        x = nav_frame[0] + (F32(column) + HALF) * nav_frame[2]
        z = nav_frame[1] + (F32(row) + HALF) * nav_frame[2]
        for k in range(wall_begin, wall_end):
            room = min(room, room_beside_wall(x, z, nav_wall[k], position, half_extent, nav_axis))
    return room


@helper
def line_is_free(
    ax, az, bx, bz, need, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent, nav_axis
):
    """True when each cell that the line a..b [m] enters is free for `need` [m/8], or freer than the one before.

    The second part lets out who was pushed into a tight place. Cells are walked by Amanatides and Woo's traversal.
    """
    cell = nav_frame[2]
    rows, columns = nav_room.shape
    column = cell_line(ax, nav_frame[0], cell, columns)
    row = cell_line(az, nav_frame[1], cell, rows)
    last_column = cell_line(bx, nav_frame[0], cell, columns)
    last_row = cell_line(bz, nav_frame[1], cell, rows)
    dx = bx - ax
    dz = bz - az
    step_column = 1 if dx > ZERO else -1
    step_row = 1 if dz > ZERO else -1
    # Shares of the line at which it meets the next vertical and horizontal grid line.
    every_x = FAR
    next_x = FAR
    if dx != ZERO:
        every_x = cell / np.abs(dx)
        edge = nav_frame[0] + F32(column + (1 if dx > ZERO else 0)) * cell
        next_x = (edge - ax) / dx
    every_z = FAR
    next_z = FAR
    if dz != ZERO:
        every_z = cell / np.abs(dz)
        edge = nav_frame[1] + F32(row + (1 if dz > ZERO else 0)) * cell
        next_z = (edge - az) / dz
    before = room_of_cell(
        row, column, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent, nav_axis
    )
    for _ in range(rows + columns):
        if column == last_column and row == last_row:
            return True
        if next_x < next_z:
            next_x = next_x + every_x
            column += step_column
        else:
            next_z = next_z + every_z
            row += step_row
        if column < 0 or row < 0 or column >= columns or row >= rows:
            return True
        room = room_of_cell(
            row, column, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent, nav_axis
        )
        if room < need and room <= before:
            return False
        before = room
    return True
