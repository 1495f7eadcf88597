"""Taunting: a challenge is called, and whoever hears it looks at nobody else for a while."""

from engine.ai.ground_plane import gap_between, ground_distance
from engine.ai.thinking import thinks
from engine.ai.wish import NOTHING
from engine.world.events import push_event
from engine.world.ids import NEUTRAL, RUNNING, UP
from engine.world.system import system

from ..abilities import TAUNT
from ..events import TAUNTED

GESTURE = 15
"""Ticks that the call takes."""


@system(slot="perception", order=50, writes="target target_distance")
def taunted_attention(
    lane, first, outcome, tick, local_id, life, taunted_by, taunt_left, position, radius, target, target_distance,
):  # fmt: skip
    """Reads who is taunted, after the eyes have chosen; writes the taunter as `target`."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP or taunt_left[i] <= 0 or not thinks(tick[L], local_id[i]):
            continue
        j = first[L] + taunted_by[i]
        if life[j] == UP:
            target[i] = taunted_by[i]
            target_distance[i] = gap_between(position, radius, i, j)


@system(
    slot="abilities",
    order=110,
    writes="taunt_ready taunted_by taunt_left cast cast_ticks cast_target log_count log_data log_amount",
)
def taunting(
    lane, first, outcome, run, tick, local_id, life, team, stun, position, wish, taunt_radius, taunt_time,
    taunt_cooldown, taunt_ready, taunted_by, taunt_left, cast, cast_ticks, cast_target, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for a TAUNT; begins it when the cooldown allows; writes who heeds whom, and for how long."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING:
            continue
        taunt_ready[i] = max(taunt_ready[i] - 1, 0)
        taunt_left[i] = max(taunt_left[i] - 1, 0)
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP or taunt_time[i] <= 0:
            continue
        if wish[i] == TAUNT and cast[i] == NOTHING and taunt_ready[i] == 0 and stun[i] == 0:
            cast[i] = TAUNT
            cast_ticks[i] = GESTURE
            cast_target[i] = -1
            taunt_ready[i] = taunt_cooldown[i]
        if cast[i] != TAUNT:
            continue
        cast_ticks[i] -= 1
        if cast_ticks[i] > 0:
            continue
        cast[i] = NOTHING
        for j in range(first[L], first[L + 1]):
            if life[j] != UP or team[j] == team[i] or team[j] == NEUTRAL:
                continue
            if ground_distance(position, i, j) <= taunt_radius[i]:
                taunted_by[j] = local_id[i]
                taunt_left[j] = taunt_time[i]
                push_event(
                    log_count, log_data, log_amount, run[L], tick[L], TAUNTED, local_id[i], local_id[j], taunt_radius[i]
                )
