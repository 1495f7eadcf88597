"""Second part of the broad phase: a lane's movers packed into slots, sorted in space when there are many.

The grid has lines along x, twice as high as anybody can reach, and columns half as wide as that. Who stands in the
upper half of a line can touch nobody outside this line and the next, who stands in the lower half nobody outside this
and the one before; and within a line the columns of one reach are a run of slots. So two runs hold all neighbours.

The sort is a stable counting sort with row order as the tie-break, so it has one answer however many threads work on
the lane and whatever other lanes are in the world. The grid covers the lane's own movers and its tables lie in the
lane's own slots. A small lane is one cell.

Where a lane's groups are far apart, a grid over all of them would have to be so coarse that each group is in one cell.
Such a lane's grid is folded: cells of the full fineness are numbered over and over again along both axes, and those of
one number share a place in the tables, whoever is in them. Distances tell apart who is really near.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.crowd.limits import (
    CELLS_PER_SLOT,
    F32,
    FARTHEST,
    GRID_ROOM,
    HALF,
    MOST_CHUNKS,
    ONE,
    SKIN,
    SMALL_LANE,
    TWO,
    ZERO,
)
from engine.world.ids import GROUP, SLOT_ROOM
from engine.world.kernel import helper
from engine.world.vectors import put, take

GROW = F32(1.25)
FOLD_FROM = 16  # cells that a grid would have for each that the tables hold: emptier ones are folded
LARGEST_GRID = F32(30000)  # cells along a side, so that their number stays far inside an int32


@helper
def first_slot(first, lane):
    """Where the slots of a lane begin: a multiple of 8 that leaves every lane more slots than rows."""
    return (int(first[lane]) + SLOT_ROOM * lane) // GROUP * GROUP


@helper
def frame_lane(lane, rows, low_x, low_z, high_x, high_z, widest, crowd_frame):
    """Lay a grid over the box low..high [m] that the tables of so many rows can hold; writes `crowd_frame[lane]`."""
    reach = (TWO * widest + SKIN) * GRID_ROOM
    room = CELLS_PER_SLOT * rows
    columns = 1
    lines = 1
    folded = ZERO
    if rows > SMALL_LANE:
        columns = int(min((high_x - low_x) / (HALF * reach), LARGEST_GRID)) + 1
        lines = int(min((high_z - low_z) / (TWO * reach), LARGEST_GRID)) + 1
        if columns * lines > FOLD_FROM * room:
            reach = reach * GROW  # far from the grid's begin places are rounded more
            folded = ONE
            most = min(columns, int(TWO * np.sqrt(F32(room))))
            lines = min(lines, room // most, room // MOST_CHUNKS)
            columns = min(columns, room // lines)
        while folded == ZERO and (columns * lines > room or lines * MOST_CHUNKS > room):
            reach = reach * GROW
            columns = int(min((high_x - low_x) / (HALF * reach), LARGEST_GRID)) + 1
            lines = int(min((high_z - low_z) / (TWO * reach), LARGEST_GRID)) + 1
    crowd_frame[lane, 0] = low_x
    crowd_frame[lane, 1] = low_z
    crowd_frame[lane, 2] = ONE / (HALF * reach)
    crowd_frame[lane, 3] = ONE / (TWO * reach)
    crowd_frame[lane, 4] = F32(columns)
    crowd_frame[lane, 5] = F32(lines)
    crowd_frame[lane, 6] = folded


@helper
def number_of(place, count, folded):
    """Number of the column or line that holds `place`, counted in cells; there are `count` numbers."""
    number = int(place)
    if number >= count:
        number = number % count if folded else count - 1
    return number


@helper
def count_lines(lane, begin, end, chunk, chunks, base, crowd_frame, crowd_ahead, crowd_line, crowd_lines):
    """Give the movers among rows begin..end their line, and count them by line.

    Reads `crowd_ahead`, writes `crowd_line` of its rows and the entries `chunk` of the lines' table, which begins at
    slot `base` of the lane.
    """
    lines = int(crowd_frame[lane, 5])
    low = crowd_frame[lane, 1]
    scale = crowd_frame[lane, 3]
    folded = crowd_frame[lane, 6] != ZERO
    table = base * CELLS_PER_SLOT + chunk
    for line in range(lines):
        put(crowd_lines, table + line * chunks, 0)
    for row in range(begin, end):
        if take(crowd_line, row) >= 0:
            line = number_of((take(crowd_ahead, 2 * row + 1) - low) * scale, lines, folded)
            put(crowd_line, row, line)
            at = table + line * chunks
            put(crowd_lines, at, take(crowd_lines, at) + 1)


@helper
def add_lines(lane, chunks, base, crowd_frame, crowd_lines):
    """Turn counts into the first slot of every chunk's part of every line; returns the number of movers."""
    lines = int(crowd_frame[lane, 5])
    slot = base
    for at in range(base * CELLS_PER_SLOT, base * CELLS_PER_SLOT + lines * chunks):
        many = take(crowd_lines, at)
        put(crowd_lines, at, slot)
        slot += many
    return slot - base


@helper
def scatter_lines(begin, end, chunk, chunks, base, crowd_line, crowd_lines, crowd_unsorted):
    """Write rows begin..end into their chunk's parts of the lines; the table then says where each part ends."""
    table = base * CELLS_PER_SLOT + chunk
    for row in range(begin, end):
        line = take(crowd_line, row)
        if line >= 0:
            at = table + line * chunks
            slot = take(crowd_lines, at)
            put(crowd_unsorted, slot, row)
            put(crowd_lines, at, slot + 1)


@helper
def sort_lines(
    lane, first_line, last_line, chunks, base, radius, mass, crowd_frame, crowd_lines, crowd_unsorted, crowd_ahead,
    crowd_order, crowd_place, crowd_body, crowd_cells,
):  # fmt: skip
    """Sort each of the lines first_line..last_line by column into slots.

    Reads the lines' table, rows and bodies; writes `crowd_order`, `crowd_place` and `crowd_body` of the lines'
    slots and the lines' own entries of `crowd_cells`: entry 1 + line * columns + column is where that cell ends.
    """
    columns = int(crowd_frame[lane, 4])
    low = crowd_frame[lane, 0]
    scale = crowd_frame[lane, 2]
    folded = crowd_frame[lane, 6] != ZERO
    table = base * CELLS_PER_SLOT
    if first_line == 0:
        put(crowd_cells, table, base)
    for line in range(first_line, last_line):
        begin = base if line == 0 else take(crowd_lines, table + line * chunks - 1)
        end = take(crowd_lines, table + (line + 1) * chunks - 1)
        cells = table + 1 + line * columns
        for cell in range(cells, cells + columns):
            put(crowd_cells, cell, 0)
        for k in range(begin, end):
            x = take(crowd_ahead, 2 * take(crowd_unsorted, k))
            cell = cells + number_of((x - low) * scale, columns, folded)
            put(crowd_cells, cell, take(crowd_cells, cell) + 1)
        slot = begin
        for cell in range(cells, cells + columns):
            many = take(crowd_cells, cell)
            put(crowd_cells, cell, slot)
            slot += many
        for k in range(begin, end):
            row = take(crowd_unsorted, k)
            x = take(crowd_ahead, 2 * row)
            cell = cells + number_of((x - low) * scale, columns, folded)
            slot = take(crowd_cells, cell)
            put(crowd_cells, cell, slot + 1)
            put(crowd_order, slot, row)
            put(crowd_place, 2 * slot, x)
            put(crowd_place, 2 * slot + 1, take(crowd_ahead, 2 * row + 1))
            put(crowd_body, 2 * slot, take(radius, row))
            put(crowd_body, 2 * slot + 1, take(mass, row))


@helper
def close_lane(base, count, crowd_order, crowd_place, crowd_next, crowd_body):
    """Fill the last group of eight with copies of the last mover, and put nobody behind it; returns nobody's slot."""
    end = base + count
    nobody = (end + GROUP - 1) // GROUP * GROUP
    for slot in range(end, nobody):
        put(crowd_order, slot, take(crowd_order, end - 1))
        put(crowd_place, 2 * slot, take(crowd_place, 2 * end - 2))
        put(crowd_place, 2 * slot + 1, take(crowd_place, 2 * end - 1))
        put(crowd_body, 2 * slot, take(crowd_body, 2 * end - 2))
        put(crowd_body, 2 * slot + 1, take(crowd_body, 2 * end - 1))
    put(crowd_body, 2 * nobody, ZERO)
    put(crowd_body, 2 * nobody + 1, ONE)
    for k in range(2):
        put(crowd_place, 2 * nobody + k, FARTHEST)
        put(crowd_next, 2 * nobody + k, FARTHEST)
    return nobody
