"""Pylons: hands that stay on one long enough unbind it, and it feeds the Warden no more."""

import numpy as np

from engine.ai.ground_plane import FAR, ONE
from engine.ai.wish import NOTHING
from engine.world.events import push_event
from engine.world.ids import RUNNING, UP, USE
from engine.world.kernel import helper
from engine.world.system import system

from .abilities import UNBINDING
from .events import PYLON_UNBOUND

REACH, TICKS = 2, 3


@helper
def pylon_distance(i, p, position, pylon_place):
    """Metres from row i to pylon p, seen from above."""
    x, z = position[i, 0] - pylon_place[p, 0], position[i, 2] - pylon_place[p, 1]
    return np.sqrt(x * x + z * z)


@helper
def nearest_pylon(i, position, pylon_place, stands):
    """Number of the nearest pylon that `stands` (pylons,), or -1."""
    best = -1
    best_distance = FAR
    for p in range(len(stands)):
        if stands[p] != 0:
            apart = pylon_distance(i, p, position, pylon_place)
            if apart < best_distance:
                best, best_distance = p, apart
    return best


@system(slot="actions", order=61, rows_with="pylon_stands", writes="wish action")
def unbinding_button(
    lane, outcome, autopilot, input_buttons, is_player, life, stun, position, pylon_place, pylon_stands,
    act_unbind_pylon, wish, action,
):  # fmt: skip
    """Reads the use button where no autopilot plays and nothing else is in hand; writes the wish to unbind a pylon."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or is_player[i] == 0 or autopilot[L] != 0 or wish[i] != NOTHING:
            continue
        if not (input_buttons[L] & USE) or life[i] != UP or stun[i] > 0:
            continue
        p = nearest_pylon(i, position, pylon_place, pylon_stands[L])
        if p >= 0 and pylon_distance(i, p, position, pylon_place) <= pylon_place[p, REACH]:
            wish[i] = UNBINDING
            action[i] = act_unbind_pylon[0]


@system(
    slot="abilities",
    order=170,
    rows_with="pylon_stands",
    writes="pylon_work pylon_stands log_count log_data log_amount",
)
def pylons(
    lane, outcome, run, tick, local_id, life, stun, position, wish, pylon_place, pylon_work, pylon_stands, log_count,
    log_data, log_amount,
):  # fmt: skip
    """Reads wishes for UNBINDING beside a pylon; counts the work of all hands; writes who stands no more.

    Who is stunned or walks away may go on later: what is done stays done.
    """
    for i in range(len(life)):
        L = lane[i]
        if wish[i] != UNBINDING or outcome[L] != RUNNING or life[i] != UP or stun[i] > 0:
            continue
        p = nearest_pylon(i, position, pylon_place, pylon_stands[L])
        if p < 0 or pylon_distance(i, p, position, pylon_place) > pylon_place[p, REACH]:
            continue
        pylon_work[L, p] += 1
        if pylon_work[L, p] >= pylon_place[p, TICKS]:
            pylon_stands[L, p] = 0
            push_event(log_count, log_data, log_amount, run[L], tick[L], PYLON_UNBOUND, local_id[i], p, ONE)
