"""Objectives: each tick, what the encounter asks for is found open, met or failed."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.ground_plane import ONE, ZERO
from engine.play.systems.spawning import HAS_COME
from engine.play.systems.triggers import is_inside
from engine.world.events import OBJECTIVE, push_event
from engine.world.ids import DEAD, DOWN, FREE, HOSTILE, PARTY, RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

DEFEAT_ALL, PROTECT, REACH, SURVIVE = range(4)
OPEN, MET, FAILED = range(3)
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


@system(slot="encounter", order=20, writes="objective_state objective_ticks log_count log_data log_amount")
def objectives(
    first, outcome, run, tick, life, team, position, downed_ticks, spawn_group, spawn_clock, objective_rule,
    objective_place, objective_state, objective_ticks, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads who stands where; writes state and progress of every open objective.

    A protected target fails its objective when it is dead or has been down for 8 s; otherwise the objective stays open
    and counts as met when the encounter asks for all of them. A target to reach that is an actor is reached wherever it
    has got to.
    """
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        low, high = first[L], first[L + 1]
        for k in range(len(objective_rule)):
            if objective_state[L, k] != OPEN:
                continue
            kind, target = objective_rule[k, 0], objective_rule[k, 1]
            found = OPEN
            if kind == DEFEAT_ALL:
                if hostiles_left(low, high, life, team, spawn_group, spawn_clock[L]) == 0:
                    found = MET
            elif kind == PROTECT:
                if target >= 0:
                    i = low + target
                    if life[i] == DEAD or (life[i] == DOWN and downed_ticks[i] >= DOWN_TOO_LONG):
                        found = FAILED
            elif kind == REACH:
                off_x, off_z = ZERO, ZERO
                if target >= 0:
                    off_x = objective_place[k, 1] - position[low + target, 0]
                    off_z = objective_place[k, 2] - position[low + target, 2]
                for i in range(low, high):
                    if team[i] != PARTY or life[i] != UP or i == low + target:
                        continue
                    if is_inside(position[i, 0] + off_x, position[i, 2] + off_z, objective_place[k]):
                        found = MET
            else:
                objective_ticks[L, k] += 1
                if objective_ticks[L, k] >= objective_rule[k, 2]:
                    found = MET
            if found != OPEN:
                objective_state[L, k] = found
                push_event(
                    log_count, log_data, log_amount, run[L], tick[L], OBJECTIVE, k, -1, ONE if found == MET else -ONE
                )
