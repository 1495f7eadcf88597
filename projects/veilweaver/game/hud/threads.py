"""The thread block: how stable each anchor is, and what that means for the fight."""

from typing import TYPE_CHECKING

from engine.play.shown import hud
from engine.present.draw_list import HudRow

from ..anchor_states import STATES, state_of
from .readings import anchor_names

if TYPE_CHECKING:
    from engine.play.running.session import Session

GLYPHS = {
    "Broken": "x",
    "Critical": "warning-fill",
    "Unstable": "waves",
    "Stable": "anchor-simple",
    "Perfect": "sparkle-fill",
}


@hud("Thread stability", corner="top_right", order=20, form="gauges")
def threads(session: "Session") -> list[HudRow]:
    """One bar for each anchor; a last line while the anchors hold the victory back."""
    view = session.world.view
    rows: list[HudRow] = []
    for number, name in enumerate(anchor_names(session)):
        stability = float(view["anchor_stability"][0, number])
        state = STATES[state_of.py_func(stability)]
        value = f"{stability:.2f} {state.name.lower()}"
        rows.append(HudRow(name, value, stability, state.tone, GLYPHS[state.name], colour=state.colour))
    if rows and view["victory_hold"][0] > 0:
        rows.append(HudRow("No victory while an anchor is critical", "", None, "warning", "warning-fill"))
    return rows
