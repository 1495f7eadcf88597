"""Flow fields: for each cell the integer cost of the cheapest way to the nearest goal, for many actors with one goal.

Dijkstra's algorithm in Dial's form: since a step costs 5 or 7, a ring of eight buckets is a complete priority queue.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.nav.search import DIAGONAL, STRAIGHT, UNSEEN, step_is_free
from engine.world.kernel import helper, kernel

BUCKETS = 8  # more than the dearest step


@helper
def fenced(room, rows, columns, need):
    """Which cells are free for `need` [m/8], uint8, in a fence of blocked cells, so that no edge is tested for."""
    wide = columns + 2
    free = np.zeros((rows + 2) * wide, np.uint8)
    for row in range(rows):
        for column in range(columns):
            if room[row * columns + column] >= need:
                free[(row + 1) * wide + column + 1] = 1
    return free


@kernel
def fill_flow(cost, room, rows, columns, goals, need):
    """Fill `cost` (cells,) int32 with the cost to the nearest of the cells `goals` int32; UNSEEN where none is reached.

    Ways lead over cells with at least `need` [m/8] of `room` (cells,) int32; a goal itself may be tight.
    """
    free = fenced(room, rows, columns, need)
    wide = columns + 2
    best = np.full(len(free), UNSEEN, np.int32)
    # Each bucket is a linked list; a cell may stand in several, and all but its last, cheapest entry are stale.
    cell_of = np.empty(8 * len(free) + len(goals), np.int32)
    following = np.empty(8 * len(free) + len(goals), np.int32)
    newest = np.full(BUCKETS, -1, np.int32)
    entries = 0
    waiting = 0
    for k in range(len(goals)):
        cell = (int(goals[k]) // columns + 1) * wide + int(goals[k]) % columns + 1
        best[cell] = 0
        cell_of[entries] = cell
        following[entries] = newest[0]
        newest[0] = entries
        entries += 1
        waiting += 1
    now = 0
    while waiting > 0:
        bucket = now % BUCKETS
        while newest[bucket] >= 0:
            entry = newest[bucket]
            newest[bucket] = following[entry]
            waiting -= 1
            here = int(cell_of[entry])
            if int(best[here]) != now:
                continue
            for step_row in range(-1, 2):
                for step_column in range(-1, 2):
                    there = here + step_row * wide + step_column
                    if free[there] == 0:
                        continue
                    paid = now + STRAIGHT
                    if step_row != 0 and step_column != 0:
                        if free[here + step_row * wide] == 0 or free[here + step_column] == 0:
                            continue
                        paid = now + DIAGONAL
                    if paid < int(best[there]):
                        best[there] = paid
                        cell_of[entries] = there
                        following[entries] = newest[paid % BUCKETS]
                        newest[paid % BUCKETS] = entries
                        entries += 1
                        waiting += 1
        now += 1
    for row in range(rows):
        for column in range(columns):
            cost[row * columns + column] = best[(row + 1) * wide + column + 1]


@helper
def downhill(cost, room, rows, columns, cell, need):
    """The neighbour of `cell` that is nearest to the goal, the first in row order among equals; itself at a goal."""
    row = cell // columns
    column = cell % columns
    best = cell
    best_cost = int(cost[cell])
    for step_row in range(-1, 2):
        for step_column in range(-1, 2):
            if step_row == 0 and step_column == 0:
                continue
            if not step_is_free(room, columns, rows, row, column, step_row, step_column, need):
                continue
            there = cell + step_row * columns + step_column
            if int(cost[there]) < best_cost:
                best = there
                best_cost = int(cost[there])
    return best


@kernel
def fill_reached(reached, room, rows, columns, start, need):
    """Set `reached` (cells,) uint8 to 1 where an actor that needs `need` [m/8] of room can walk to from `start`."""
    cells = rows * columns
    for c in range(cells):
        reached[c] = 0
    waiting = np.empty(cells, np.int32)
    waiting[0] = start
    count = 1
    reached[start] = 1
    while count > 0:
        count -= 1
        here = int(waiting[count])
        row = here // columns
        column = here % columns
        for step_row in range(-1, 2):
            for step_column in range(-1, 2):
                if step_row == 0 and step_column == 0:
                    continue
                if not step_is_free(room, columns, rows, row, column, step_row, step_column, need):
                    continue
                there = here + step_row * columns + step_column
                if reached[there] == 0:
                    reached[there] = 1
                    waiting[count] = there
                    count += 1
