"""Following a flow field: the direction in which each of many bodies goes on, never into a cell that is not free."""

# pyright: basic
# Compiled code has no types of its own.

import numpy as np

from engine.nav.walk import HALF, cell_line
from engine.world.kernel import helper, kernel

F32 = np.float32
ZERO, TINY = F32(0), F32(1e-6)


@helper
def next_cell(best, free, wide, cell):
    """The free neighbour that is nearest to the goal, the first in row order among equals; `cell` itself at a goal.

    Beside a goal that a wall stands on, it is `cell`, too. From under a wall the way leads to the best free neighbour.
    """
    least = int(best[cell])
    chosen = cell
    for step_row in range(-1, 2):
        for step_column in range(-1, 2):
            there = cell + step_row * wide + step_column
            cost = int(best[there])
            if cost >= least or free[there] == 0:
                continue
            if step_row != 0 and step_column != 0:
                if free[cell + step_row * wide] == 0 or free[cell + step_column] == 0:
                    continue
            least = cost
            chosen = there
    return chosen


@kernel
def follow_flow(places, ways, best, free, rows, columns, frame):
    """Fill `ways` (n, 2) f4 with unit directions to the middle of the next cell; 0 at a goal and where no way leads.

    `places` (n, 2) f4 [m]; `best` and `free` are those of a `FlowField`. Whoever goes on to that middle crosses no
    cell but its own and the next one, and past a corner only where both cells beside it are free.
    """
    wide = columns + 2
    for i in range(len(places)):
        column = cell_line(places[i, 0], frame[0], frame[2], columns)
        row = cell_line(places[i, 1], frame[1], frame[2], rows)
        cell = (row + 1) * wide + column + 1
        there = next_cell(best, free, wide, cell)
        ways[i, 0] = ZERO
        ways[i, 1] = ZERO
        if there != cell:
            x = frame[0] + (F32(there % wide - 1) + HALF) * frame[2] - places[i, 0]
            z = frame[1] + (F32(there // wide - 1) + HALF) * frame[2] - places[i, 1]
            length = np.sqrt(x * x + z * z)
            if length > TINY:
                ways[i, 0] = x / length
                ways[i, 1] = z / length
