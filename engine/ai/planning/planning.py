"""Planning: the goal that is worth most and has a plan, and the first action of that plan."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.astar import LONGEST_PLAN, NODE_CAP, SMALL_CAP, search
from engine.ai.goap.kernels.heuristic import HALF, LOW_HALF
from engine.ai.goap.kernels.words import fulfils, packed
from engine.ai.ground_plane import ZERO
from engine.ai.thinking import thinks
from engine.world.ids import RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

NEVER = np.float32(-1.0)
NO_ACTION, REACHED = -1, -2
SPREAD_LOW, SPREAD_HIGH, FOLD = np.uint64(2654435761), np.uint64(2246822519), np.uint64(19)


@helper
def memory_place(state, problem, room):
    """Where a lane's memory (a power of two of places) keeps the search for a problem from a state."""
    mixed = ((state & LOW_HALF) * SPREAD_LOW) ^ ((state >> HALF) * SPREAD_HIGH) ^ (np.uint64(problem) * SPREAD_LOW)
    return int((mixed ^ (mixed >> FOLD)) & LOW_HALF) & (room - 1)


@system(
    slot="planning",
    writes="goal wanted planned_facts planned_skill memory_state memory_problem memory_action",
)
def planning(
    lane, tick, outcome, autopilot, local_id, life, is_player, agent_profile, facts, goal, wanted,
    planned_facts, planned_skill, goal_needs, goal_forbids, goal_commitment, bonus_first, bonus_needs, bonus_forbids,
    bonus_amount, profile_weight, profile_problem, problem_bit_first, problem_bit, problem_needs,
    problem_forbids, policy_base, policy, step_first, step_action,
    step_weight, step_needs, step_forbids, step_adds, step_removes, need_first, need_literal, give_first, give_literal,
    memory_state, memory_problem, memory_action,
):  # fmt: skip
    """Each agent whose turn it is ranks its goals by score, ties to the lower id, and takes the first that has a plan.

    A goal that is reached already, has no plan, or whose search was capped is passed over. Whoever believes what it
    believed at its last plan keeps that plan: the same facts give the same choice. A player without autopilot does not
    plan: a person does. Work is bounded by the stagger of turns and the search's node cap, never by time.
    """
    goals = profile_problem.shape[2]
    scores = np.empty(goals, np.float32)
    plan = np.empty(LONGEST_PLAN, np.int32)
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP or agent_profile[i] < 0 or not thinks(tick[L], local_id[i]):
            continue
        skill = 2
        if is_player[i] != 0:
            if autopilot[L] == 0:
                continue
            skill = autopilot[L] - 1
        profile = agent_profile[i]
        low, high = facts[i, 0], facts[i, 1]
        if planned_facts[i, 0] == low and planned_facts[i, 1] == high and planned_skill[i] == skill:
            continue
        planned_facts[i, 0], planned_facts[i, 1], planned_skill[i] = low, high, skill
        for g in range(goals):
            scores[g] = NEVER
            if profile_problem[profile, skill, g] < 0 or not fulfils(low, high, goal_needs, goal_forbids, g):
                continue
            worth = profile_weight[profile, g]
            for k in range(bonus_first[g], bonus_first[g + 1]):
                if fulfils(low, high, bonus_needs, bonus_forbids, k):
                    worth += bonus_amount[k]
            if goal[i] == g:
                worth += goal_commitment[g]
            if worth > ZERO:
                scores[g] = worth
        best_goal, best_action = -1, NO_ACTION
        while best_goal < 0:
            candidate, worth = -1, NEVER
            for g in range(goals):
                if scores[g] > worth:
                    candidate, worth = g, scores[g]
            if candidate < 0:
                break
            scores[candidate] = NEVER
            problem = profile_problem[profile, skill, candidate]
            relevant = packed(low, high, problem_bit, problem_bit_first[problem], problem_bit_first[problem + 1])
            if policy_base[problem] >= 0:
                step = int(policy[policy_base[problem] + int(relevant)])
            else:
                place = memory_place(relevant, problem, memory_state.shape[1])
                if memory_problem[L, place] == problem and memory_state[L, place] == relevant:
                    step = int(memory_action[L, place])  # compared whole, so it is what the search would give
                else:
                    begin, end = step_first[problem], step_first[problem + 1]
                    length = search(
                        relevant, problem_needs[problem], problem_forbids[problem], step_weight[begin:end],
                        step_needs[begin:end], step_forbids[begin:end], step_adds[begin:end], step_removes[begin:end],
                        need_first[begin:end + 1], need_literal, give_first[begin:end + 1], give_literal,
                        SMALL_CAP, NODE_CAP, plan,
                    )  # fmt: skip
                    step = REACHED if length == 0 else NO_ACTION
                    if length > 0:
                        step = int(step_action[begin + plan[0]])
                    memory_state[L, place], memory_problem[L, place], memory_action[L, place] = relevant, problem, step
            if step >= 0:
                best_goal, best_action = candidate, step
        goal[i] = best_goal
        wanted[i] = best_action
