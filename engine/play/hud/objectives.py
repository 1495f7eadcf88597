"""The objectives block: what the party is asked to do, and how far it has come."""

import math
from typing import TYPE_CHECKING

from engine.play.shown import hud
from engine.play.systems.objectives import FAILED, MET
from engine.present.draw_list import HudRow
from engine.world.ids import TICKS_PER_SECOND

if TYPE_CHECKING:
    from engine.play.session import Session


@hud("Objectives", corner="top_left", order=0)
def objectives(session: "Session") -> list[HudRow]:
    """One line for each objective: its text, or its name where it has none."""
    return [
        _row(session, number, entity.components["objective"].text or entity.name)
        for number, entity in enumerate(session.compiled.view.with_component("objective"))
    ]


def _row(session: "Session", number: int, text: str) -> HudRow:
    view = session.world.view
    state = int(view["objective_state"][0, number])
    if state == MET:
        return HudRow(text, "done", None, "good")
    if state == FAILED:
        return HudRow(text, "failed", None, "bad")
    passed, whole = int(view["objective_ticks"][0, number]), int(view["objective_rule"][number, 2])
    if passed == 0:
        return HudRow(text)
    return HudRow(text, f"{math.ceil((whole - passed) / TICKS_PER_SECOND)} s", min(passed / max(whole, 1), 1.0))
