"""The boss bar: health, phases and stance of the strongest enemy, and what it has learned of the party."""

from typing import TYPE_CHECKING

import numpy as np

from engine.play.shown import hud
from engine.present.draw_list import HudRow
from engine.world.ids import UP

from ..warden.phases import FULCRUM_SHIFT, HUNDRED, OVERRIDE_AT, PHASE_NAMES, SHIFT_AT
from .readings import lane_value, name_of, share

if TYPE_CHECKING:
    from engine.play.running.session import Session


PHASES = (round(float(SHIFT_AT / HUNDRED), 2), round(float(OVERRIDE_AT / HUNDRED), 2))
"""Shares of its health at which a boss with phases changes its ways."""
ADAPTED = {
    1: ("shield-check", "Anti-ranged field", "shots do 40 % less"),
    2: ("lightning", "Counter-shock", "15 % of each blow comes back"),
}


@hud("Boss", corner="top", order=0, form="boss")
def boss(session: "Session") -> list[HudRow]:
    """Health, the stagger that breaks its stance, and how it has adapted; nothing once it has fallen."""
    view = session.world.view
    rows: list[HudRow] = []
    for row in np.flatnonzero((view["has_boss_bar"] != 0) & (view["life"] == UP)).tolist():
        health, most = float(view["health"][row]), float(view["health_max"][row])
        phase = min(lane_value(session, "warden_phase"), len(PHASE_NAMES) - 1)
        rows.append(
            HudRow(
                name_of(session, row), f"{health:.0f} / {most:.0f}", share(session, row), "bad", "crown-simple",
                PHASE_NAMES[phase], PHASES if phase > 0 else (),
            )
        )  # fmt: skip
        if view["stagger_max"][row] > 0:
            broken = view["stun"][row] > 0
            stagger, breaks_at = float(view["stagger"][row]), float(view["stagger_max"][row])
            text = "broken" if broken else f"{stagger:.0f} / {breaks_at:.0f}"
            fraction = 1.0 if broken else stagger / breaks_at
            rows.append(HudRow("Stagger", text, fraction, "good" if broken else "warning"))
    if rows and lane_value(session, "warden_phase") > 0:
        rows += _court(session, float(np.max(view["ward_stops"])))
    adapted = ADAPTED.get(lane_value(session, "adaptation"))
    if rows and adapted is not None:
        glyph, name, meaning = adapted
        rows.append(HudRow(name, meaning, None, "warning", glyph))
    return rows


def _court(session: "Session", stops: float) -> list[HudRow]:
    """What protects the boss, and how that ends."""
    view = session.world.view
    rows: list[HudRow] = []
    if lane_value(session, "warden_ward"):
        rows.append(
            HudRow("Warded", f"{stops * 100:.0f} % of harm stopped; stand on a sigil", None, "warning", "shield")
        )
    if "pylon_stands" in view and lane_value(session, "warden_phase") >= FULCRUM_SHIFT:
        standing = view["pylon_stands"][0] != 0
        stopped = 1.0 - float(np.prod(1.0 - view["pylon_feeds"][standing]))
        if standing.any():
            count = int(standing.sum())
            name = f"{count} {'pylon feeds' if count == 1 else 'pylons feed'} it"
            rows.append(
                HudRow(name, f"{stopped * 100:.0f} % less harm; unbind them", None, "warning", "link-simple-horizontal")
            )
    return rows
