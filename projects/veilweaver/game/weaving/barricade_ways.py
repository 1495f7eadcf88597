"""Barricade ways: a barricade that would shut the party's way is taken back at once, and its Echo with it."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.nav.walk import room_needed
from engine.world.events import push_event
from engine.world.ids import DEAD, FREE, RUNNING, UP
from engine.world.system import system

from ..events import ECHO_BACK_FROM_BARRICADE
from ..systems.barricades import COST
from .joined import barricades_cut
from .verdicts import region_at


@system(
    slot="weaving",
    order=33,
    rows_with="weave_count",
    writes="raised_row life is_threaded echo echo_spent log_count log_data log_amount",
)
def barricade_ways(
    first, outcome, run, tick, team, local_id, is_player, position, is_barricade_spare, half_extent, yaw,
    nav_frame, weave_region, weave_place, way_out, shard_place, shard_taken, thread_price,
    raised_row, life, is_threaded, echo, echo_spent, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads the barricade that was raised this tick; where it cuts the party off from something, it is gone again."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        low, high = first[L], first[L + 1]
        for i in range(low, high):
            if is_player[i] == 0 or raised_row[L] < 0 or life[i] != UP:
                continue
            placed = low + raised_row[L]
            raised_row[L] = -1
            is_cut_off = False
            # Not only as things are woven now: no barricade may lie in wait on a way that a weave would open.
            for chosen in range(len(weave_region)):
                region = region_at(position[i, 0], position[i, 2], chosen, weave_region, nav_frame)
                if region > 0 and not is_cut_off:
                    is_cut_off = barricades_cut(
                        i, low, high, chosen, region, room_needed(way_out[2]), life, team, is_barricade_spare,
                        position, half_extent, yaw, nav_frame, weave_region, weave_place, way_out, shard_place,
                        shard_taken[L],
                    )  # fmt: skip
            if not is_cut_off:
                continue
            paid = thread_price[i] if is_threaded[placed] != 0 else COST
            life[placed] = DEAD if is_threaded[placed] != 0 else FREE
            is_threaded[placed] = 0
            echo[L] += paid
            echo_spent[L] -= paid
            push_event(
                log_count, log_data, log_amount, run[L], tick[L], ECHO_BACK_FROM_BARRICADE, local_id[i],
                local_id[placed], np.float32(paid),
            )  # fmt: skip
