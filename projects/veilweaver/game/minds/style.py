"""Style: every ten seconds the companions look at how the player fights, and weigh their goals by it from then on.

It is sampled from what the player dealt by hand and from afar in those ten seconds, so it is the same on every machine;
each shift is a bonus of the goal, which Why lists as a part of its score.
"""

import numpy as np

from engine.ai.goap.kernels.words import believe
from engine.ai.goap.vocabulary import Fact, GoalBonus
from engine.ai.ground_plane import ZERO
from engine.ai.thinking import first_turn
from engine.world.columns import column
from engine.world.events import FIRST_PROJECT_KIND, push_event
from engine.world.ids import PARTY, RUNNING, UP
from engine.world.system import system

NO_STYLE, CLOSE, AFAR, HOLDS_BACK = range(4)
SAMPLE_TICKS = 600
MOSTLY = np.float32(0.6)
"""Share of the player's harm that makes a style."""
LITTLE = np.float32(20.0)
"""Harm in ten seconds below which the player holds back."""
STYLE_SEEN = FIRST_PROJECT_KIND + 80
EVENT_KINDS = {"style_seen": STYLE_SEEN}
TOLD = {"style_seen": ()}
"""Every ten seconds: the timeline would be full of it."""

STYLE = column(
    "style", "lane", "i4", doc="How the player fights: 0 mixed or not seen yet, 1 close, 2 afar, 3 holds back."
)
STYLE_CLOCK = column("style_clock", "lane", "i4", unit="tick", doc="Since the style was sampled.")
STYLE_SAMPLED = column("style_sampled", "lane", "f4", width=(2,), unit="hp", doc="Harm by hand and from afar by then.")

FIGHTS_CLOSE = Fact("player_fights_close", "In the last ten seconds looked at, most of the player's harm was by hand.")
FIGHTS_AFAR = Fact("player_fights_afar", "In the last ten seconds looked at, most of the player's harm was from afar.")
PLAYER_HOLDS_BACK = Fact("player_holds_back", "In the last ten seconds looked at, the player did hardly any harm.")

# Who fights in the thick of it is kept standing.
GUARD_A_FIGHTER = GoalBonus("guard_a_fighter", "protect_player", FIGHTS_CLOSE, 0.4)
HEAL_FOR_A_FIGHTER = GoalBonus("heal_for_a_fighter", "heal_ally", FIGHTS_CLOSE, 0.3)
# Who fights from afar needs a front that presses every opening.
PRESS_FOR_A_SHOOTER = GoalBonus("press_for_a_shooter", "exploit_stagger", FIGHTS_AFAR, 0.4)
FIGHT_FOR_A_SHOOTER = GoalBonus("fight_for_a_shooter", "defeat_enemies", FIGHTS_AFAR, 0.3)
# Where the player holds back the companions take the fight upon themselves.
FIGHT_ALONE = GoalBonus("fight_alone", "defeat_enemies", PLAYER_HOLDS_BACK, 0.8)
STEADY_ALONE = GoalBonus("steady_alone", "stabilize_threads", PLAYER_HOLDS_BACK, -0.4)


@system(
    slot="weaving",
    order=50,
    rows_with="is_player",
    writes="style style_clock style_sampled log_count log_data log_amount",
)
def style_sampled_anew(
    lane, outcome, run, tick, local_id, is_player, team, dealt_near, dealt_far, style, style_clock, style_sampled,
    log_count, log_data, log_amount,
):  # fmt: skip
    """Reads what the player has dealt; every ten seconds writes the style of those ten seconds, and logs a new one."""
    for i in range(len(is_player)):
        L = lane[i]
        if is_player[i] == 0 or team[i] != PARTY or outcome[L] != RUNNING:
            continue
        style_clock[L] += 1
        if style_clock[L] < SAMPLE_TICKS:
            continue
        style_clock[L] = 0
        near, far = dealt_near[i] - style_sampled[L, 0], dealt_far[i] - style_sampled[L, 1]
        style_sampled[L, 0], style_sampled[L, 1] = dealt_near[i], dealt_far[i]
        whole = near + far
        found, share = NO_STYLE, ZERO
        if whole < LITTLE:
            found = HOLDS_BACK
        elif near >= whole * MOSTLY:
            found, share = CLOSE, near / whole
        elif far >= whole * MOSTLY:
            found, share = AFAR, far / whole
        if found != style[L]:
            style[L] = found
            push_event(log_count, log_data, log_amount, run[L], tick[L], STYLE_SEEN, local_id[i], found, share)


@system(slot="planning", order=-3, rows_with="is_player", writes="facts")
def style_beliefs(
    first, think_step, outcome, tick, life, team, is_player, agent_profile, style, fact_player_fights_close,
    fact_player_fights_afar, fact_player_holds_back, facts,
):  # fmt: skip
    """Reads the style; adds it to the `facts` of each companion whose turn it is."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING or style[L] == NO_STYLE:
            continue
        for i in range(first[L] + first_turn(tick[L], think_step[0]), first[L + 1], think_step[0]):
            if life[i] != UP or agent_profile[i] < 0 or team[i] != PARTY or is_player[i] != 0:
                continue
            if style[L] == CLOSE:
                believe(facts, i, fact_player_fights_close)
            elif style[L] == AFAR:
                believe(facts, i, fact_player_fights_afar)
            else:
                believe(facts, i, fact_player_holds_back)
