"""Planning: who believes something new takes a new plan, within the lane's budget; everybody else keeps theirs."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.answer import first_step
from engine.ai.goap.kernels.astar import NODE_CAP, search_room
from engine.ai.goap.kernels.verdicts import CAPPED
from engine.ai.goap.kernels.words import fulfils
from engine.ai.ground_plane import ZERO
from engine.ai.planning.columns import BY_TABLE, CHANGED, LONGEST_WAIT, PLAN, PLANNED, THOUGHT, WAITING
from engine.ai.planning.waiting import count_waiting, last_served, oldest_after, skill_of
from engine.ai.thinking import first_turn
from engine.world.ids import RUNNING
from engine.world.system import system

NEVER = np.float32(-1.0)
NO_ACTION = -1


@system(
    slot="planning",
    writes="goal wanted planned_facts planned_skill plan_since plan_counts capped_told capped_total memory_state "
    "memory_problem memory_action",
)
def planning(
    first, tick, outcome, autopilot, local_id, life, is_player, agent_profile, facts, goal, wanted,
    planned_facts, planned_skill, plan_budget, think_step, plan_since, plan_counts, capped_told, capped_total,
    goal_needs, goal_forbids, goal_commitment, bonus_first, bonus_needs, bonus_forbids,
    bonus_amount, profile_weight, profile_problem, problem_word, problem_first, problem_literal, policy_base, policy,
    step_weight, step_word, step_number, step_link,
    memory_state, memory_problem, memory_action,
):  # fmt: skip
    """Agents whose facts or skill changed since their last plan rank their goals anew and take the first with a plan.

    A change is noted on the agent's turn; it is served in the same tick unless more than `plan_budget` agents of the
    lane wait. Then the longest waiting go first, equals by local id, and the others keep their plan and wait for the
    next tick, whatever their turn. The budget counts agents, never time and never what a cache holds.

    Goals are ranked by score, ties to the lower id. One that is reached already, has no plan, or whose search was
    capped is passed over. Whoever believes what it believed at its last plan keeps that plan: the same facts give the
    same choice. A player without autopilot does not plan: a person does.
    """
    goals = profile_problem.shape[2]
    scores = np.empty(goals, np.float32)
    room = search_room(NODE_CAP if len(step_weight) > 0 else 1)
    plan = np.empty(1, np.int32)
    for L in range(len(outcome)):
        for k in range(plan_counts.shape[1]):
            plan_counts[L, k] = 0
        if outcome[L] != RUNNING:
            continue
        begin, end, now = first[L], first[L + 1], tick[L]
        for i in range(begin + first_turn(now, think_step[0]), end, think_step[0]):
            skill = skill_of(i, autopilot[L], life, is_player, agent_profile)
            if skill < 0:
                continue
            plan_counts[L, THOUGHT] += 1
            if planned_facts[i, 0] == facts[i, 0] and planned_facts[i, 1] == facts[i, 1] and planned_skill[i] == skill:
                plan_since[i] = -1
            elif plan_since[i] < 0:
                plan_since[i] = now
                plan_counts[L, CHANGED] += 1
        waiting = count_waiting(begin, end, autopilot[L], life, is_player, agent_profile, plan_since)
        if waiting == 0:
            continue
        last, left = now, waiting
        if waiting > plan_budget[0]:
            last, left = last_served(begin, end, plan_budget[0], plan_since)
        for i in range(begin, end):
            if plan_since[i] < 0 or plan_since[i] > last:
                continue
            if plan_since[i] == last:
                if left == 0:
                    continue
                left -= 1
            plan_since[i] = -1
            plan_counts[L, PLANNED] += 1
            skill = skill_of(i, autopilot[L], life, is_player, agent_profile)
            profile = agent_profile[i]
            low, high = facts[i, 0], facts[i, 1]
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
                step, verdict, source = first_step(
                    L, low, high, problem, problem_word, problem_first, problem_literal, policy_base, policy,
                    step_weight, step_word, step_number, step_link, memory_state, memory_problem, memory_action, room,
                    plan,
                )  # fmt: skip
                plan_counts[L, BY_TABLE + source] += 1
                plan_counts[L, PLAN + verdict] += 1
                if verdict == CAPPED:
                    place = capped_total[L] % capped_told.shape[1]
                    capped_told[L, place, 0], capped_told[L, place, 1] = local_id[i], candidate
                    capped_total[L] += 1
                if step >= 0:
                    best_goal, best_action = candidate, step
            goal[i] = best_goal
            wanted[i] = best_action
        plan_counts[L, WAITING] = waiting - plan_counts[L, PLANNED]
        if plan_counts[L, WAITING] > 0:
            plan_counts[L, LONGEST_WAIT] = now - oldest_after(begin, end, -1, plan_since)
