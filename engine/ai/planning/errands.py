"""Beliefs about errands: that there is something to see to, and that the leader stands where it is."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.errand_columns import NO_ERRAND
from engine.ai.goap.kernels.words import believe
from engine.ai.thinking import first_turn
from engine.world.ids import PARTY, RUNNING, UP
from engine.world.system import system


@system(slot="planning", order=-44, writes="facts", rows_with="errand_objective")
def believe_in_errands(
    first, think_step, outcome, tick, life, team, is_player, agent_profile, position, errand_kind, errand_place,
    errand_near, fact_errand_ahead, fact_at_errand, facts,
):  # fmt: skip
    """Reads the lane's errand and where the player stands; adds to the facts of those of the party who think now."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING or errand_kind[L] == NO_ERRAND:
            continue
        for i in range(first[L] + first_turn(tick[L], think_step[0]), first[L + 1], think_step[0]):
            if life[i] != UP or agent_profile[i] < 0 or team[i] != PARTY:
                continue
            believe(facts, i, fact_errand_ahead)
            x, z = errand_place[L, 0] - position[i, 0], errand_place[L, 1] - position[i, 2]
            if is_player[i] != 0 and x * x + z * z <= errand_near[L] * errand_near[L]:
                believe(facts, i, fact_at_errand)
