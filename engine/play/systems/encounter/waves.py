"""Waves: a spawn group that follows another is called once that one has come and few enough of it stand."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.play.systems.encounter.spawning import AFTER_GROUP, HAS_COME, WAITS
from engine.world.columns import column
from engine.world.events import CALLED, push_event
from engine.world.ids import RUNNING, UP
from engine.world.system import static, system

IS_WAVE = column(
    "is_wave",
    "lane",
    "i4",
    width=("spawn_groups",),
    digest=False,
    doc="1 for a spawn group that follows another, else 0; where all are 0 nothing of waves is in the schedule.",
)


@static(columns="is_wave")
def wave_marks(scene: Any, parts: Any) -> Mapping[str, NDArray[Any]]:
    """Which spawn groups follow another, in scene order."""
    groups = [entity.components["spawn_group"] for entity in scene.with_component("spawn_group")]
    return {"is_wave": np.array([group.when == "after" for group in groups], "i4")}


@system(
    slot="encounter",
    order=9,
    writes="spawn_clock log_count log_data log_amount",
    rows_with="is_wave",
)
def waves(
    first, outcome, run, tick, life, spawn_group, spawn_rule, spawn_clock, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads who of the group before still stands; begins the delay of the wave and logs the call with that number.

    A group that was called in this tick has not come yet, so a chain of waves comes one after the other.
    """
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for g in range(len(spawn_rule)):
            before = spawn_rule[g, 1]
            if spawn_rule[g, 0] != AFTER_GROUP or spawn_clock[L, g] != WAITS or before < 0:
                continue
            if spawn_clock[L, before] != HAS_COME:
                continue
            standing = 0
            for i in range(first[L], first[L + 1]):
                if spawn_group[i] == before and life[i] == UP:
                    standing += 1
            if standing <= spawn_rule[g, 3]:
                spawn_clock[L, g] = spawn_rule[g, 2]
                push_event(log_count, log_data, log_amount, run[L], tick[L], CALLED, g, -1, np.float32(standing))
