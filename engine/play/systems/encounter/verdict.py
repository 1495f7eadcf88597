"""Verdict: the encounter's victory and defeat rules end the lane; defeat is judged first."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.play.systems.encounter.objective_states import FAILED, MET, PROTECT
from engine.play.systems.encounter.objectives import hostiles_left
from engine.world.events import OUTCOME_SET, push_event
from engine.world.ids import DEAD, DEFEAT, DOWN, PARTY, RUNNING, UP, VICTORY
from engine.world.kernel import helper
from engine.world.system import system

HOSTILES_DOWN, ONE_OBJECTIVE, ALL_OBJECTIVES = range(3)
PLAYER_DOWN, PARTY_DOWN, OBJECTIVE_FAILED = range(3)


@helper
def is_won(rule, low, high, life, team, spawn_group, clocks, states, objective_rule):
    """Whether one victory rule (2,) holds in the lane of rows low..high."""
    if rule[0] == HOSTILES_DOWN:
        return hostiles_left(low, high, life, team, spawn_group, clocks) == 0
    if rule[0] == ONE_OBJECTIVE:
        return rule[1] >= 0 and states[max(rule[1], 0)] == MET
    asked = 0
    for k in range(len(states)):
        if objective_rule[k, 0] == PROTECT:
            if states[k] == FAILED:
                return False
        else:
            asked += 1
            if states[k] != MET:
                return False
    return asked > 0


@helper
def is_lost(rule, low, high, life, team, is_player, downed_ticks, states):
    """Whether one defeat rule (2,) holds in the lane of rows low..high."""
    if rule[0] == PLAYER_DOWN:
        for i in range(low, high):
            if is_player[i] != 0 and (life[i] == DEAD or (life[i] == DOWN and downed_ticks[i] >= rule[1])):
                return True
        return False
    if rule[0] == PARTY_DOWN:
        members = 0
        for i in range(low, high):
            if team[i] == PARTY and (life[i] == UP or life[i] == DOWN or life[i] == DEAD):
                members += 1
                if life[i] == UP:
                    return False
        return members > 0
    for k in range(len(states)):  # noqa: SIM110 - the compiler knows no generators
        if states[k] == FAILED:
            return True
    return False


@system(slot="encounter", order=30, writes="outcome log_count log_data log_amount")
def verdict(
    first, run, tick, life, team, is_player, downed_ticks, spawn_group, spawn_clock, objective_rule, objective_state,
    victory_rule, defeat_rule, victory_hold, defeat_call, outcome, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads lives, objectives and the project's own `victory_hold` and `defeat_call`; writes the outcome.

    Time limits are the clock's. A lane without victory rules is never won.
    """
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        low, high = first[L], first[L + 1]
        found = RUNNING
        if victory_hold[L] == 0:
            for k in range(len(victory_rule)):
                if is_won(
                    victory_rule[k], low, high, life, team, spawn_group, spawn_clock[L], objective_state[L],
                    objective_rule,
                ):  # fmt: skip
                    found = VICTORY
        if defeat_call[L] > 0:
            found = DEFEAT
        for k in range(len(defeat_rule)):
            if is_lost(defeat_rule[k], low, high, life, team, is_player, downed_ticks, objective_state[L]):
                found = DEFEAT
        if found != RUNNING:
            outcome[L] = found
            push_event(log_count, log_data, log_amount, run[L], tick[L], OUTCOME_SET, -1, -1, np.float32(found))
