"""Verdicts: whether a weave may be woven or let go now, and if not, why; one function for the rule and the preview."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import FAR
from engine.nav.walk import cell_line, room_needed
from engine.world.ids import DOWN, PARTY, UP
from engine.world.kernel import helper

from .joined import barricades_cut
from .kinds import (
    ALLOWED,
    BACK,
    BARRICADED,
    BUDGET,
    CLOSES_THE_WAY,
    EXCLUDED,
    EXCLUDES,
    NO_BUDGET,
    NO_ECHO,
    PARTS_THE_PARTY,
    PRICE,
    SHARE,
    SOMEBODY_STANDS_THERE,
)

BESIDE = 2
"""Cells round somebody's own in which free ground is looked for: who was pushed stands tight, not nowhere."""


@helper
def woven_set(state):
    """The set of woven weaves as bits, from `state` (weaves,)."""
    bits = 0
    for k in range(len(state)):
        if state[k] != 0:
            bits |= 1 << k
    return bits


@helper
def region_at(x, z, chosen, weave_region, nav_frame):
    """Region of the cell of (x, z) [m] with the weaves of the set `chosen`, or of the nearest cell beside it, or 0."""
    rows, columns = weave_region.shape[1:]
    column = cell_line(x, nav_frame[0], nav_frame[2], columns)
    row = cell_line(z, nav_frame[1], nav_frame[2], rows)
    best = 0
    best_away = FAR
    for r in range(max(row - BESIDE, 0), min(row + BESIDE, rows - 1) + 1):
        for c in range(max(column - BESIDE, 0), min(column + BESIDE, columns - 1) + 1):
            away = np.float32((r - row) * (r - row) + (c - column) * (c - column))
            if weave_region[chosen, r, c] > 0 and away < best_away:
                best = int(weave_region[chosen, r, c])
                best_away = away
    return best


@helper
def shards_within(region, chosen, taken, shard_place, shard_rule, weave_region, nav_frame):
    """Echo of the shards that lie in a region and nobody has taken."""
    total = 0
    for s in range(len(taken)):
        if taken[s] == 0:
            if region_at(shard_place[s, 0], shard_place[s, 1], chosen, weave_region, nav_frame) == region:
                total += shard_rule[s, 0]
    return total


@helper
def nearest_weave(x, z, weave_place):
    """Number of the nearest weave within whose reach (x, z) [m] lies, or -1."""
    best = -1
    best_away = FAR
    for k in range(len(weave_place)):
        across, along = weave_place[k, 0] - x, weave_place[k, 1] - z
        away = np.sqrt(across * across + along * along)
        if away <= weave_place[k, 2] and away < best_away:
            best = k
            best_away = away
    return best


@helper
def weave_verdict(
    k, low, high, weaver, state, budget, purse, taken, weave_rule, weave_region, weave_need, shard_place, shard_rule,
    nav_frame, life, team, position, is_barricade_spare, half_extent, yaw, weave_place, way_out,
):  # fmt: skip
    """Whether row `weaver` may weave weave k, or let it go where it is woven: ALLOWED, or the reason against it.

    `state` (weaves,), `budget` (2,), `purse` and `taken` (shards,) are the lane's, low..high its rows. The way out must
    still be open from where everybody stands, or be to be opened with the Echo that is left and the shards at hand.
    """
    is_woven = state[k] != 0
    before = woven_set(state)
    after = before ^ (1 << k)
    left = purse
    if is_woven:
        left += weave_rule[k, BACK]
    else:
        if purse < weave_rule[k, PRICE]:
            return NO_ECHO
        other = weave_rule[k, EXCLUDES]
        if other >= 0 and state[other] != 0:
            return EXCLUDED
        if budget[weave_rule[k, BUDGET]] < weave_rule[k, SHARE]:
            return NO_BUDGET
        left -= weave_rule[k, PRICE]
    x, z = position[weaver, 0], position[weaver, 2]
    there = region_at(x, z, after, weave_region, nav_frame)
    if there == 0:
        return SOMEBODY_STANDS_THERE
    asked = weave_need[after, there]
    if asked > left + shards_within(there, after, taken, shard_place, shard_rule, weave_region, nav_frame):
        return CLOSES_THE_WAY
    here = region_at(x, z, before, weave_region, nav_frame)
    for i in range(low, high):
        if team[i] != PARTY or i == weaver or (life[i] != UP and life[i] != DOWN):
            continue
        then = region_at(position[i, 0], position[i, 2], after, weave_region, nav_frame)
        was = region_at(position[i, 0], position[i, 2], before, weave_region, nav_frame)
        if then == 0 and was != 0:
            return SOMEBODY_STANDS_THERE
        if then != there and was == here:
            return PARTS_THE_PARTY
    if barricades_cut(
        weaver, low, high, after, there, room_needed(way_out[2]), life, team, is_barricade_spare, position, half_extent,
        yaw, nav_frame, weave_region, weave_place, way_out, shard_place, taken,
    ):  # fmt: skip
        return BARRICADED
    return ALLOWED
