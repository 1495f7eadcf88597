"""Flow fields: for each cell the integer cost of the cheapest way to the nearest goal, for many actors with one goal.

Dijkstra's algorithm in Dial's form: since a step costs 5 or 7, a ring of eight buckets is a complete priority queue.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.nav.search import DIAGONAL, STRAIGHT, UNSEEN, step_is_free
from engine.world.kernel import helper, kernel

BUCKETS = 8  # more than the dearest step


@kernel
def fill_flow(cost, room, rows, columns, goals, need):
    """Fill `cost` (cells,) int32 with the cost to the nearest of the cells `goals` int32; UNSEEN where none is reached.

    Ways lead over cells with at least `need` [m/8] of `room` (cells,) int32; a goal itself may be tight.
    """
    cells = rows * columns
    for c in range(cells):
        cost[c] = UNSEEN
    following = np.full(8 * cells + len(goals), -1, np.int32)  # linked lists: each entry of the queue is used once
    cell_of = np.empty(8 * cells + len(goals), np.int32)
    newest = np.full(BUCKETS, -1, np.int32)
    entries = 0
    waiting = 0
    for k in range(len(goals)):
        cost[goals[k]] = 0
        cell_of[entries] = goals[k]
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
            if int(cost[here]) != now:
                continue  # reached more cheaply meanwhile
            row = here // columns
            column = here % columns
            for step_row in range(-1, 2):
                for step_column in range(-1, 2):
                    if step_row == 0 and step_column == 0:
                        continue
                    if not step_is_free(room, columns, rows, row, column, step_row, step_column, need):
                        continue
                    there = here + step_row * columns + step_column
                    paid = now + (DIAGONAL if step_row != 0 and step_column != 0 else STRAIGHT)
                    if paid < int(cost[there]):
                        cost[there] = paid
                        cell_of[entries] = there
                        following[entries] = newest[paid % BUCKETS]
                        newest[paid % BUCKETS] = entries
                        entries += 1
                        waiting += 1
        now += 1


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
