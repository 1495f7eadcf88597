"""The Echo block: what the party may spend, and what for."""

from typing import TYPE_CHECKING

import numpy as np

from engine.play.shown import hud
from engine.present.draw_list import HudRow
from engine.world.ids import FREE

if TYPE_CHECKING:
    from engine.play.running.session import Session

ECHO_COLOUR = "#7fe7ff"


@hud("Echo", corner="top_right", order=10, form="counter")
def echo(session: "Session") -> list[HudRow]:
    """Echo and barricades left; Echo earned and spent."""
    view = session.world.view
    left = int(view["echo"][0])
    spare = int(np.count_nonzero((view["is_barricade_spare"] != 0) & (view["life"] == FREE)))
    return [
        HudRow("Echo", str(left), None, "good" if left else "muted", "sparkle-fill", colour=ECHO_COLOUR),
        HudRow("Barricades", str(spare), None, "normal" if spare else "muted", "wall"),
        HudRow("Earned", str(int(view["echo_earned"][0])), None, "muted"),
        HudRow("Spent", str(int(view["echo_spent"][0])), None, "muted"),
    ]
