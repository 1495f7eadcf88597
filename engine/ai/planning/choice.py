"""Choice: the kernels that rank goals and find the first action towards one."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.astar import search
from engine.ai.goap.kernels.heuristic import NOTHING, ONE
from engine.world.kernel import helper

NO_ACTION = -1
REACHED = -2
NODE_CAP = 4096
LONGEST_PLAN = 64
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
def first_action(
    state, problem, mask, wants_true, wants_false, policy_base, policy_bit_first, policy_bit, policy,
    wanted_first, wanted_literal, step_first, step_action, step_weight, step_needs, step_forbids, step_adds,
    step_removes, need_first, need_literal, give_first, give_literal,
):  # fmt: skip
    """The first action of the best plan, NO_ACTION when there is none or the search was capped, REACHED at the goal."""
    base = policy_base[problem]
    if base >= 0:
        return int(policy[base + table_index(state, problem, policy_bit_first, policy_bit)])
    low, high = step_first[problem], step_first[problem + 1]
    plan = np.empty(LONGEST_PLAN, np.int32)
    length = search(
        state & mask[problem], wants_true[problem], wants_false[problem],
        wanted_literal[wanted_first[problem]:wanted_first[problem + 1]], step_weight[low:high], step_needs[low:high],
        step_forbids[low:high], step_adds[low:high], step_removes[low:high], need_first[low:high + 1], need_literal,
        give_first[low:high + 1], give_literal, NODE_CAP, plan,
    )  # fmt: skip
    if length > 0:
        return int(step_action[low + plan[0]])
    return REACHED if length == 0 else NO_ACTION
