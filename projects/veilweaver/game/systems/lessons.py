"""Lessons: an effigy says when the player has guarded against it; who fells it instead has learned enough."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.world.columns import column
from engine.world.ids import DEAD, RUNNING
from engine.world.roster import roster_of
from engine.world.system import static, system

LESSON_SIGNAL = column("lesson_signal", "row", "i4", doc="Place in `signals` of what it sends, + 1; 0 for no lesson.")


@static(columns="lesson_signal")
def lesson_tables(scene: Any, parts: Any) -> Mapping[str, NDArray[Any]]:
    """Which rows are lessons, and what they send."""
    places = {name: place + 1 for place, name in enumerate(parts.signals)}
    lessons = [row.view.components.get("lesson") for row in roster_of(scene, parts)]
    return {"lesson_signal": np.array([places.get(each.signal, 0) if each else 0 for each in lessons], "i4")}


@system(slot="weaving", order=30, writes="signals", rows_with="lesson_signal")
def lessons(first, outcome, tick, life, is_player, is_guarding, last_hit_ticks, last_hit_by, lesson_signal, signals):
    """Reads who guards and who was hit by a lesson in this tick, or that it has fallen; sends the lesson's signal."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for i in range(first[L], first[L + 1]):
            if is_player[i] != 0 and is_guarding[i] != 0 and last_hit_ticks[i] == 0 and last_hit_by[i] >= 0:
                sent = lesson_signal[first[L] + last_hit_by[i]]
                if sent > 0 and signals[L, sent - 1] == 0:
                    signals[L, sent - 1] = tick[L] + 1
            if lesson_signal[i] > 0 and life[i] == DEAD and signals[L, lesson_signal[i] - 1] == 0:
                signals[L, lesson_signal[i] - 1] = tick[L] + 1
