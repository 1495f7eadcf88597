"""Rows of a lane sorted into square cells by a stable counting sort, and the runs of slots that a search looks at.

The sort keeps nothing between two calls: it depends on the positions alone, not on when it was made last. Cells are as
large as makes about two rows a cell, since senses and weapons reach much farther than the crowd's contacts do.

A frame is (6,) float32: low x, low z, cell [m], columns, lines, number of slots. `table[base + c]` is the slot after
cell c's last one, so cell c begins where the cell before it ends.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.queries.kinds import FARTHEST, MARGIN
from engine.world.kernel import helper

F32 = np.float32
ZERO, ONE = F32(0), F32(1)
FEW = 24  # slots: up to here one cell for all is faster than a search from cell to cell
ROWS_PER_CELL = F32(2)
NARROWEST = F32(0.25)  # m
GROW = F32(1.25)
MOST_LINES = F32(30000)  # cells along a side, so that their number stays far inside an int32
INFINITE = F32(np.inf)


@helper
def is_listed(row, teams, lives, team, life, position):
    """Whether a row belongs to the given teams and lives (bit sets) and stands somewhere."""
    if (teams >> int(team[row])) & 1 == 0 or (lives >> int(life[row])) & 1 == 0:
        return False
    return abs(position[row, 0]) <= FARTHEST and abs(position[row, 2]) <= FARTHEST


@helper
def line_of_cells(offset, cell, lines):
    """The line (or column) that `offset` [m] from the grid's low edge falls into, the nearest one outside."""
    return int(min(max(offset / cell, ZERO), F32(lines - 1)))


@helper
def lines_beside(start, along, wide, low, cell, lines):
    """First and last line within `wide` [m] of a move along z (or column, along x) from `start` by `along`."""
    near = line_of_cells(min(start, start + along) - wide - low, cell, lines)
    return near, line_of_cells(max(start, start + along) + wide - low, cell, lines)


@helper
def sort_rows(begin, end, slot, teams, lives, team, life, position, order, cells, offset, table, base, frame):
    """Sort the wanted rows of begin..end into `order` from `slot` on, by cell, ties in row order; fills `frame`.

    The cells lie in `table` from `base` on, at most as many as there are wanted rows; `cells` from `offset` on is
    scratch, one entry a row. Returns how many were listed.
    """
    count = 0
    low_x, low_z, high_x, high_z = FARTHEST, FARTHEST, -FARTHEST, -FARTHEST
    back = offset - begin
    for row in range(begin, end):
        if is_listed(row, teams, lives, team, life, position):
            x = position[row, 0]
            z = position[row, 2]
            low_x = min(low_x, x)
            low_z = min(low_z, z)
            high_x = max(high_x, x)
            high_z = max(high_z, z)
            count += 1
            cells[row + back] = 0
        else:
            cells[row + back] = -1
    frame[5] = F32(count)
    if count == 0:
        return 0
    cell, columns, lines = fit_cells(high_x - low_x, high_z - low_z, count)
    frame[0], frame[1], frame[2] = low_x, low_z, cell
    frame[3], frame[4] = F32(columns), F32(lines)
    for c in range(base, base + columns * lines):
        table[c] = 0
    for row in range(begin, end):
        if cells[row + back] >= 0:
            column = line_of_cells(position[row, 0] - low_x, cell, columns)
            line = line_of_cells(position[row, 2] - low_z, cell, lines)
            c = base + line * columns + column
            cells[row + back] = c
            table[c] += 1
    at = slot
    for c in range(base, base + columns * lines):  # counts become the slot where each cell begins
        many = table[c]
        table[c] = at
        at += many
    for row in range(begin, end):
        c = cells[row + back]
        if c >= 0:
            order[table[c]] = row
            table[c] += 1  # in the end, the slot after the cell's last
    return count


@helper
def fit_cells(wide, deep, count):
    """(cell [m], columns, lines) for `count` rows spread over wide x deep [m]: at most one cell a row."""
    if count <= FEW:
        return max(wide, deep, ONE) * GROW, 1, 1
    rows = F32(count)
    cell = max(np.sqrt(wide * deep * ROWS_PER_CELL / rows), max(wide, deep) * ROWS_PER_CELL / rows)
    cell = max(cell, NARROWEST)
    while True:
        columns = int(min(wide / cell, MOST_LINES)) + 1
        lines = int(min(deep / cell, MOST_LINES)) + 1
        if columns * lines <= count:
            return cell, columns, lines
        cell = cell * GROW


@helper
def run_of_cells(line, left, right, columns, slot, table, base):
    """(first slot, slot after the last) of the cells left..right of a line: they lie side by side."""
    start = line * columns + left
    low = slot if start == 0 else table[base + start - 1]
    return low, table[base + line * columns + right]


@helper
def parts_of_ring(ring):
    """In how many runs a ring of cells is read: its two outer lines whole, the lines between by their two ends."""
    return 1 if ring == 0 else 4 * ring


@helper
def run_of_ring(part, ring, column, line, slot, table, base, frame):
    """(first slot, slot after the last) of one part of the ring at Chebyshev distance `ring`; empty outside."""
    columns = int(frame[3])
    lines = int(frame[4])
    left = column - ring
    right = column + ring
    at = line
    if part == 0:
        at = line - ring
    elif part == 1:
        at = line + ring
    else:
        at = line - ring + part // 2
        if part % 2 == 0:
            right = left
        else:
            left = right
    if at < 0 or at >= lines or left >= columns or right < 0:
        return slot, slot
    return run_of_cells(at, max(left, 0), min(right, columns - 1), columns, slot, table, base)


@helper
def unseen_from(x, z, ring, column, line, frame):
    """Metres within which rings 0..ring have shown every row around (x, z); infinite when all have been read."""
    nearest = INFINITE
    if column - ring > 0:
        nearest = min(nearest, x - (frame[0] + F32(column - ring) * frame[2]))
    if column + ring < int(frame[3]) - 1:
        nearest = min(nearest, frame[0] + F32(column + ring + 1) * frame[2] - x)
    if line - ring > 0:
        nearest = min(nearest, z - (frame[1] + F32(line - ring) * frame[2]))
    if line + ring < int(frame[4]) - 1:
        nearest = min(nearest, frame[1] + F32(line + ring + 1) * frame[2] - z)
    return nearest - MARGIN


@helper
def cells_on_line(line, ax, az, bx, bz, reach, low_x, low_z, cell, columns):
    """(left, right) columns of a line of cells within `reach` [m] of the segment a..b; (0, -1) when there are none."""
    wide = reach + MARGIN
    near = low_z + F32(line) * cell - wide
    far = near + cell + wide + wide
    dz = bz - az
    enter, leave = ZERO, ONE
    if abs(dz) < MARGIN:
        if max(az, bz) < near or min(az, bz) > far:
            return 0, -1
    else:
        first = (near - az) / dz
        second = (far - az) / dz
        enter = max(enter, min(first, second))
        leave = min(leave, max(first, second))
        if enter > leave:
            return 0, -1
    start = ax + (bx - ax) * enter
    stop = ax + (bx - ax) * leave
    low = min(start, stop) - wide - low_x
    high = max(start, stop) + wide - low_x
    if high < ZERO or low > F32(columns) * cell:
        return 0, -1
    return line_of_cells(low, cell, columns), line_of_cells(high, cell, columns)


@helper
def is_beyond(index, start, along, share, reach, low, cell):
    """Whether a column or line of cells lies more than `reach` [m] past the point start + along * share [m]."""
    at = start + along * min(share, ONE)
    if along >= ZERO:
        return low + F32(index) * cell - reach - MARGIN > at
    return low + F32(index + 1) * cell + reach + MARGIN < at
