"""Who waits for a new plan: who is noted on its turn, and who is served when the budget does not hold everybody."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.world.ids import UP
from engine.world.kernel import helper

LATER = 2**31 - 1
FULL_SKILL = 2
"""Everybody but the player thinks as an expert does."""


@helper
def skill_of(i, autopilot, life, is_player, agent_profile):
    """The skill that row i plans with, -1 for whoever does not plan: no agent, not up, or played by a person."""
    if life[i] != UP or agent_profile[i] < 0:
        return -1
    return autopilot - 1 if is_player[i] != 0 else FULL_SKILL


@helper
def count_waiting(begin, end, autopilot, life, is_player, agent_profile, plan_since):
    """How many of the rows begin..end wait for a plan; whoever plans no more is struck off."""
    latest = -1
    for i in range(begin, end):
        latest = max(latest, plan_since[i])
    waiting = 0
    if latest >= 0:
        for i in range(begin, end):
            if plan_since[i] >= 0:
                if skill_of(i, autopilot, life, is_player, agent_profile) < 0:
                    plan_since[i] = -1
                else:
                    waiting += 1
    return waiting


@helper
def oldest_after(begin, end, tick, plan_since):
    """The earliest tick after `tick` since which one of the rows begin..end waits, LATER for none."""
    oldest = LATER
    for i in range(begin, end):
        if plan_since[i] > tick and plan_since[i] < oldest:
            oldest = plan_since[i]
    return oldest


@helper
def last_served(begin, end, budget, plan_since):
    """(tick, count) when more wait than the budget holds: served is who waits since before the tick, and so many more.

    The longest waiting go first; of those who wait equally long, the lower local ids, which are the lower rows.
    """
    tick, left = oldest_after(begin, end, -1, plan_since), budget
    while True:
        equal = 0
        for i in range(begin, end):
            if plan_since[i] == tick:
                equal += 1
        if equal >= left:
            return tick, left
        left -= equal
        tick = oldest_after(begin, end, tick, plan_since)
