"""Adaptation: every five seconds the Warden measures the party, and answers shots with a field or blows with a shock.

AntiRangedField when more than 35 % of the party's harm came from afar: it turns 40 % of every shot. Else CounterShock:
15 % of every blow comes back. It goes by what the party did in those five seconds alone, and keeps its answer when
nothing was done.
"""

import numpy as np

from engine.ai.ground_plane import ZERO
from engine.world.columns import column
from engine.world.events import push_event
from engine.world.ids import PARTY, RUNNING, UP
from engine.world.system import system

from .events import WARDEN_ADAPTS

NO_ANSWER, ANTI_RANGED_FIELD, COUNTER_SHOCK = range(3)
SAMPLE_TICKS = 300
FAR_FROM = np.float32(0.35)
"""Share of harm from afar above which the field is the answer."""
TURNED, RETURNED = np.float32(0.4), np.float32(0.15)

ADAPTATION = column(
    "adaptation", "lane", "i4", doc="How the Warden answers: 0 not yet, 1 anti-ranged, 2 counter-shock."
)
ADAPTATION_SHARE = column(
    "adaptation_share", "lane", "f4", is_carried=True, doc="Share of harm from afar, 0..1, as measured last."
)
ADAPTATION_COUNTS = column(
    "adaptation_counts", "lane", "i4", width=(2,), is_carried=True, doc="How often it took to field and to shock."
)
SAMPLE_CLOCK = column("sample_clock", "lane", "i4", unit="tick", doc="Since it measured last.")
SAMPLED = column("sampled", "lane", "f4", width=(2,), unit="hp", doc="Harm by hand and from afar when it did.")


@system(
    slot="weaving",
    order=35,
    rows_with="is_warden",
    writes="adaptation adaptation_share adaptation_counts sample_clock sampled shot_armour thorns signals log_count "
    "log_data log_amount",
)
def warden_adapts(
    lane, first, outcome, run, tick, local_id, is_warden, life, team, dealt_near, dealt_far, signal_warden_turns_shots,
    signal_warden_returns_blows, adaptation, adaptation_share, adaptation_counts, sample_clock, sampled, shot_armour,
    thorns, signals, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads what the party has dealt; every five seconds writes the answer, and logs a new one with its share."""
    for i in range(len(life)):
        L = lane[i]
        if is_warden[i] == 0 or outcome[L] != RUNNING or life[i] != UP:
            continue
        sample_clock[L] += 1
        if sample_clock[L] < SAMPLE_TICKS:
            continue
        sample_clock[L] = 0
        near, far = ZERO, ZERO
        for j in range(first[L], first[L + 1]):
            if team[j] == PARTY:
                near += dealt_near[j]
                far += dealt_far[j]
        by_hand, by_shot = near - sampled[L, 0], far - sampled[L, 1]
        sampled[L, 0], sampled[L, 1] = near, far
        if by_hand + by_shot <= ZERO:
            continue
        share = by_shot / (by_hand + by_shot)
        adaptation_share[L] = share
        answer = ANTI_RANGED_FIELD if share > FAR_FROM else COUNTER_SHOCK
        if answer == adaptation[L]:
            continue
        adaptation[L] = answer
        adaptation_counts[L, answer - 1] += 1
        shot_armour[i] = TURNED if answer == ANTI_RANGED_FIELD else ZERO
        thorns[i] = RETURNED if answer == COUNTER_SHOCK else ZERO
        signal = signal_warden_turns_shots[0] if answer == ANTI_RANGED_FIELD else signal_warden_returns_blows[0]
        if signals[L, signal] == 0:
            signals[L, signal] = tick[L] + 1
        push_event(log_count, log_data, log_amount, run[L], tick[L], WARDEN_ADAPTS, local_id[i], answer, share)
