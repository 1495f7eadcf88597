"""A* backwards over subgoals: the best plan, the proof that none exists, or an honest "capped"."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.heap import NODE, TOTAL, WEIGHT, pop, push
from engine.ai.goap.kernels.heuristic import FAR, dearest_literal, literal_costs, lowest
from engine.ai.goap.kernels.mixing import mixed, place_in
from engine.ai.goap.kernels.pairs import dearest_pair, pair_costs
from engine.ai.goap.kernels.problems import (
    ACTION,
    CLASHES,
    FIRST_GIVER,
    FIRST_LITERAL,
    FIRST_STEP,
    GIVES,
    LITERALS,
    NEEDS,
    NOTHING,
    ONE,
    SPOILS,
    WANT_HIGH,
    WANT_LOW,
    WORD,
    literals_of,
)
from engine.world.kernel import helper, kernel

NO_PLAN = -1
GAVE_UP = -2
SMALL_CAP = 1024
"""Subgoals that a search may meet before it pays for the stronger heuristic."""

NODE_CAP = 4096
"""Subgoals that a search may meet before it answers "capped"."""

FIRST_TABLE = 64
"""Places of the table of subgoals at first; it grows with them."""

BEST, BOUND, PARENT, STEP, DEPTH = 0, 1, 2, 3, 4
"""Columns of nodes (cap, 5) i8."""


@helper
def slot_of(first, second, table, size, goals):
    """Where a subgoal is, or could be put, in the first `size` (a power of two) places of an open-addressing table."""
    place = place_in(mixed(first, second), size)
    while table[place] >= 0 and (goals[table[place], 0] != first or goals[table[place], 1] != second):
        place = (place + 1) & (size - 1)
    return place


@helper
def earlier(step, parent, node, nodes, begin, step_number):
    """Whether the plan that begins with `step` and goes on as `parent` does comes before `node`'s, by action ids."""
    while step == nodes[node, STEP] and parent != nodes[node, PARENT]:
        step, parent, node = nodes[parent, STEP], nodes[parent, PARENT], nodes[node, PARENT]
    return step_number[begin + step, ACTION] < step_number[begin + nodes[node, STEP], ACTION]


@helper
def estimate(first, second, count, bounds, is_paired):
    """A lower bound on the weight from the start to a subgoal: by pairs of literals where those were worked out."""
    if is_paired:
        return dearest_pair(first, second, count, bounds)
    return dearest_literal(first, second, bounds)


@helper
def search_within(
    holds, holds_more, want, want_more, literal_begin, count, begin, problem_literal, step_weight, step_word,
    step_number, step_link, is_paired, cap, room, plan,
):  # fmt: skip
    """`search` with the costs of literals, or of their pairs, at hand."""
    nodes, goals, heap, table, bounds = room
    bound = estimate(want, want_more, count, bounds, is_paired)
    if bound >= FAR:
        return NO_PLAN
    size = FIRST_TABLE
    for place in range(size):
        table[place] = -1
    goals[0, 0], goals[0, 1] = want, want_more
    nodes[0, BEST], nodes[0, DEPTH] = 0, 0
    table[slot_of(want, want_more, table, size, goals)] = 0
    met = 1
    open_size = push(0, bound, 0, 0, heap)
    start = -1
    while open_size > 0:
        open_size = pop(open_size, heap)
        current = heap[open_size, NODE]
        if heap[open_size, WEIGHT] != nodes[current, BEST]:
            continue  # an older, dearer way to a node that was improved since
        if start >= 0 and heap[open_size, TOTAL] > nodes[start, BEST]:
            break
        goal, goal_more = goals[current, 0], goals[current, 1]
        if (goal & ~holds) | (goal_more & ~holds_more) == NOTHING:
            if start < 0 or earlier(nodes[current, STEP], nodes[current, PARENT], start, nodes, begin, step_number):
                start = current
            continue
        left, left_more = goal, goal_more
        while left != NOTHING or left_more != NOTHING:
            if left != NOTHING:
                literal = lowest(left)
                left = left & (left - ONE)
            else:
                literal = WORD + lowest(left_more)
                left_more = left_more & (left_more - ONE)
            row = literal_begin + literal
            for at in range(problem_literal[row, FIRST_GIVER], problem_literal[row + 1, FIRST_GIVER]):
                own = step_link[at]
                k = begin + own
                gives, gives_more = step_word[k, GIVES], step_word[k, GIVES + 1]
                # A step that gives several of the literals has its turn at the last of them.
                if (gives & left) | (gives_more & left_more) != NOTHING:
                    continue
                if (step_word[k, SPOILS] & goal) | (step_word[k, SPOILS + 1] & goal_more) != NOTHING:
                    continue
                rest, rest_more = goal & ~gives, goal_more & ~gives_more
                if (step_word[k, CLASHES] & rest) | (step_word[k, CLASHES + 1] & rest_more) != NOTHING:
                    continue
                rest, rest_more = rest | step_word[k, NEEDS], rest_more | step_word[k, NEEDS + 1]
                reach = nodes[current, BEST] + step_weight[k]
                place = slot_of(rest, rest_more, table, size, goals)
                found = table[place]
                if found >= 0:
                    if reach > nodes[found, BEST]:
                        continue
                    if reach == nodes[found, BEST]:
                        if earlier(own, current, found, nodes, begin, step_number):
                            nodes[found, PARENT], nodes[found, STEP] = current, own
                        continue
                else:
                    bound = estimate(rest, rest_more, count, bounds, is_paired)
                    if bound >= FAR:
                        continue
                    if met == cap:
                        return GAVE_UP
                    found = met
                    met += 1
                    goals[found, 0], goals[found, 1], nodes[found, BOUND] = rest, rest_more, bound
                    table[place] = found
                    if 2 * met > size:
                        size *= 4
                        for each in range(size):
                            table[each] = -1
                        for node in range(met):
                            table[slot_of(goals[node, 0], goals[node, 1], table, size, goals)] = node
                if open_size == len(heap):
                    return GAVE_UP
                nodes[found, BEST], nodes[found, PARENT], nodes[found, STEP] = reach, current, own
                nodes[found, DEPTH] = nodes[current, DEPTH] + 1
                open_size = push(open_size, reach + nodes[found, BOUND], reach, found, heap)
    if start < 0:
        return NO_PLAN
    length = nodes[start, DEPTH]
    for place in range(min(length, len(plan))):
        plan[place] = nodes[start, STEP]
        start = nodes[start, PARENT]
    return length


@helper
def search(
    low, high, problem, problem_word, problem_first, problem_literal, step_weight, step_word, step_number, step_link,
    small_cap, node_cap, room, plan,
):  # fmt: skip
    """Fill plan (any length) i4 with the first steps of the best plan; return its length, NO_PLAN or GAVE_UP.

    A* from the goal backwards: a node is a subgoal, the literals that must hold, and the heuristic is the dearest of
    them from the state `low`, `high` (Bonet and Geffner's HSPr), so it is worked out once a search and not once a
    node. Most searches end within small_cap subgoals; the others begin again with the costs of pairs of literals, which
    take longer to work out and cut the search far shorter.

    Steps are numbered within the problem. Best is the least sum of weights; among equal sums,
    which mean equal lengths, the plan whose action ids come first. GAVE_UP when more than node_cap subgoals were met.
    The same answer on every machine: integers only, and a total order on the open list. `room` is from `search_room`.
    """
    literal_begin, begin = problem_first[problem, FIRST_LITERAL], problem_first[problem, FIRST_STEP]
    literal_end, end = problem_first[problem + 1, FIRST_LITERAL], problem_first[problem + 1, FIRST_STEP]
    count = literal_end - literal_begin
    holds, holds_more = literals_of(low, high, problem_literal, literal_begin, literal_end)
    want, want_more = problem_word[problem, WANT_LOW], problem_word[problem, WANT_HIGH]
    if (want & ~holds) | (want_more & ~holds_more) == NOTHING:
        return 0
    bounds = room[4]
    literal_costs(
        holds, holds_more, count, literal_begin, begin, end, problem_literal, step_weight, step_word, step_number,
        step_link, bounds,
    )  # fmt: skip
    cap, most = min(small_cap, node_cap, len(room[0])), min(node_cap, len(room[0]))
    is_paired = False
    while True:
        length = search_within(
            holds, holds_more, want, want_more, literal_begin, count, begin, problem_literal, step_weight, step_word,
            step_number, step_link, is_paired, cap, room, plan,
        )  # fmt: skip
        if length != GAVE_UP or is_paired or cap == most:
            return length
        cap, is_paired = most, True
        pair_costs(holds, holds_more, count, begin, end, step_weight, step_word, step_number, step_link, bounds)


@helper
def search_room(node_cap):
    """What a search works in, to be used again by the next one: nodes, their subgoals, open list, table, bounds."""
    size = FIRST_TABLE
    while size < 2 * node_cap:
        size *= 4
    return (
        np.empty((node_cap, 5), np.int64),
        np.empty((node_cap, 2), np.uint64),
        np.empty((4 * node_cap, 3), np.int64),
        np.empty(size, np.int32),
        np.empty(LITERALS * LITERALS, np.int64),
    )


@kernel
def search_once(
    low, high, problem_word, problem_first, problem_literal, step_weight, step_word, step_number, step_link, small_cap,
    node_cap, nodes, goals, heap, table, bounds, plan,
):  # fmt: skip
    """`search` for the first problem of the arrays, to be called from Python with the parts of a room."""
    return search(
        low, high, 0, problem_word, problem_first, problem_literal, step_weight, step_word, step_number, step_link,
        small_cap, node_cap, (nodes, goals, heap, table, bounds), plan,
    )  # fmt: skip
