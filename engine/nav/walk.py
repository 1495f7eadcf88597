"""Walking on the grid: which cells are free for an actor, walls of the lane included, and straight lines over them."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.queries.lines import line_meets_box
from engine.world.kernel import helper
from engine.world.vectors import take

F32 = np.float32
ZERO, HALF = F32(0), F32(0.5)
EIGHTHS = F32(8)
FAR = F32(1e30)
RINGS = 8  # cells round a blocked goal in which a free place is looked for


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
def is_on_grid(x, z, nav_room, nav_frame):
    """Whether a place [m] lies on the grid."""
    rows, columns = nav_room.shape
    across = (x - nav_frame[0]) / nav_frame[2]
    along = (z - nav_frame[1]) / nav_frame[2]
    return ZERO <= across <= F32(columns) and ZERO <= along <= F32(rows)


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
def wall_is_near(ax, az, bx, bz, need, nav_frame, wall, position, half_extent, nav_axis):
    """True when the wall could take room from a cell that the line a..b [m] enters; cheap, and never wrongly False."""
    reach = F32(need + 1) / EIGHTHS + nav_frame[2]  # a cell's middle is less than a cell away from the line
    entered = line_meets_box(
        ax, az, bx, bz, position[wall, 0], position[wall, 2], half_extent[wall, 0] + reach,
        half_extent[wall, 1] + reach, nav_axis[wall, 0], nav_axis[wall, 1],
    )  # fmt: skip
    return entered >= ZERO


@helper
def line_is_free(
    ax, az, bx, bz, need, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent, nav_axis
):
    """True when each cell that the line a..b [m] enters is free for `need` [m/8], or freer than the one before.

    The second part lets out who was pushed into a tight place. Cells are walked by Amanatides and Woo's traversal.
    """
    # Most lines pass no wall: walls out of reach are left out, and without any only the grid is read in each cell.
    near_begin = wall_end
    near_end = wall_begin
    for k in range(wall_begin, wall_end):
        if wall_is_near(ax, az, bx, bz, need, nav_frame, nav_wall[k], position, half_extent, nav_axis):
            near_begin = min(near_begin, k)
            near_end = k + 1
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
    before = -1
    at = row * columns + column
    for _ in range(rows + columns):
        room = take(nav_room, at)
        if near_begin < near_end:
            room = room_of_cell(
                row, column, nav_room, nav_frame, near_begin, near_end, nav_wall, position, half_extent, nav_axis
            )
        if before >= 0 and room < need and room <= before:
            return False
        before = room
        if column == last_column and row == last_row:
            return True
        # Which way a line goes next is as good as random, so it is chosen without a branch.
        is_sideways = next_x < next_z
        further_x = next_x + every_x
        further_z = next_z + every_z
        next_x = further_x if is_sideways else next_x
        next_z = next_z if is_sideways else further_z
        column += step_column * int(is_sideways)
        row += step_row * (1 - int(is_sideways))
        at = row * columns + column
        if column < 0 or row < 0 or column >= columns or row >= rows:
            return True
    return True


@helper
def free_place_near(x, z, need, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent, nav_axis):
    """(x, z) when its cell is free for `need` [m/8], else the middle of the nearest free cell, if any is near."""
    cell = nav_frame[2]
    rows, columns = nav_room.shape
    column = cell_line(x, nav_frame[0], cell, columns)
    row = cell_line(z, nav_frame[1], cell, rows)
    if room_of_cell(
        row, column, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent, nav_axis
    ) >= need:  # fmt: skip
        return x, z
    best_x = x
    best_z = z
    for ring in range(1, RINGS + 1):
        best = FAR
        for r in range(max(row - ring, 0), min(row + ring, rows - 1) + 1):
            step = 1 if abs(r - row) == ring else 2 * ring  # of the rows between only the ends belong to the ring
            for c in range(column - ring, column + ring + 1, step):
                if c < 0 or c >= columns:
                    continue
                room = room_of_cell(
                    r, c, nav_room, nav_frame, wall_begin, wall_end, nav_wall, position, half_extent, nav_axis
                )
                if room < need:
                    continue
                middle_x = nav_frame[0] + (F32(c) + HALF) * cell
                middle_z = nav_frame[1] + (F32(r) + HALF) * cell
                away = (middle_x - x) * (middle_x - x) + (middle_z - z) * (middle_z - z)
                if away < best:
                    best = away
                    best_x = middle_x
                    best_z = middle_z
        if best < FAR:
            break
    return best_x, best_z
