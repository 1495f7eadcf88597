"""Choice: how a wide problem gets its first action, by search or from the lane's memory."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.astar import SMALL_CAP, search
from engine.ai.goap.kernels.heuristic import HALF, LOW_HALF
from engine.world.kernel import helper

NO_ACTION = -1
REACHED = -2
NODE_CAP = 4096
LONGEST_PLAN = 64
SPREAD_LOW, SPREAD_HIGH, FOLD = np.uint64(2654435761), np.uint64(2246822519), np.uint64(19)


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
        give_first[low:high + 1], give_literal, SMALL_CAP, NODE_CAP, plan,
    )  # fmt: skip
    if length > 0:
        return int(step_action[low + plan[0]])
    return REACHED if length == 0 else NO_ACTION


@helper
def remembered_action(
    state, problem, wants_true, wants_false, step_first, step_action, step_weight, step_needs, step_forbids,
    step_adds, step_removes, need_first, need_literal, give_first, give_literal,
    memory_state, memory_problem, memory_action,
):  # fmt: skip
    """The first action of a wide problem's best plan, NO_ACTION without one or when capped, REACHED at the goal.

    It is searched once for each state; the lane's memory (256,) answers the next time. What it keeps is compared whole,
    state and problem, so a hit is what the search would give.
    """
    place = memory_place(state, problem, len(memory_state))
    if memory_problem[place] == problem and memory_state[place] == state:
        return int(memory_action[place])
    action = searched_action(
        state, problem, wants_true, wants_false, step_first, step_action, step_weight, step_needs, step_forbids,
        step_adds, step_removes, need_first, need_literal, give_first, give_literal,
    )  # fmt: skip
    memory_state[place], memory_problem[place], memory_action[place] = state, problem, action
    return action
