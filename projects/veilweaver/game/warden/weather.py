"""Weather: what the storm at the crossroads has left of everybody's sight holds in the Warden's court."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.world.columns import column
from engine.world.ids import RUNNING
from engine.world.roster import roster_of
from engine.world.system import static, system

SIGHT_WHEN_CLEAR = column("sight_when_clear", "row", "f4", unit="m", doc="How far it sees in clear weather.")
USUAL_SIGHT_M = 25.0
NO_WARDEN = 0


@static(columns="sight_when_clear")
def clear_sight(scene: Any, parts: Any) -> Mapping[str, NDArray[Any]]:
    """What the perception component says; the usual sight for whoever has none."""
    rows = [row.view.components.get("perception") for row in roster_of(scene, parts)]
    return {"sight_when_clear": np.array([USUAL_SIGHT_M if row is None else row.sight for row in rows], "f4")}


@system(slot="perception", order=-20, rows_with="is_warden", writes="sight_range")
def sight_in_weather(lane, outcome, warden_phase, sight_scale, sight_when_clear, sight_range):
    """Reads the share of sight that the weather leaves; writes `sight_range` of friend and foe in the fight."""
    for i in range(len(sight_range)):
        L = lane[i]
        if outcome[L] == RUNNING and warden_phase[L] != NO_WARDEN:
            sight_range[i] = sight_when_clear[i] * sight_scale[L]
