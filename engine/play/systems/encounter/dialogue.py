"""Dialogue: a line is said once, at the start or when what it waits for has happened."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.ai.ground_plane import ONE
from engine.play.systems.encounter.objective_states import MET
from engine.play.systems.encounter.spawning import HAS_COME
from engine.world.columns import column
from engine.world.events import SPOKEN, push_event
from engine.world.ids import RUNNING, TICKS_PER_SECOND
from engine.world.roster import roster_of
from engine.world.system import static, system

AT_START, BY_TRIGGER, WHEN_MET, ON_SIGNAL, WITH_WAVE = range(5)
_WHEN = {"start": AT_START, "trigger": BY_TRIGGER, "objective": WHEN_MET, "signal": ON_SIGNAL, "wave": WITH_WAVE}
WAITS = -1

LINE_RULE = column(
    "line_rule",
    "static",
    "i4",
    ndim=2,
    doc="(lines, 5) at the start 0, by a trigger 1, an objective 2, a signal 3 or a group 4, which, delay and length "
    "in ticks, local id of who speaks; -1 for none.",
)
LINE_CLOCK = column(
    "line_clock",
    "lane",
    "i4",
    default=WAITS,
    width=("lines",),
    unit="tick",
    doc="-1 while the line waits, else the tick in which it begins.",
)


@static(columns="line_rule line_clock")
def line_tables(scene: Any, parts: Any) -> Mapping[str, NDArray[Any]]:
    """Rows in scene order: when each line is said, for how long and by whom."""
    speakers = {row.entity: row.local_id for row in roster_of(scene, parts)}
    numbers = {
        kind: {entity.id: number for number, entity in enumerate(scene.with_component(kind))}
        for kind in ("trigger", "objective", "spawn_group")
    }
    numbers["wave"] = numbers.pop("spawn_group")
    numbers["signal"] = {name: number for number, name in enumerate(parts.signals)}
    rules: list[tuple[int, ...]] = []
    for entity in scene.with_component("line"):
        line = entity.components["line"]
        which = numbers.get(line.when, {}).get(line.signal if line.when == "signal" else line.of, -1)
        times = round(line.delay * TICKS_PER_SECOND), max(1, round(line.seconds * TICKS_PER_SECOND))
        rules.append((_WHEN[line.when], which, *times, speakers.get(line.speaker, -1)))
    table = np.array(rules, "i4").reshape(len(rules), 5)
    # The schedule has the system below only where some line waits: a scene without any leaves this empty.
    return {"line_rule": table, "line_clock": np.full(len(rules), WAITS, "i4")}


@system(slot="encounter", order=25, writes="line_clock log_count log_data log_amount", rows_with="line_clock")
def dialogue(
    outcome, run, tick, trigger_fired, objective_state, signals, spawn_clock, line_rule, line_clock, log_count,
    log_data, log_amount,
):  # fmt: skip
    """Reads what has happened; writes when each line begins, and logs it in that tick."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for k in range(len(line_rule)):
            if line_clock[L, k] == WAITS:
                kind, which = line_rule[k, 0], line_rule[k, 1]
                is_due = kind == AT_START
                if which >= 0:
                    if kind == BY_TRIGGER:
                        is_due = trigger_fired[L, which] != 0
                    elif kind == WHEN_MET:
                        is_due = objective_state[L, which] == MET
                    elif kind == ON_SIGNAL:
                        is_due = signals[L, which] != 0
                    elif kind == WITH_WAVE:
                        is_due = spawn_clock[L, which] == HAS_COME
                if is_due:
                    line_clock[L, k] = tick[L] + line_rule[k, 2]
            if line_clock[L, k] == tick[L]:
                push_event(log_count, log_data, log_amount, run[L], tick[L], SPOKEN, line_rule[k, 4], k, ONE)
