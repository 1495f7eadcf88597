"""The ability block: what the player may do now, and how long until they may do it again."""

from typing import TYPE_CHECKING

import numpy as np

from engine.play.shown import hud
from engine.present.draw_list import HudRow
from engine.world.ids import TICKS_PER_SECOND

if TYPE_CHECKING:
    from engine.play.session import Session

ABILITIES = (
    ("Blade", "melee_ready", "melee_cooldown"),
    ("Echo Pulse", "ranged_ready", "ranged_cooldown"),
    ("Echo Dash", "dash_ready", "dash_cooldown"),
)


@hud("Abilities", corner="bottom", order=0)
def abilities(session: "Session") -> list[HudRow]:
    """One bar for each ability, full when it is ready; a dash needs Echo too."""
    view = session.world.view
    player = np.flatnonzero(view["is_player"] != 0)
    if not len(player):
        return []
    row = int(player[0])
    rows: list[HudRow] = []
    for label, ready, cooldown in ABILITIES:
        left, whole = int(view[ready][row]), max(1, int(view[cooldown][row]))
        fraction = float(np.clip(1.0 - left / whole, 0.0, 1.0))
        is_short = ready == "dash_ready" and view["echo"][0] < view["dash_cost"][row]
        if is_short:
            rows.append(HudRow(label, "no Echo", 0.0, "muted"))
        else:
            rows.append(HudRow(label, "ready" if left == 0 else f"{left / TICKS_PER_SECOND:.1f} s", fraction, "normal"))
    return rows
