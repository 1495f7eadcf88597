"""The best first step from every state of a small problem, by one pass of Dijkstra backwards from the goal."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.verdicts import NONE, REACHED
from engine.world.kernel import helper, kernel

UNREACHABLE = 1 << 60
CARED, VALUE, KEPT, KNOWN, FREE, ACTION = range(6)
"""Columns of moves (moves, 6) i8, which look at actions backwards: one leads to a state that has VALUE among the facts
CARED about, from the states that have KEPT of it, KNOWN and any of FREE; and the action's id."""


@helper
def rise(heap, place_of, place, weight):
    """Move the state at a place of the heap up to where it belongs, by weight."""
    state = heap[place]
    while place > 0:
        parent = (place - 1) // 2
        if weight[heap[parent]] <= weight[state]:
            break
        heap[place] = heap[parent]
        place_of[heap[place]] = place
        place = parent
    heap[place] = state
    place_of[state] = place


@helper
def sink(heap, place_of, size, weight):
    """Move the state at the top of a heap of `size` down to where it belongs."""
    state, place = heap[0], 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and weight[heap[child + 1]] < weight[heap[child]]:
            child += 1
        if weight[state] <= weight[heap[child]]:
            break
        heap[place] = heap[child]
        place_of[heap[place]] = place
        place = child
    heap[place] = state
    place_of[state] = place


def backwards(true, false, adds, removes, action):
    """A move as a row of moves: what it needs to be true and false, what it makes true and false, as indices."""
    touched, needed = adds | removes, true | false
    return touched | needed, adds | (true & ~touched), ~touched, true & touched, touched & ~needed, action


@kernel
def fill_table(want_true, want_false, moves, weights, weight, first):
    """Fill weight (2**n,) i8 and first (2**n,) i2 for every state of n facts, an index of n bits.

    weight is that of the best plan, UNREACHABLE without one; first its first action, the lowest id among equals, or
    -NONE, or -REACHED. moves (k, 6) i8 come by ascending action ids, weights (k,) i8 are at least 1. Each state is
    settled once, by ascending weight, and then looked at backwards: from which states does a move lead here (Dijkstra
    1959). States are integers throughout, so the table is the same on every machine.
    """
    states = len(weight)
    heap, place_of = np.empty(states, np.int32), np.empty(states, np.int32)
    size = 0
    for state in range(states):
        weight[state], first[state] = UNREACHABLE, -NONE
        if state & want_true == want_true and state & want_false == 0:
            weight[state], first[state] = 0, -REACHED
            heap[size], place_of[state] = state, size
            size += 1
    while size > 0:
        after = int(heap[0])
        size -= 1
        if size > 0:
            heap[0] = heap[size]
            sink(heap, place_of, size, weight)
        for k in range(len(moves)):
            if after & moves[k, CARED] != moves[k, VALUE]:
                continue
            through = weight[after] + weights[k]
            known, free = (after & moves[k, KEPT]) | moves[k, KNOWN], moves[k, FREE]
            varied = free
            while True:
                before = known | varied
                if through < weight[before]:
                    if weight[before] == UNREACHABLE:
                        heap[size], place_of[before] = before, size
                        size += 1
                    weight[before], first[before] = through, moves[k, ACTION]
                    rise(heap, place_of, place_of[before], weight)
                elif through == weight[before] and moves[k, ACTION] < first[before]:
                    first[before] = moves[k, ACTION]
                if varied == 0:
                    break
                varied = (varied - 1) & free
