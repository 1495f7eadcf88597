"""The boss bar: health and stance of the strongest enemy."""

from typing import TYPE_CHECKING

import numpy as np

from engine.play.shown import hud
from engine.present.draw_list import HudRow
from engine.world.ids import UP

from .readings import name_of, share

if TYPE_CHECKING:
    from engine.play.session import Session


@hud("Boss", corner="top", order=0)
def boss(session: "Session") -> list[HudRow]:
    """Health, and the stagger that breaks its stance; nothing once it has fallen."""
    view = session.world.view
    rows: list[HudRow] = []
    for row in np.flatnonzero((view["has_boss_bar"] != 0) & (view["life"] == UP)).tolist():
        health, most = float(view["health"][row]), float(view["health_max"][row])
        rows.append(HudRow(name_of(session, row), f"{health:.0f} / {most:.0f}", share(session, row), "bad"))
        if view["stagger_max"][row] > 0:
            broken = view["stun"][row] > 0
            stagger, breaks_at = float(view["stagger"][row]), float(view["stagger_max"][row])
            text = "broken" if broken else f"{stagger:.0f} / {breaks_at:.0f}"
            fraction = 1.0 if broken else stagger / breaks_at
            rows.append(HudRow("Stagger", text, fraction, "good" if broken else "normal"))
    return rows
