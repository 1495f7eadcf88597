"""Many questions in one call: the first step, the cost and the verdict of each."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.answer import coded, searched_step, table_step
from engine.ai.goap.kernels.astar import search_room
from engine.world.kernel import kernel


@kernel
def solve_all(
    states, problems, problem_word, problem_first, problem_literal, policy_base, policy, step_weight, step_word,
    step_number, step_link, node_cap, plan_first, verdict,
):  # fmt: skip
    """Answer question i, the best plan for problems[i] from the facts states[i] (n, 2) u8, for all n of them.

    Fills plan_first (n,) i4 with the action that the plan begins with, -1 for none, and verdict (n,) i1 (see
    engine.ai.goap.kernels.verdicts). Problems with a policy table are looked up; the others are searched within
    node_cap subgoals each. Nothing is remembered from one question to the next.
    """
    room = search_room(node_cap if len(step_weight) > 0 else 1)
    plan = np.empty(1, np.int32)
    for i in range(len(problems)):
        low, high, problem = states[i, 0], states[i, 1], problems[i]
        if policy_base[problem] >= 0:
            step = table_step(low, high, problem, problem_first, problem_literal, policy_base, policy)
        else:
            step = searched_step(
                low, high, problem, problem_word, problem_first, problem_literal, step_weight, step_word, step_number,
                step_link, node_cap, room, plan,
            )  # fmt: skip
        plan_first[i], verdict[i] = max(step, -1), coded(step)
