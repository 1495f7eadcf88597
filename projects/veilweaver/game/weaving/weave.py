"""Weave: the player pulls the nearest thread or lets it go, pays or is paid, and what it holds comes or goes."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ONE
from engine.ai.wish import WEAVING
from engine.world.events import push_event
from engine.world.ids import FREE, RUNNING, UP
from engine.world.ids import WEAVE as WEAVE_BUTTON
from engine.world.system import system

from ..events import ECHO_BACK_FROM_WEAVING, ECHO_SPENT_ON_WEAVING, UNWOVEN, WEAVE_REFUSED, WOVEN
from .kinds import (
    ALLOWED,
    BACK,
    BUDGET,
    CHANGES,
    NO_CHOICE,
    PRICE,
    REDIRECT_STORM,
    REDIRECTED,
    SHARE,
    SIGNAL,
    STABILIZE_STORM,
    STABILIZED,
)
from .verdicts import nearest_weave, region_at, shards_within, weave_verdict, woven_set

PAUSE = 30
"""Ticks after which an agent that was refused asks again; a person presses again."""


@system(
    slot="weaving",
    order=30,
    rows_with="weave_count",
    writes="weave_state weave_budget weave_held weave_pause weave_answer signals weaves_made echo echo_earned "
    "echo_spent storm_choice log_count log_data log_amount",
)
def weave(
    first, outcome, run, tick, autopilot, input_buttons, is_player, life, team, local_id, stun, position, wish,
    weave_rule, weave_place, weave_region, weave_need, shard_place, shard_rule, shard_taken, nav_frame, weave_state,
    weave_budget, weave_held, weave_pause, weave_answer, signals, weaves_made, echo, echo_earned, echo_spent,
    storm_choice, is_barricade_spare, half_extent, yaw, way_out, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads the weave button and the wish for WEAVING; weaves the nearest thread or lets it go, or says why not.

    An agent only weaves: it lets nothing go. A button counts when it goes down, not while it is held.
    """
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        weave_pause[L] = max(weave_pause[L] - 1, 0)
        low, high = first[L], first[L + 1]
        is_down = input_buttons[L] & WEAVE_BUTTON != 0
        by_hand = is_down and weave_held[L] == 0
        weave_held[L] = 1 if is_down else 0
        for i in range(low, high):
            if is_player[i] == 0 or life[i] != UP or stun[i] > 0:
                continue
            by_wish = wish[i] == WEAVING and weave_pause[L] == 0
            if not by_hand and not by_wish:
                continue
            k = nearest_weave(position[i, 0], position[i, 2], weave_place)
            if k < 0 or (not by_hand and weave_state[L, k] != 0):
                continue
            weave_pause[L] = PAUSE
            reason = weave_verdict(
                k, low, high, i, weave_state[L], weave_budget[L], echo[L], shard_taken[L], weave_rule, weave_region,
                weave_need, shard_place, shard_rule, nav_frame, life, team, position, is_barricade_spare,
                half_extent, yaw, weave_place, way_out,
            )  # fmt: skip
            if reason != ALLOWED:
                weave_answer[L, 0] = k
                weave_answer[L, 1] = reason
                weave_answer[L, 2] = tick[L] + 1
                push_event(
                    log_count, log_data, log_amount, run[L], tick[L], WEAVE_REFUSED, local_id[i], k, np.float32(reason)
                )
                continue
            price = weave_rule[k, PRICE]
            share = weave_rule[k, SHARE]
            kind, why = WOVEN, ECHO_SPENT_ON_WEAVING
            if weave_state[L, k] == 0:
                weave_state[L, k] = 1
                weaves_made[L] += 1
                weave_budget[L, weave_rule[k, BUDGET]] -= share
                echo[L] -= price
                echo_spent[L] += price
                if weave_rule[k, SIGNAL] >= 0 and signals[L, weave_rule[k, SIGNAL]] == 0:
                    signals[L, weave_rule[k, SIGNAL]] = tick[L] + 1
            else:
                kind, why = UNWOVEN, ECHO_BACK_FROM_WEAVING
                price = weave_rule[k, BACK]
                weave_state[L, k] = 0
                weave_budget[L, weave_rule[k, BUDGET]] += share
                echo[L] += price
                echo_earned[L] += price
            storm = NO_CHOICE
            for other in range(len(weave_rule)):
                if weave_state[L, other] != 0 and weave_rule[other, CHANGES] == STABILIZE_STORM:
                    storm = STABILIZED
                if weave_state[L, other] != 0 and weave_rule[other, CHANGES] == REDIRECT_STORM:
                    storm = REDIRECTED
            if weave_rule[k, CHANGES] != 0:
                storm_choice[L] = storm
            push_event(log_count, log_data, log_amount, run[L], tick[L], kind, local_id[i], k, ONE)
            if price > 0:
                push_event(log_count, log_data, log_amount, run[L], tick[L], why, local_id[i], k, np.float32(price))


@system(slot="weaving", order=31, rows_with="weave_count", writes="life")
def woven_rows(lane, outcome, weave_state, woven_by, woven_shows, life):
    """Reads what is woven; writes the life of the rows that are in play only then, or only otherwise."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or woven_by[i] < 0:
            continue
        stands = (weave_state[L, woven_by[i]] != 0) == (woven_shows[i] != 0)
        if stands and life[i] == FREE:
            life[i] = UP
        elif not stands and life[i] != FREE:
            life[i] = FREE


@system(slot="weaving", order=32, rows_with="weave_count", writes="echo_held")
def held_echo(
    first, outcome, is_player, position, weave_state, weave_region, weave_need, shard_place, shard_rule, shard_taken,
    nav_frame, echo_held,
):  # fmt: skip
    """Reads where the player is and what is woven; writes the Echo that must be kept for opening the way out."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        chosen = woven_set(weave_state[L])
        echo_held[L] = 0
        for i in range(first[L], first[L + 1]):
            if is_player[i] == 0:
                continue
            region = region_at(position[i, 0], position[i, 2], chosen, weave_region, nav_frame)
            asked = weave_need[chosen, region]
            if region > 0 and asked > 0:
                found = shards_within(region, chosen, shard_taken[L], shard_place, shard_rule, weave_region, nav_frame)
                echo_held[L] = max(asked - found, 0)
