"""Objectives: each tick, what the encounter asks for is found open, met or failed."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.ground_plane import ONE, ZERO
from engine.ai.wish import USING
from engine.play.systems.encounter.objective_states import (
    DEFEAT,
    DEFEAT_ALL,
    FAILED,
    MET,
    ON_SIGNAL,
    OPEN,
    PROTECT,
    REACH,
    USE,
    WAITING,
)
from engine.play.systems.encounter.spawning import HAS_COME
from engine.play.systems.encounter.triggers import is_inside
from engine.world.events import OBJECTIVE, push_event
from engine.world.ids import DEAD, DOWN, FLED, FREE, HOSTILE, PARTY, RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

DOWN_TOO_LONG = 480
"""Ticks that whoever is to be protected may be down."""


@helper
def hostiles_left(low, high, life, team, spawn_group, clocks):
    """Hostiles that stand or are still to come; -1 when there never were any. `clocks` (groups,) of the lane."""
    ever = 0
    left = 0
    for i in range(low, high):
        if team[i] == HOSTILE:
            ever += 1
            to_come = life[i] == FREE and spawn_group[i] >= 0 and clocks[max(spawn_group[i], 0)] != HAS_COME
            if life[i] == UP or to_come:
                left += 1
    if ever == 0:
        return -1
    return left


@helper
def is_beaten(rule, low, high, life, spawn_group, clocks):
    """Whether the target of `rule` (6,) is neither up nor still to come: one actor, or everybody of a spawn group."""
    if rule[1] >= 0:
        return life[low + rule[1]] == DEAD or life[low + rule[1]] == FLED
    if rule[5] < 0 or clocks[max(rule[5], 0)] != HAS_COME:
        return False
    for i in range(low, high):  # noqa: SIM110 - the compiler knows no generators
        if spawn_group[i] == rule[5] and (life[i] == UP or life[i] == DOWN):
            return False
    return True


@helper
def is_at(low, high, rule, place, is_using, life, team, position, wish):
    """Whether a member of the party stands in the area `place` (7,), moved to where the target is now.

    With `is_using` only those count who have a hand on it.
    """
    off_x, off_z = ZERO, ZERO
    if rule[1] >= 0:
        off_x = place[1] - position[low + rule[1], 0]
        off_z = place[2] - position[low + rule[1], 2]
    for i in range(low, high):
        if team[i] != PARTY or life[i] != UP or i == low + rule[1] or (is_using and wish[i] != USING):
            continue
        if is_inside(position[i, 0] + off_x, position[i, 2] + off_z, place):
            return True
    return False


@system(
    slot="encounter",
    order=20,
    writes="objective_state objective_since objective_ticks log_count log_data log_amount",
)
def objectives(
    first, outcome, run, tick, life, team, position, wish, downed_ticks, spawn_group, spawn_clock, signals,
    objective_rule, objective_place, objective_state, objective_since, objective_ticks, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads who stands where and does what; writes state and progress of every objective that is open.

    Whoever waits for another objective opens in the tick after that one was met, whatever their order in the file. A
    protected target fails its objective when it is dead or has been down for 8 s; otherwise the objective stays open
    and counts as met when the encounter asks for all of them. A target to reach that is an actor is reached wherever it
    has got to. What is used keeps how far it has come when the hand is taken off.
    """
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        low, high = first[L], first[L + 1]
        for k in range(len(objective_rule)):
            before = objective_rule[k, 3]
            if objective_state[L, k] == WAITING and before >= 0 and objective_state[L, before] == MET:
                objective_state[L, k] = OPEN
                objective_since[L, k] = tick[L]
        for k in range(len(objective_rule)):
            if objective_state[L, k] != OPEN:
                continue
            rule, kind = objective_rule[k], objective_rule[k, 0]
            found = OPEN
            if kind == DEFEAT_ALL:
                if hostiles_left(low, high, life, team, spawn_group, spawn_clock[L]) == 0:
                    found = MET
            elif kind == DEFEAT:
                if is_beaten(rule, low, high, life, spawn_group, spawn_clock[L]):
                    found = MET
            elif kind == PROTECT:
                if rule[1] >= 0:
                    i = low + rule[1]
                    if life[i] == DEAD or (life[i] == DOWN and downed_ticks[i] >= DOWN_TOO_LONG):
                        found = FAILED
            elif kind == REACH:
                if is_at(low, high, rule, objective_place[k], False, life, team, position, wish):
                    found = MET
            elif kind == ON_SIGNAL:
                if rule[4] >= 0 and signals[L, rule[4]] != 0:
                    found = MET
            else:
                if kind != USE or is_at(low, high, rule, objective_place[k], True, life, team, position, wish):
                    objective_ticks[L, k] += 1
                if objective_ticks[L, k] >= rule[2]:
                    found = MET
            if found != OPEN:
                objective_state[L, k] = found
                objective_since[L, k] = tick[L]
                push_event(
                    log_count, log_data, log_amount, run[L], tick[L], OBJECTIVE, k, -1, ONE if found == MET else -ONE
                )
