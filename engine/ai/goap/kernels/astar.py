"""A* over fact words: the best plan, the proof that none exists, or an honest "capped"."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.heap import pop, push
from engine.ai.goap.kernels.heuristic import FAR, HALF, LOW_HALF, NOTHING, estimate
from engine.world.kernel import kernel

NO_PLAN = -1
CAPPED = -2
LONGEST_PLAN = 64

# Knuth's multiplicative hash on each half of the word; a product of 32-bit numbers cannot overflow, compiled or plain.
_LOW_FACTOR = np.uint64(2654435761)
_HIGH_FACTOR = np.uint64(2246822519)
_FOLD = np.uint64(19)


@kernel
def slot_of(state, table, states):
    """Where `state` is, or could be put, in the open-addressing `table` (power of two,) i4 of node numbers."""
    low, high = state & LOW_HALF, state >> HALF
    mixed = (low * _LOW_FACTOR) ^ (high * _HIGH_FACTOR)
    place = int((mixed ^ (mixed >> _FOLD)) & LOW_HALF) & (len(table) - 1)
    while table[place] >= 0 and states[table[place]] != state:
        place = (place + 1) & (len(table) - 1)
    return place


@kernel
def earlier(parent, step, node, parents, steps):
    """Whether the plan through (parent, step) comes before `node`'s plan of equal length, by action ids in order."""
    before = step < steps[node]
    other = parents[node]
    while parent != other:
        if steps[parent] != steps[other]:
            before = steps[parent] < steps[other]
        parent, other = parents[parent], parents[other]
    return before


@kernel
def search(
    state, want_true, want_false, wanted, weights, needs_true, needs_false, adds, removes,
    need_first, need_literal, give_first, give_literal, node_cap, plan,
):  # fmt: skip
    """Fill plan (LONGEST_PLAN,) i4 with step numbers of the best plan; return its length, NO_PLAN or CAPPED.

    `state` u8 holds relevant facts only. Step k (ascending action ids) weighs weights[k] >= 1 and changes the state by
    adds[k] and removes[k] where needs_true[k] and needs_false[k] hold. Best is the least sum of weights; among equal
    sums, which mean equal lengths, the plan whose action ids come first. CAPPED when more than node_cap states were met
    or the plan is longer than LONGEST_PLAN. The same answer on every machine: integers only, and a total order on the
    open list.
    """
    if state & want_true == want_true and state & want_false == NOTHING:
        return 0
    size = 64
    while size < 2 * node_cap:
        size *= 2
    table = np.full(size, -1, np.int32)
    states = np.empty(node_cap, np.uint64)
    best = np.empty(node_cap, np.int64)
    bound = np.empty(node_cap, np.int64)
    parents = np.empty(node_cap, np.int32)
    steps = np.empty(node_cap, np.int32)
    depths = np.empty(node_cap, np.int32)
    room = 4 * node_cap
    total = np.empty(room, np.int64)
    weight = np.empty(room, np.int64)
    node = np.empty(room, np.int32)
    value = np.empty(128, np.int64)

    states[0], best[0], parents[0], steps[0], depths[0] = state, 0, -1, -1, 0
    bound[0] = estimate(state, wanted, weights, need_first, need_literal, give_first, give_literal, value)
    if bound[0] >= FAR:
        return NO_PLAN
    table[slot_of(state, table, states)] = 0
    count = 1
    open_size = push(0, bound[0], 0, 0, total, weight, node)
    goal = -1
    while open_size > 0:
        open_size = pop(open_size, total, weight, node)
        current = node[open_size]
        if weight[open_size] != best[current]:
            continue  # an older, dearer way to a node that was improved since
        if goal >= 0 and total[open_size] > best[goal]:
            break
        here = states[current]
        if here & want_true == want_true and here & want_false == NOTHING:
            if goal < 0 or earlier(parents[current], steps[current], goal, parents, steps):
                goal = current
            continue
        if depths[current] >= LONGEST_PLAN:
            return CAPPED
        for k in range(len(weights)):
            if here & needs_true[k] != needs_true[k] or here & needs_false[k] != NOTHING:
                continue
            there = (here | adds[k]) & ~removes[k]
            if there == here:
                continue
            reach = best[current] + weights[k]
            place = slot_of(there, table, states)
            found = table[place]
            if found >= 0:
                if bound[found] >= FAR or reach > best[found]:
                    continue
                if reach == best[found]:
                    if earlier(current, k, found, parents, steps):
                        parents[found], steps[found] = current, k
                    continue
            else:
                if count == node_cap:
                    return CAPPED
                found = count
                count += 1
                table[place] = found
                states[found] = there
                bound[found] = estimate(
                    there, wanted, weights, need_first, need_literal, give_first, give_literal, value
                )
                if bound[found] >= FAR:
                    continue
            if open_size == room:
                return CAPPED
            best[found], parents[found], steps[found] = reach, current, k
            depths[found] = depths[current] + 1
            open_size = push(open_size, reach + bound[found], reach, found, total, weight, node)
    if goal < 0:
        return NO_PLAN
    length = depths[goal]
    for place in range(length - 1, -1, -1):
        plan[place] = steps[goal]
        goal = parents[goal]
    return length
