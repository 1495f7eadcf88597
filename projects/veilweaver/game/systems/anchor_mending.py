"""Anchor mending: the player weaves stability back into an anchor; Echo is paid when the weaving begins."""

import numpy as np

from engine.ai.ground_plane import ONE
from engine.ai.wish import NOTHING
from engine.world.events import push_event
from engine.world.ids import RUNNING, UP, USE
from engine.world.system import system

from ..abilities import MENDING_ANCHOR
from ..anchor_search import anchor_distance, nearest_frayed
from ..anchor_states import COSTS, PERFECT_FROM, state_of
from ..events import ANCHOR_MENDED, ECHO_SPENT_ON_MENDING

REPAIR, REPAIR_TICKS, REPAIR_RADIUS = 3, 4, 5


@system(slot="actions", order=60, writes="wish action")
def mending_button(
    lane, outcome, autopilot, input_buttons, input_move, is_player, life, stun, position, anchor_place, anchor_rule,
    anchor_stability, act_mend_anchor, wish, action,
):  # fmt: skip
    """Reads the use button where no autopilot plays and nobody is revived; writes the wish to mend at an anchor."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or is_player[i] == 0 or autopilot[L] != 0 or wish[i] != NOTHING:
            continue
        if not (input_buttons[L] & USE) or life[i] != UP or stun[i] > 0:
            continue
        a = nearest_frayed(i, position, anchor_place, anchor_stability[L], PERFECT_FROM)
        if a >= 0 and anchor_distance(i, a, position, anchor_place) <= anchor_rule[a, REPAIR_RADIUS]:
            wish[i] = MENDING_ANCHOR
            action[i] = act_mend_anchor[0]


@system(
    slot="abilities",
    order=150,
    writes="echo echo_spent anchor_mending anchor_stability log_count log_data log_amount",
)
def anchor_mending_goes_on(
    lane, outcome, run, tick, local_id, life, stun, position, wish, anchor_place, anchor_rule, echo_held, echo,
    echo_spent, anchor_mending, anchor_stability, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for MENDING_ANCHOR; pays once, counts the ticks of weaving, then raises the anchor's stability.

    The price follows the anchor's state: 1 Echo for a stable anchor, 2 unstable, 3 critical, 5 broken. Who walks away
    or is stunned may come back and go on: what was paid stays paid.
    """
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP or stun[i] > 0 or wish[i] != MENDING_ANCHOR:
            continue
        a = nearest_frayed(i, position, anchor_place, anchor_stability[L], PERFECT_FROM)
        if a < 0 or anchor_distance(i, a, position, anchor_place) > anchor_rule[a, REPAIR_RADIUS]:
            continue
        if anchor_mending[L, a] == 0:
            cost = COSTS[state_of(anchor_stability[L, a])]
            if echo[L] - echo_held[L] < cost:
                continue
            echo[L] -= cost
            echo_spent[L] += cost
            anchor_mending[L, a] = int(anchor_rule[a, REPAIR_TICKS])
            push_event(
                log_count,
                log_data,
                log_amount,
                run[L],
                tick[L],
                ECHO_SPENT_ON_MENDING,
                local_id[i],
                a,
                np.float32(cost),
            )
        anchor_mending[L, a] -= 1
        if anchor_mending[L, a] == 0:
            anchor_stability[L, a] = min(anchor_stability[L, a] + anchor_rule[a, REPAIR], ONE)
            push_event(
                log_count, log_data, log_amount, run[L], tick[L], ANCHOR_MENDED, local_id[i], a, anchor_rule[a, REPAIR]
            )
