"""Lessons: an effigy that spars with the player alone, and falls apart once they have guarded against it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.ai.ground_plane import ONE, gap_between
from engine.ai.thinking import thinks
from engine.world.columns import column
from engine.world.events import DEATH, push_event
from engine.world.ids import DEAD, RUNNING, UP
from engine.world.roster import roster_of
from engine.world.system import static, system

LESSON_SIGNAL = column("lesson_signal", "row", "i4", doc="Place in `signals` of what it sends, + 1; 0 for no lesson.")
LESSON_BLOWS = column("lesson_blows", "lane", "i4", doc="Blows of lessons that the player has taken so far.")
ENOUGH = 4
"""So many blows teach as well: nobody is kept here who can't find the key."""


@static(columns="lesson_signal")
def lesson_tables(scene: Any, parts: Any) -> Mapping[str, NDArray[Any]]:
    """Which rows are lessons, and what they send."""
    places = {name: place + 1 for place, name in enumerate(parts.signals)}
    lessons = [row.view.components.get("lesson") for row in roster_of(scene, parts)]
    return {"lesson_signal": np.array([places.get(each.signal, 0) if each else 0 for each in lessons], "i4")}


@system(slot="perception", order=51, writes="target target_distance", rows_with="lesson_signal")
def lesson_attention(
    first, outcome, tick, local_id, life, is_player, position, radius, lesson_signal, target, target_distance
):
    """Reads where the player is, after the eyes and taunts have had their say; a lesson looks at nobody else."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for i in range(first[L], first[L + 1]):
            if lesson_signal[i] == 0 or life[i] != UP or not thinks(tick[L], local_id[i]):
                continue
            target[i] = -1
            for j in range(first[L], first[L + 1]):
                if is_player[j] != 0 and life[j] == UP:
                    target[i] = local_id[j]
                    target_distance[i] = gap_between(position, radius, i, j)


@system(
    slot="weaving", order=30, writes="signals lesson_blows life log_count log_data log_amount",
    rows_with="lesson_signal",
)  # fmt: skip
def lessons(
    first, outcome, run, tick, local_id, is_player, is_guarding, last_hit_ticks, last_hit_by, lesson_signal, life,
    signals, lesson_blows, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads who was hit by a lesson in this tick, and whether on guard; sends its signal, and takes it out of play."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        low, high = first[L], first[L + 1]
        for i in range(low, high):
            if is_player[i] == 0 or last_hit_ticks[i] != 0 or last_hit_by[i] < 0:
                continue
            if lesson_signal[low + last_hit_by[i]] > 0:
                lesson_blows[L] = ENOUGH if is_guarding[i] != 0 else lesson_blows[L] + 1
        for i in range(low, high):
            if lesson_signal[i] == 0 or (lesson_blows[L] < ENOUGH and life[i] != DEAD):
                continue
            if signals[L, lesson_signal[i] - 1] == 0:
                signals[L, lesson_signal[i] - 1] = tick[L] + 1
            if life[i] == UP:
                life[i] = DEAD
                push_event(log_count, log_data, log_amount, run[L], tick[L], DEATH, -1, local_id[i], ONE)
