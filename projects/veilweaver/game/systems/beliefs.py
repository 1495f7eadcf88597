"""Beliefs: what Veilweaver's agents know beyond what every agent knows."""

import numpy as np

from engine.ai.goap.kernels.words import with_fact
from engine.ai.ground_plane import ZERO
from engine.ai.thinking import first_turn
from engine.world.ids import FREE, RUNNING, UP
from engine.world.system import system

from ..anchor_search import worst_of
from ..anchor_states import COSTS, STABLE_FROM, state_of

PRESSED = 2
"""Enemies within 4 m from which on a dash is worth its Echo; against a stunned target it always is."""
COVER_NEAR, COVER_FAR = np.float32(5.0), np.float32(12.0)


@system(slot="planning", order=-5, writes="facts")
def weave_beliefs(
    first, think_step, outcome, tick, life, agent_profile, is_player, target, target_distance, stun, enemies_close,
    nearest_enemy_distance, echo, echo_held, anchor_stability, anchor_mending, mark_left, dash_length, dash_cost,
    dash_ready, dash_known, taunt_radius, taunt_ready, combo_stagger, combo_ready, mark_time, mark_range, mark_ready,
    pulse_amount, pulse_ready, is_barricade_spare, fact_threads_frayed, fact_enemy_marked, fact_cover_missing,
    fact_can_dash, fact_can_taunt, fact_can_combo, fact_can_mark, fact_can_pulse, fact_can_mend, facts,
):  # fmt: skip
    """Reads anchors, Echo, marks and cooldowns for each agent whose turn it is; adds to its `facts`."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        purse = echo[L] - echo_held[L]
        worst = worst_of(anchor_stability[L])
        is_frayed = worst >= 0 and anchor_stability[L, worst] < STABLE_FROM
        can_mend = worst >= 0 and (anchor_mending[L, worst] > 0 or purse >= COSTS[state_of(anchor_stability[L, worst])])
        for i in range(first[L] + first_turn(tick[L], think_step[0]), first[L + 1], think_step[0]):
            if life[i] != UP or agent_profile[i] < 0:
                continue
            low, high = facts[i, 0], facts[i, 1]
            if is_frayed:
                low, high = with_fact(low, high, fact_threads_frayed)
            if can_mend:
                low, high = with_fact(low, high, fact_can_mend)
            if target[i] >= 0:
                if mark_left[first[L] + target[i]] > 0:
                    low, high = with_fact(low, high, fact_enemy_marked)
                if mark_time[i] > 0 and mark_ready[i] == 0 and target_distance[i] <= mark_range[i]:
                    low, high = with_fact(low, high, fact_can_mark)
                if dash_length[i] > ZERO and dash_known[L] != 0 and dash_ready[i] == 0 and purse >= dash_cost[i]:
                    pressed = enemies_close[i] >= PRESSED or stun[first[L] + target[i]] > 0
                    if pressed and target_distance[i] < dash_length[i]:
                        low, high = with_fact(low, high, fact_can_dash)
                if is_player[i] != 0 and purse > dash_cost[i] + 1 and COVER_NEAR <= target_distance[i] <= COVER_FAR:
                    for j in range(first[L], first[L + 1]):
                        if is_barricade_spare[j] != 0 and life[j] == FREE:
                            low, high = with_fact(low, high, fact_cover_missing)
            if taunt_radius[i] > ZERO and taunt_ready[i] == 0 and nearest_enemy_distance[i] <= taunt_radius[i]:
                low, high = with_fact(low, high, fact_can_taunt)
            if combo_stagger[i] > ZERO and combo_ready[i] == 0:
                low, high = with_fact(low, high, fact_can_combo)
            if pulse_amount[i] > ZERO and pulse_ready[i] == 0:
                low, high = with_fact(low, high, fact_can_pulse)
            facts[i, 0], facts[i, 1] = low, high
