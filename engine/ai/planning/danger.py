"""Danger: beliefs about area attacks, who is down and who is left, added to what the senses tell."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.words import believe
from engine.ai.ground_plane import ZERO, ground_distance
from engine.ai.thinking import first_turn
from engine.ai.wish import SHOCKWAVE
from engine.world.ids import DOWN, NEUTRAL, RUNNING, UP
from engine.world.system import system

MARGIN = np.float32(1.0)
"""Metres beyond its radius within which an area attack is thought dangerous."""


@system(slot="planning", order=-50, writes="facts")
def believe_in_danger(
    first, think_step, outcome, tick, life, team, is_player, agent_profile, position, cast, area_radius, ally_down,
    fact_in_blast, fact_help_is_risky, fact_player_down, fact_has_friends, facts,
):  # fmt: skip
    """Reads gathered area attacks, and who of the friends is down or up; adds to `facts` of those who think now."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for i in range(first[L] + first_turn(tick[L], think_step[0]), first[L + 1], think_step[0]):
            if life[i] != UP or agent_profile[i] < 0:
                continue
            for j in range(first[L], first[L + 1]):
                if team[j] == team[i]:
                    if is_player[j] != 0 and life[j] == DOWN:
                        believe(facts, i, fact_player_down)
                    if j != i and life[j] == UP:
                        believe(facts, i, fact_has_friends)
                    continue
                if life[j] != UP or team[j] == NEUTRAL or area_radius[j] <= ZERO:
                    continue
                danger = area_radius[j] + MARGIN
                if cast[j] == SHOCKWAVE and ground_distance(position, i, j) <= danger:
                    believe(facts, i, fact_in_blast)
                if ally_down[i] >= 0 and ground_distance(position, first[L] + ally_down[i], j) <= danger:
                    believe(facts, i, fact_help_is_risky)
