"""Shards: whoever of the party comes near a splinter of Echo picks it up."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.events import push_event
from engine.world.ids import PARTY, RUNNING, UP
from engine.world.system import system

from ..events import ECHO_FOR_SHARD


@system(
    slot="weaving",
    order=5,
    rows_with="shard_count",
    writes="shard_taken signals echo echo_earned log_count log_data log_amount",
)
def shards(
    first, outcome, run, tick, life, team, local_id, position, shard_place, shard_rule, shard_taken, signals, echo,
    echo_earned, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads where the party is; adds each shard's Echo to the lane's `echo` once, and logs who picked it up."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for s in range(len(shard_place)):
            if shard_taken[L, s] != 0:
                continue
            for i in range(first[L], first[L + 1]):
                if team[i] != PARTY or life[i] != UP:
                    continue
                across, along = shard_place[s, 0] - position[i, 0], shard_place[s, 1] - position[i, 2]
                if across * across + along * along > shard_place[s, 2] * shard_place[s, 2]:
                    continue
                amount = shard_rule[s, 0]
                shard_taken[L, s] = tick[L] + 1
                echo[L] += amount
                echo_earned[L] += amount
                push_event(
                    log_count, log_data, log_amount, run[L], tick[L], ECHO_FOR_SHARD, local_id[i], s, np.float32(amount)
                )
                break
            if shard_taken[L, s] == 0 or shard_rule[s, 1] < 0:
                continue
            is_whole = True
            for other in range(len(shard_place)):
                if shard_rule[other, 1] == shard_rule[s, 1] and shard_taken[L, other] == 0:
                    is_whole = False
            if is_whole:
                signals[L, shard_rule[s, 1]] = tick[L] + 1
