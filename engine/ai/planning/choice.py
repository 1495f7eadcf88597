"""Choice: the kernels that rank goals and find the first action towards one."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.astar import search
from engine.ai.goap.kernels.heuristic import HALF, LOW_HALF, NOTHING, ONE
from engine.world.kernel import helper

NO_ACTION = -1
REACHED = -2
NODE_CAP = 4096
LONGEST_PLAN = 64
SPREAD_LOW, SPREAD_HIGH, FOLD = np.uint64(2654435761), np.uint64(2246822519), np.uint64(19)
ZERO = np.float32(0.0)
NEVER = np.float32(-1.0)


@helper
def score(goal, state, pursued, weight, needs, forbids, commitment, bonus_first, bonus_needs, bonus_forbids, amount):
    """How much a goal is worth in a state, float32; NEVER when its condition does not hold or nothing is left of it."""
    if state & needs[goal] != needs[goal] or state & forbids[goal] != NOTHING:
        return NEVER
    worth = weight
    for k in range(bonus_first[goal], bonus_first[goal + 1]):
        if state & bonus_needs[k] == bonus_needs[k] and state & bonus_forbids[k] == NOTHING:
            worth += amount[k]
    if goal == pursued:
        worth += commitment[goal]
    if worth > ZERO:
        return worth
    return NEVER


@helper
def table_index(state, problem, bit_first, bits):
    """Where a state stands in a problem's policy table: its relevant bits side by side, lowest first."""
    index = 0
    start = bit_first[problem]
    for k in range(start, bit_first[problem + 1]):
        if (state >> bits[k]) & ONE != NOTHING:
            index |= 1 << (k - start)
    return index


@helper
def memory_place(state, problem, room):
    """Where a lane's memory (a power of two of places) keeps the search for a problem from a state."""
    mixed = ((state & LOW_HALF) * SPREAD_LOW) ^ ((state >> HALF) * SPREAD_HIGH) ^ (np.uint64(problem) * SPREAD_LOW)
    return int((mixed ^ (mixed >> FOLD)) & LOW_HALF) & (room - 1)


@helper
def searched_action(
    state, problem, wants_true, wants_false, step_first, step_action, step_weight, step_needs, step_forbids,
    step_adds, step_removes, need_first, need_literal, give_first, give_literal,
):  # fmt: skip
    """The first action of the plan that a search finds from a state cut to what is relevant."""
    low, high = step_first[problem], step_first[problem + 1]
    plan = np.empty(LONGEST_PLAN, np.int32)
    length = search(
        state, wants_true[problem], wants_false[problem], step_weight[low:high], step_needs[low:high],
        step_forbids[low:high], step_adds[low:high], step_removes[low:high], need_first[low:high + 1], need_literal,
        give_first[low:high + 1], give_literal, NODE_CAP, plan,
    )  # fmt: skip
    if length > 0:
        return int(step_action[low + plan[0]])
    return REACHED if length == 0 else NO_ACTION


@helper
def first_action(
    state, problem, mask, wants_true, wants_false, policy_base, policy_bit_first, policy_bit, policy,
    step_first, step_action, step_weight, step_needs, step_forbids, step_adds, step_removes,
    need_first, need_literal, give_first, give_literal, memory_state, memory_problem, memory_action,
):  # fmt: skip
    """The first action of the best plan, NO_ACTION when there is none or the search was capped, REACHED at the goal.

    A wide problem is searched once for each state; the lane's memory (256,) answers the next time. What it keeps is
    compared whole, state and problem, so a hit is what the search would give.
    """
    base = policy_base[problem]
    if base >= 0:
        return int(policy[base + table_index(state, problem, policy_bit_first, policy_bit)])
    relevant = state & mask[problem]
    place = memory_place(relevant, problem, len(memory_state))
    if memory_problem[place] == problem and memory_state[place] == relevant:
        return int(memory_action[place])
    action = searched_action(
        relevant, problem, wants_true, wants_false, step_first, step_action, step_weight, step_needs, step_forbids,
        step_adds, step_removes, need_first, need_literal, give_first, give_literal,
    )  # fmt: skip
    memory_state[place], memory_problem[place], memory_action[place] = relevant, problem, action
    return action
