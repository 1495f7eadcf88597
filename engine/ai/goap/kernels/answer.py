"""The first step towards a goal: from its policy table, from what a lane remembers, or by a search."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.astar import GAVE_UP, NODE_CAP, SMALL_CAP, search
from engine.ai.goap.kernels.mixing import FACTOR, mixed, place_in
from engine.ai.goap.kernels.problems import ACTION, FIRST_LITERAL, FIRST_STEP, MASK_HIGH, MASK_LOW, literals_of
from engine.ai.goap.kernels.verdicts import CAPPED, MEMORY, NONE, PLAN, REACHED, SEARCH, TABLE
from engine.world.kernel import helper


@helper
def memory_place(low, high, problem, room):
    """Where a lane's memory (a power of two of places) keeps the search for a problem from a state."""
    return place_in(mixed(low, high) ^ (np.uint64(problem) * FACTOR), room)


@helper
def coded(step):
    """The verdict of a step as tables and memories keep it: an action id, or a negative number for what is none."""
    return PLAN if step >= 0 else -step


@helper
def table_step(low, high, problem, problem_first, problem_literal, policy_base, policy):
    """What a problem's policy table holds for a state of two words."""
    index, _ = literals_of(
        low, high, problem_literal, problem_first[problem, FIRST_LITERAL], problem_first[problem + 1, FIRST_LITERAL]
    )
    return int(policy[policy_base[problem] + int(index)])


@helper
def searched_step(
    low, high, problem, problem_word, problem_first, problem_literal, step_weight, step_word, step_number, step_link,
    node_cap, room, plan,
):  # fmt: skip
    """What a search finds for a state, as tables and memories keep it."""
    length = search(
        low, high, problem, problem_word, problem_first, problem_literal, step_weight, step_word, step_number,
        step_link, SMALL_CAP, node_cap, room, plan,
    )  # fmt: skip
    if length > 0:
        return int(step_number[problem_first[problem, FIRST_STEP] + plan[0], ACTION])
    if length == 0:
        return -REACHED
    return -CAPPED if length == GAVE_UP else -NONE


@helper
def first_step(
    L, low, high, problem, problem_word, problem_first, problem_literal, policy_base, policy, step_weight, step_word,
    step_number, step_link, memory_state, memory_problem, memory_action, room, plan,
):  # fmt: skip
    """The first action of the best plan for a problem from a state of two words, as (action, verdict, source).

    The action is -1 unless the verdict is PLAN. Lane L remembers what it searched for: a hit is compared whole, so it
    is what the search would give, and only the source tells. `room` is from `search_room`, plan (1,) i4 is scratch.
    """
    if policy_base[problem] >= 0:
        step = table_step(low, high, problem, problem_first, problem_literal, policy_base, policy)
        return max(step, -1), coded(step), TABLE
    low, high = low & problem_word[problem, MASK_LOW], high & problem_word[problem, MASK_HIGH]
    place = memory_place(low, high, problem, memory_problem.shape[1])
    if memory_problem[L, place] == problem and memory_state[L, place, 0] == low and memory_state[L, place, 1] == high:
        step = int(memory_action[L, place])
        return max(step, -1), coded(step), MEMORY
    step = searched_step(
        low, high, problem, problem_word, problem_first, problem_literal, step_weight, step_word, step_number,
        step_link, NODE_CAP, room, plan,
    )  # fmt: skip
    memory_state[L, place, 0], memory_state[L, place, 1], memory_problem[L, place] = low, high, problem
    memory_action[L, place] = step
    return max(step, -1), coded(step), SEARCH
