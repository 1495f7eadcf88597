"""Second half of the broad phase: a lane's movers packed into slots, sorted in space when there are many.

The sort is a stable counting sort by grid cell with row order as the tie-break, so it has one answer however many
threads work on the lane and whatever other lanes are in the world. The grid covers the lane's own movers and its table
lies in the lane's own rows.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.physics.limits import CELLS_PER_ROW, F32, SKIN, SMALL_LANE, TWO, ZERO
from engine.world.kernel import helper, kernel

GROW = F32(1.25)
LARGEST_GRID = F32(30000)  # cells along a side, so that their number stays far inside an int32


@helper
def fill_slot(
    slot, row, radius, mass, crowd_order, crowd_x, crowd_z, crowd_next_x, crowd_next_z, crowd_radius, crowd_mass,
):  # fmt: skip
    """Copy one mover's prediction and body into its slot."""
    crowd_order[slot] = row
    crowd_x[slot] = crowd_next_x[row]
    crowd_z[slot] = crowd_next_z[row]
    crowd_radius[slot] = radius[row]
    crowd_mass[slot] = mass[row]


@helper
def pack_lane(
    begin, end, radius, mass, crowd_order, crowd_x, crowd_z, crowd_next_x, crowd_next_z, crowd_radius, crowd_mass,
    crowd_begin, crowd_end, crowd_cell,
):  # fmt: skip
    """Slots in row order, everyone a neighbour of everyone: the fastest way for few. Returns the number of movers."""
    count = 0
    for row in range(begin, end):
        if crowd_cell[row] >= 0:
            fill_slot(
                begin + count, row, radius, mass, crowd_order, crowd_x, crowd_z, crowd_next_x, crowd_next_z,
                crowd_radius, crowd_mass,
            )  # fmt: skip
            count += 1
    for slot in range(begin, begin + count):
        crowd_begin[slot, 0] = begin
        crowd_end[slot, 0] = begin + count
        for k in range(1, 3):
            crowd_begin[slot, k] = begin
            crowd_end[slot, k] = begin
    return count


@helper
def lane_frame(begin, end, radius, crowd_next_x, crowd_next_z, crowd_cell):
    """(low x, low z, cell size [m], columns, rows) of a grid over the lane's movers that its cell table can hold."""
    found = False
    low_x, low_z, high_x, high_z, widest = ZERO, ZERO, ZERO, ZERO, ZERO
    for row in range(begin, end):
        if crowd_cell[row] >= 0:
            x = crowd_next_x[row]
            z = crowd_next_z[row]
            if not found:
                found = True
                low_x, low_z, high_x, high_z = x, z, x, z
            low_x = min(low_x, x)
            low_z = min(low_z, z)
            high_x = max(high_x, x)
            high_z = max(high_z, z)
            widest = max(widest, radius[row])
    cell = TWO * widest + SKIN
    room = CELLS_PER_ROW * (end - begin)
    while True:
        across = min((high_x - low_x) / cell, LARGEST_GRID)
        along = min((high_z - low_z) / cell, LARGEST_GRID)
        columns = int(across) + 1
        rows = int(along) + 1
        if columns * rows <= room:
            return low_x, low_z, cell, columns, rows
        cell = cell * GROW


@helper
def sort_lane(
    begin, end, radius, mass, crowd_order, crowd_x, crowd_z, crowd_next_x, crowd_next_z, crowd_radius, crowd_mass,
    crowd_begin, crowd_end, crowd_cell, crowd_cells,
):  # fmt: skip
    """Slots by grid cell, ties in row order, with the three runs of slots that can touch each. Returns the count."""
    low_x, low_z, cell, columns, rows = lane_frame(begin, end, radius, crowd_next_x, crowd_next_z, crowd_cell)
    table = crowd_cells.reshape(-1)
    base = begin * CELLS_PER_ROW
    cells = columns * rows
    for c in range(cells):
        table[base + c] = 0
    for row in range(begin, end):
        if crowd_cell[row] >= 0:
            column = min(int((crowd_next_x[row] - low_x) / cell), columns - 1)
            line = min(int((crowd_next_z[row] - low_z) / cell), rows - 1)
            c = line * columns + column
            crowd_cell[row] = c
            table[base + c] += 1
    slot = begin
    for c in range(cells):  # counts become the slot where each cell begins
        many = table[base + c]
        table[base + c] = slot
        slot += many
    count = slot - begin
    for row in range(begin, end):
        c = crowd_cell[row]
        if c >= 0:
            slot = table[base + c]
            fill_slot(
                slot, row, radius, mass, crowd_order, crowd_x, crowd_z, crowd_next_x, crowd_next_z, crowd_radius,
                crowd_mass,
            )  # fmt: skip
            table[base + c] = slot + 1
    # Every entry now says where its cell ends, which is where the next one begins.
    for c in range(cells):
        first = begin if c == 0 else table[base + c - 1]
        column = c % columns
        line = c // columns
        left = max(column - 1, 0)
        right = min(column + 1, columns - 1)
        for slot in range(first, table[base + c]):
            for k in range(3):
                beside = line + k - 1
                if beside < 0 or beside >= rows:
                    crowd_begin[slot, k] = begin
                    crowd_end[slot, k] = begin
                else:
                    start = beside * columns + left
                    crowd_begin[slot, k] = begin if start == 0 else table[base + start - 1]
                    crowd_end[slot, k] = table[base + beside * columns + right]
    return count


@kernel
def arrange_lane(
    begin, end, radius, mass, crowd_order, crowd_x, crowd_z, crowd_next_x, crowd_next_z, crowd_radius, crowd_mass,
    crowd_begin, crowd_end, crowd_cell, crowd_cells,
):  # fmt: skip
    """Pack or sort the block begin..end, whichever is faster for its size; returns the number of movers."""
    if end - begin <= SMALL_LANE:
        return pack_lane(
            begin, end, radius, mass, crowd_order, crowd_x, crowd_z, crowd_next_x, crowd_next_z, crowd_radius,
            crowd_mass, crowd_begin, crowd_end, crowd_cell,
        )  # fmt: skip
    return sort_lane(
        begin, end, radius, mass, crowd_order, crowd_x, crowd_z, crowd_next_x, crowd_next_z, crowd_radius, crowd_mass,
        crowd_begin, crowd_end, crowd_cell, crowd_cells,
    )  # fmt: skip
