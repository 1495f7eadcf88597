"""Beliefs about the court: what the Warden's own strikes allow, and what the party knows of pylons, ward and sigils."""

from engine.ai.goap.kernels.words import believe
from engine.ai.thinking import first_turn
from engine.world.ids import PARTY, RUNNING, UP
from engine.world.system import system

from .phases import DIRECTIVE_OVERRIDE, FULCRUM_SHIFT
from .rupture import ruptures_left


@system(slot="planning", order=-4, rows_with="is_warden", writes="facts")
def warden_beliefs(
    first, think_step, outcome, tick, life, team, is_warden, agent_profile, target, target_distance, warden_phase,
    warden_ward, ward_ready, lash_reach, lash_ready, rupture_ready, rupture_taken, pylon_stands, sigil_rest,
    fact_can_lash, fact_in_lash_reach, fact_can_rupture, fact_can_ward, fact_pylon_feeds, fact_ward_is_up,
    fact_sigil_is_lit, facts,
):  # fmt: skip
    """Reads how the fight stands for each agent whose turn it is; adds to its `facts`."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        feeds, lit = False, False
        for p in range(pylon_stands.shape[1]):
            feeds = feeds or pylon_stands[L, p] != 0
        for s in range(sigil_rest.shape[1]):
            lit = lit or sigil_rest[L, s] == 0
        for i in range(first[L] + first_turn(tick[L], think_step[0]), first[L + 1], think_step[0]):
            if life[i] != UP or agent_profile[i] < 0:
                continue
            if is_warden[i] != 0:
                if lash_ready[i] == 0:
                    believe(facts, i, fact_can_lash)
                if target[i] >= 0 and target_distance[i] <= lash_reach[i]:
                    believe(facts, i, fact_in_lash_reach)
                if rupture_ready[L] == 0 and ruptures_left(warden_phase[L], rupture_taken[L]) > 0:
                    believe(facts, i, fact_can_rupture)
                if warden_phase[L] >= DIRECTIVE_OVERRIDE and ward_ready[L] == 0 and warden_ward[L] == 0:
                    believe(facts, i, fact_can_ward)
            elif team[i] == PARTY:
                if feeds and warden_phase[L] >= FULCRUM_SHIFT:
                    believe(facts, i, fact_pylon_feeds)
                if lit:
                    believe(facts, i, fact_sigil_is_lit)
                    if warden_ward[L] != 0:
                        believe(facts, i, fact_ward_is_up)
