"""The objectives block: what the party is asked to do now, and how far it has come."""

import math
from typing import TYPE_CHECKING

from engine.play.shown import hud
from engine.play.systems.encounter.objective_states import FAILED, MET, PROTECT, SURVIVE, WAITING
from engine.present.draw_list import HudRow
from engine.world.ids import TICKS_PER_SECOND

if TYPE_CHECKING:
    from engine.play.running.session import Session

DONE_TICKS = 240
"""For so long what is done stays in sight; a run that has ended shows all of it."""


@hud("Objectives", corner="top_left", order=0, form="tasks")
def objectives(session: "Session") -> list[HudRow]:
    """One line for each objective that is open or lately done: its text, or its name where it has none.

    What is to be done comes before what must not happen.
    """
    shown = [
        (number, entity)
        for number, entity in enumerate(session.compiled.view.with_component("objective"))
        if _is_shown(session, number)
    ]
    shown.sort(key=lambda each: _kind(session, each[0]) == PROTECT)
    return [_row(session, number, entity.components["objective"].text or entity.name) for number, entity in shown]


def _kind(session: "Session", number: int) -> int:
    return int(session.world.view["objective_rule"][number, 0])


def _is_shown(session: "Session", number: int) -> bool:
    state = int(session.world.view["objective_state"][0, number])
    if state == WAITING:
        return False
    since = session.tick - int(session.world.view["objective_since"][0, number])
    return state != MET or since < DONE_TICKS or not session.is_running


def _row(session: "Session", number: int, text: str) -> HudRow:
    view = session.world.view
    state = int(view["objective_state"][0, number])
    if state == MET:
        return HudRow(text, "done", None, "good")
    if state == FAILED:
        return HudRow(text, "failed", None, "bad")
    passed, whole = int(view["objective_ticks"][0, number]), int(view["objective_rule"][number, 2])
    if passed == 0:
        # A box to tick is for what is done; what must not happen is guarded all along.
        return HudRow(text, glyph="shield" if _kind(session, number) == PROTECT else "")
    # A time that runs by itself is told in seconds; a hand's work by how much of it is done.
    is_time = _kind(session, number) == SURVIVE
    done = f"{math.ceil((whole - passed) / TICKS_PER_SECOND)} s" if is_time else f"{100 * passed // max(whole, 1)} %"
    return HudRow(text, done, min(passed / max(whole, 1), 1.0))
