"""Flow fields: for each cell the integer cost of the cheapest way to the nearest goal, for many actors with one goal.

Dijkstra's algorithm in Dial's form: since a step costs 5 or 7, a ring of eight buckets is a complete priority queue.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.nav.search import DIAGONAL, KEY_SHIFT, STRAIGHT, UNSEEN, heap_pop, heap_push, step_is_free
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


@helper
def spread(best, free, wide, heap, size):
    """Lower `best` from the seeds in the heap (keys cost * KEY_SHIFT + cell) until no step makes any cell cheaper.

    A ring of buckets holds what is reached on the way; seeds may cost anything, so they wait in a heap of their own
    until the ring comes to their cost.
    """
    # Each bucket is a linked list; a cell may stand in several, and all but its last, cheapest entry are stale.
    cell_of = np.empty(8 * len(free) + size, np.int32)
    following = np.empty(8 * len(free) + size, np.int32)
    newest = np.full(BUCKETS, -1, np.int32)
    entries = 0
    waiting = 0
    now = 0
    while waiting > 0 or size > 0:
        if waiting == 0:
            now = int(heap[0] // KEY_SHIFT)
        bucket = now % BUCKETS
        while size > 0 and heap[0] // KEY_SHIFT == now:
            cell_of[entries] = heap[0] % KEY_SHIFT
            following[entries] = newest[bucket]
            newest[bucket] = entries
            entries += 1
            waiting += 1
            size = heap_pop(heap, size)
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


@helper
def fill_best(best, free, wide, goals):
    """Fill `best` (fenced cells,) int32 with the cost to the nearest of the fenced cells `goals`; UNSEEN for none."""
    for c in range(len(best)):
        best[c] = UNSEEN
    heap = np.empty(len(goals) + 1, np.int64)
    size = 0
    for k in range(len(goals)):
        best[goals[k]] = 0
        size = heap_push(heap, size, goals[k])
    spread(best, free, wide, heap, size)


@kernel
def fill_flow(cost, room, rows, columns, goals, need):
    """Fill `cost` (cells,) int32 with the cost to the nearest of the cells `goals` int32; UNSEEN where none is reached.

    Ways lead over cells with at least `need` [m/8] of `room` (cells,) int32; a goal itself may be tight.
    """
    free = fenced(room, rows, columns, need)
    wide = columns + 2
    best = np.empty(len(free), np.int32)
    inside = np.empty(len(goals), np.int32)
    for k in range(len(goals)):
        inside[k] = (int(goals[k]) // columns + 1) * wide + int(goals[k]) % columns + 1
    fill_best(best, free, wide, inside)
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
