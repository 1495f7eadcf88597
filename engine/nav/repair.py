"""Repair of a flow field where cells were blocked or freed: only what the change reaches is reckoned anew.

First a wave raises: whoever has lost every neighbour that bore out its cost forgets it. Then those, and what was freed,
take the least that their neighbours offer, and Dijkstra's algorithm spreads it. Costs are whole numbers, so the field
is the one that a fill gives, cell for cell. Source: G. Ramalingam and T. Reps, "An incremental algorithm for a
generalization of the shortest-path problem", Journal of Algorithms 21, 1996.
"""

# pyright: basic
# Compiled code has no types of its own.

import numpy as np

from engine.nav.flow import fill_best, spread
from engine.nav.search import DIAGONAL, KEY_SHIFT, STRAIGHT, UNSEEN, heap_push
from engine.world.kernel import helper, kernel

FILL_SHARE = 8


@helper
def least_offer(best, free, wide, cell):
    """The least cost at which a neighbour's way leads on to the free cell; UNSEEN when none does."""
    least = UNSEEN
    for step_row in range(-1, 2):
        for step_column in range(-1, 2):
            cost = int(best[cell + step_row * wide + step_column])
            if cost >= UNSEEN or (step_row == 0 and step_column == 0):
                continue
            paid = cost + STRAIGHT
            if step_row != 0 and step_column != 0:
                if free[cell + step_row * wide] == 0 or free[cell + step_column] == 0:
                    continue
                paid = cost + DIAGONAL
            least = min(least, paid)
    return least


@helper
def forget_unfounded(best, free, wide, waiting, count, forgotten):
    """Forget the cost of every cell that no neighbour bears out any more; fills `forgotten`, returns how many.

    When they are more than `forgotten` holds, -1: the rest is left as it was.

    `waiting` holds the `count` cells to look at first. A cell that a lost neighbour bore out is looked at again, so the
    order does not matter; what is kept rests on a chain of kept cells down to a goal.
    """
    lost = 0
    while count > 0:
        count -= 1
        cell = int(waiting[count])
        cost = int(best[cell])
        if cost == 0 or cost >= UNSEEN:
            continue  # a goal bears itself out
        if free[cell] != 0 and least_offer(best, free, wide, cell) == cost:
            continue
        if lost == len(forgotten):
            return -1
        best[cell] = UNSEEN
        forgotten[lost] = cell
        lost += 1
        for step_row in range(-1, 2):
            for step_column in range(-1, 2):
                there = cell + step_row * wide + step_column
                step = DIAGONAL if step_row != 0 and step_column != 0 else STRAIGHT
                if int(best[there]) == cost + step:
                    waiting[count] = there
                    count += 1
    return lost


@helper
def offer(best, free, wide, cell, heap, size):
    """Give a free cell what its neighbours offer if that is less, and make it a seed; returns the heap's new size."""
    if free[cell] == 0:
        return size
    least = least_offer(best, free, wide, cell)
    if least < int(best[cell]):
        best[cell] = least
        return heap_push(heap, size, least * KEY_SHIFT + cell)
    return size


@kernel
def repair_flow(best, free, wide, goals, changed):
    """Put `best` right after the cells `changed` int32 of `free` have changed; returns how many cells were forgotten.

    -1 when they would be more than a `FILL_SHARE`th of all, as beside a goal: filling the field anew is faster then.

    `best` (fenced cells,) int32 and `free` (fenced cells,) uint8 with `wide` columns, fence included. The fenced cells
    `goals` int32 are the only ones whose cost is 0; they stay goals when they are blocked.
    """
    cells = len(free)
    waiting = np.empty(8 * cells + 9 * len(changed), np.int32)
    forgotten = np.empty(cells // FILL_SHARE, np.int32)
    count = 0
    for k in range(len(changed)):
        for step_row in range(-1, 2):
            for step_column in range(-1, 2):
                # Its neighbours, too: a blocked cell also shuts the diagonal steps past it, and a freed one opens them.
                cell = int(changed[k]) + step_row * wide + step_column
                waiting[count] = cell
                count += 1
    touched = waiting[:count].copy()
    lost = forget_unfounded(best, free, wide, waiting, count, forgotten)
    if lost < 0:
        fill_best(best, free, wide, goals)
        return lost
    heap = np.empty(lost + len(touched) + 1, np.int64)
    size = 0
    for k in range(lost):
        size = offer(best, free, wide, int(forgotten[k]), heap, size)
    for k in range(len(touched)):
        size = offer(best, free, wide, int(touched[k]), heap, size)
    spread(best, free, wide, heap, size)
    return lost


@kernel
def fill_fenced(best, free, wide, goals):
    """`fill_best` for Python: the whole field anew, over the fenced cells `goals` int32."""
    fill_best(best, free, wide, goals)
