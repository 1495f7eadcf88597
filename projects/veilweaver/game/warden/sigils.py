"""Sigils: who stands on a lit one for a while breaks the Warden's ward, or is healed when there is none."""

import numpy as np

from engine.world.events import push_event
from engine.world.ids import PARTY, RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

from .events import SIGIL_BOON, WARD_BROKEN

HEAL_TICKS = 180


@helper
def is_on_sigil(i, s, position, sigil_place):
    """Whether row i stands on sigil s."""
    x, z = position[i, 0] - sigil_place[s, 0], position[i, 2] - sigil_place[s, 1]
    return x * x + z * z <= sigil_place[s, 2] * sigil_place[s, 2]


@system(
    slot="weaving",
    order=40,
    rows_with="sigil_count",
    writes="sigil_stood sigil_rest warden_ward ward_ready mend_ticks mend_rate log_count log_data log_amount",
)
def sigils(
    first, outcome, run, tick, local_id, life, team, is_warden, position, health_max, ward_cooldown, sigil_place,
    sigil_time, sigil_stood, sigil_rest, warden_ward, ward_ready, mend_ticks, mend_rate, log_count, log_data,
    log_amount,
):  # fmt: skip
    """Reads who of the party stands where; a sigil answers once somebody has stood on it long enough, then it rests."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for s in range(len(sigil_place)):
            if sigil_rest[L, s] > 0:
                sigil_rest[L, s] -= 1
                continue
            stands = -1
            for i in range(first[L], first[L + 1]):
                if stands < 0 and team[i] == PARTY and life[i] == UP and is_on_sigil(i, s, position, sigil_place):
                    stands = i
            if stands < 0:
                sigil_stood[L, s] = 0
                continue
            sigil_stood[L, s] += 1
            if sigil_stood[L, s] < sigil_time[s, 0]:
                continue
            sigil_stood[L, s] = 0
            sigil_rest[L, s] = sigil_time[s, 1]
            if warden_ward[L] != 0:
                warden_ward[L] = 0
                for i in range(first[L], first[L + 1]):
                    if is_warden[i] != 0:
                        ward_ready[L] = ward_cooldown[i]
                push_event(
                    log_count, log_data, log_amount, run[L], tick[L], WARD_BROKEN, local_id[stands], s,
                    np.float32(sigil_time[s, 1]),
                )  # fmt: skip
                continue
            for i in range(first[L], first[L + 1]):
                if team[i] == PARTY and life[i] == UP and is_on_sigil(i, s, position, sigil_place):
                    amount = sigil_place[s, 3] * health_max[i]
                    mend_ticks[i] = HEAL_TICKS
                    mend_rate[i] = amount / np.float32(HEAL_TICKS)
                    push_event(log_count, log_data, log_amount, run[L], tick[L], SIGIL_BOON, local_id[i], s, amount)
