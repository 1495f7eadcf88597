"""Marks: an arrow leaves a mark, and everybody's blows on the marked count for more until it wears off."""

from engine.ai.ground_plane import ONE, gap_between
from engine.ai.perception.sight import is_sight_clear
from engine.ai.wish import NOTHING
from engine.play.systems.fighting.blows import can_be_hit
from engine.world.events import push_event
from engine.world.ids import RUNNING, UP
from engine.world.system import system

from ..abilities import MARK
from ..events import MARKED

DRAW = 24
"""Ticks from drawing the bow until the arrow lands."""


@system(
    slot="abilities",
    order=130,
    writes="mark_ready mark_left vulnerability cast cast_ticks cast_target log_count log_data log_amount",
)
def marks(
    lane, first, outcome, run, tick, local_id, life, team, stun, position, yaw, radius, height, immovable, half_extent,
    obstacle_box, obstacle_circle, wish, wish_target, mark_bonus, mark_time, mark_range, mark_cooldown, mark_ready,
    mark_left, vulnerability, cast, cast_ticks, cast_target, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for a MARK; begins it when the cooldown allows; writes `mark_left` and `vulnerability`."""
    for i in range(len(life)):
        if outcome[lane[i]] != RUNNING:
            continue
        mark_ready[i] = max(mark_ready[i] - 1, 0)
        if mark_left[i] > 0:
            mark_left[i] -= 1
            if mark_left[i] == 0:
                vulnerability[i] = ONE
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP or mark_time[i] <= 0:
            continue
        ready = cast[i] == NOTHING and mark_ready[i] == 0 and stun[i] == 0
        if wish[i] == MARK and ready and wish_target[i] >= 0:
            if gap_between(position, radius, i, first[L] + wish_target[i]) <= mark_range[i]:
                cast[i] = MARK
                cast_ticks[i] = DRAW
                cast_target[i] = wish_target[i]
                mark_ready[i] = mark_cooldown[i]
        if cast[i] != MARK:
            continue
        cast_ticks[i] -= 1
        if cast_ticks[i] > 0:
            continue
        cast[i] = NOTHING
        j = first[L] + cast_target[i]
        if can_be_hit(i, j, life, team, immovable) and is_sight_clear(
            i, j, first[L], first[L + 1], life, immovable, position, half_extent, radius, height, yaw, obstacle_box,
            obstacle_circle,
        ):  # fmt: skip
            mark_left[j] = mark_time[i]
            vulnerability[j] = ONE + mark_bonus[i]
            push_event(
                log_count, log_data, log_amount, run[L], tick[L], MARKED, local_id[i], local_id[j], mark_bonus[i]
            )
