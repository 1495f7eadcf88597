"""Danger: beliefs about area attacks, who is down and who is left, added to what the senses tell."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.goap.kernels.words import believe
from engine.ai.thinking import first_turn
from engine.world.ids import RUNNING, UP
from engine.world.system import system


@system(slot="planning", order=-50, writes="facts")
def believe_in_danger(
    first, think_step, outcome, tick, life, team, agent_profile, blast_from, help_risk, side_up, side_player_down,
    fact_in_blast, fact_help_is_risky, fact_player_down, fact_has_friends, facts,
):  # fmt: skip
    """Reads the danger that was noticed, and who of the friends is down or up; adds to the facts of who thinks now."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for i in range(first[L] + first_turn(tick[L], think_step[0]), first[L + 1], think_step[0]):
            if life[i] != UP or agent_profile[i] < 0:
                continue
            if side_player_down[L, team[i]] > 0:
                believe(facts, i, fact_player_down)
            if side_up[L, team[i]] > 1:
                believe(facts, i, fact_has_friends)
            if blast_from[i] >= 0:
                believe(facts, i, fact_in_blast)
            if help_risk[i] >= 0:
                believe(facts, i, fact_help_is_risky)
