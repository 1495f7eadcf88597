"""A* backwards over fact words: the best plan, the proof that none exists, or an honest "capped"."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.heap import pop, push
from engine.ai.goap.kernels.heuristic import FAR, HALF, LOW_HALF, NOTHING, dearest_literal, literal_costs
from engine.ai.goap.kernels.pairs import dearest_pair, pair_costs
from engine.world.kernel import helper, kernel

NO_PLAN = -1
CAPPED = -2
LONGEST_PLAN = 64
SMALL_CAP = 2048
"""Subgoals that a search may meet before it pays for the stronger heuristic."""

NODE_CAP = 4096
"""Subgoals that a search may meet before it answers "capped"."""

# Knuth's multiplicative hash on each half of a word; a product of 32-bit numbers cannot overflow, compiled or plain.
_FACTOR_A, _FACTOR_B = np.uint64(2654435761), np.uint64(2246822519)
_FACTOR_C, _FACTOR_D = np.uint64(3266489917), np.uint64(668265263)
_FOLD = np.uint64(19)


@helper
def slot_of(true, false, table, trues, falses):
    """Where a subgoal is, or could be put, in the open-addressing `table` (power of two,) i4 of node numbers."""
    mixed = ((true & LOW_HALF) * _FACTOR_A) ^ ((true >> HALF) * _FACTOR_B)
    mixed = mixed ^ ((false & LOW_HALF) * _FACTOR_C) ^ ((false >> HALF) * _FACTOR_D)
    place = int((mixed ^ (mixed >> _FOLD)) & LOW_HALF) & (len(table) - 1)
    while table[place] >= 0 and (trues[table[place]] != true or falses[table[place]] != false):
        place = (place + 1) & (len(table) - 1)
    return place


@helper
def earlier(step, parent, node, parents, steps):
    """Whether the plan that begins with `step` and goes on as `parent` does comes before `node`'s, by action ids."""
    while step == steps[node] and parent != parents[node]:
        step, parent, node = steps[parent], parents[parent], parents[node]
    return step < steps[node]


@helper
def estimate(true, false, value, pair, members):
    """A lower bound on the weight from the start to a subgoal: by pairs of literals where those were worked out."""
    if len(pair) > 1:
        return dearest_pair(true, false, pair, members)
    return dearest_literal(true, false, value)


@helper
def search_within(
    state, want_true, want_false, weights, needs_true, needs_false, adds, removes, value, pair, node_cap, plan
):  # fmt: skip
    """`search` with the costs of literals, and perhaps of pairs, from `state` at hand."""
    members = np.empty(128, np.int64)
    size = 64
    while size < 2 * node_cap:
        size *= 2
    table = np.full(size, -1, np.int32)
    trues, falses = np.empty(node_cap, np.uint64), np.empty(node_cap, np.uint64)
    best, bound = np.empty(node_cap, np.int64), np.empty(node_cap, np.int64)
    parents, steps = np.empty(node_cap, np.int32), np.empty(node_cap, np.int32)
    depths = np.empty(node_cap, np.int32)
    room = 4 * node_cap
    total, weight, node = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room, np.int32)

    trues[0], falses[0], best[0], parents[0], steps[0], depths[0] = want_true, want_false, 0, -1, -1, 0
    bound[0] = estimate(want_true, want_false, value, pair, members)
    if bound[0] >= FAR:
        return NO_PLAN
    table[slot_of(want_true, want_false, table, trues, falses)] = 0
    count = 1
    open_size = push(0, bound[0], 0, 0, total, weight, node)
    start = -1
    while open_size > 0:
        open_size = pop(open_size, total, weight, node)
        current = node[open_size]
        if weight[open_size] != best[current]:
            continue  # an older, dearer way to a node that was improved since
        if start >= 0 and total[open_size] > best[start]:
            break
        true, false = trues[current], falses[current]
        if state & true == true and state & false == NOTHING:
            if start < 0 or earlier(steps[current], parents[current], start, parents, steps):
                start = current
            continue
        if depths[current] >= LONGEST_PLAN:
            return CAPPED
        for k in range(len(weights)):
            if adds[k] & true == NOTHING and removes[k] & false == NOTHING:
                continue
            if adds[k] & false != NOTHING or removes[k] & true != NOTHING:
                continue
            before_true, before_false = (true & ~adds[k]) | needs_true[k], (false & ~removes[k]) | needs_false[k]
            if before_true & before_false != NOTHING:
                continue
            reach = best[current] + weights[k]
            place = slot_of(before_true, before_false, table, trues, falses)
            found = table[place]
            if found >= 0:
                if bound[found] >= FAR or reach > best[found]:
                    continue
                if reach == best[found]:
                    if earlier(k, current, found, parents, steps):
                        parents[found], steps[found] = current, k
                    continue
            else:
                if count == node_cap:
                    return CAPPED
                found = count
                count += 1
                table[place] = found
                trues[found], falses[found] = before_true, before_false
                bound[found] = estimate(before_true, before_false, value, pair, members)
                if bound[found] >= FAR:
                    continue
            if open_size == room:
                return CAPPED
            best[found], parents[found], steps[found] = reach, current, k
            depths[found] = depths[current] + 1
            open_size = push(open_size, reach + bound[found], reach, found, total, weight, node)
    if start < 0:
        return NO_PLAN
    length = depths[start]
    for place in range(length):
        plan[place] = steps[start]
        start = parents[start]
    return length


@kernel
def search(
    state, want_true, want_false, weights, needs_true, needs_false, adds, removes,
    need_first, need_literal, give_first, give_literal, small_cap, node_cap, plan,
):  # fmt: skip
    """Fill plan (LONGEST_PLAN,) i4 with step numbers of the best plan; return its length, NO_PLAN or CAPPED.

    A* from the goal backwards: a node is a subgoal, the bits that must be true and those that must be false, and the
    heuristic is the dearest of its literals from `state` (Bonet and Geffner's HSPr), so it is worked out once a search
    and not once a node. Most searches end within small_cap subgoals; the others begin again with the costs of pairs of
    literals, which take longer to work out and cut the search far shorter.

    Step k (ascending action ids) weighs weights[k] >= 1, needs needs_true[k] and not needs_false[k], and changes a
    state by adds[k] and removes[k]. Best is the least sum of weights; among equal sums, which mean equal lengths, the
    plan whose action ids come first. CAPPED when more than node_cap subgoals were met or the plan is longer than
    LONGEST_PLAN. The same answer on every machine: integers only, and a total order on the open list.
    """
    if state & want_true == want_true and state & want_false == NOTHING:
        return 0
    value = np.empty(128, np.int64)
    literal_costs(state, weights, need_first, need_literal, give_first, give_literal, value)
    pair = np.empty((1, 1), np.int64)
    cap = min(small_cap, node_cap)
    while True:
        length = search_within(
            state, want_true, want_false, weights, needs_true, needs_false, adds, removes, value, pair, cap, plan
        )
        if length != CAPPED or cap == node_cap:
            return length
        cap = node_cap
        pair = np.empty((128, 128), np.int64)
        pair_costs(
            state, want_true | want_false, weights, needs_true, needs_false, adds, removes, need_first, need_literal,
            give_first, give_literal, pair,
        )  # fmt: skip
