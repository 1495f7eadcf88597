"""Framing: how far away and which way to look, so that the player and the nearest threats are in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.present.draw_list import DrawList, Ring

F64 = NDArray[np.float64]
NEAR_M, BIG_RADIUS_M, BIG_NEAR_M = 18.0, 1.6, 22.0
"""Threats farther away do not count; what is as large as a boss counts from farther on."""
ROOM_EACH, MOST_ROOM, BIG_ROOM = 0.05, 1.2, 1.45
"""How much farther back the camera goes for each threat, at most, and for a boss."""
WALKS_M_S = 1.0


@dataclass(frozen=True)
class Framing:
    """room: a factor on the distance; yaw: which way to look [rad], None where nothing says."""

    room: float = 1.0
    yaw: float | None = None


def threats_of(picture: DrawList) -> list[Ring]:
    """The rings under hostiles that stand."""
    return [ring for ring in picture.rings if ring.side == "hostile" and ring.style == "solid"]


def framing(target: F64, velocity: F64, threats: Sequence[Ring]) -> Framing:
    """What frames a player at `target` (3,) [m] who moves at `velocity` (3,) [m/s], and the threats around."""
    toward, weight, room, near = np.zeros(2), 0.0, 1.0, 0
    for ring in threats:
        offset = np.array([ring.position[0] - target[0], ring.position[2] - target[2]])
        away = float(np.hypot(offset[0], offset[1]))
        is_big = ring.radius >= BIG_RADIUS_M
        if away > (BIG_NEAR_M if is_big else NEAR_M) or away < 1e-3:
            continue
        near += 1
        # Near ones count for more, and a boss for several.
        share = (3.0 if is_big else 1.0) / (away + 2.0)
        toward += offset / away * share
        weight += share
        if is_big:
            room = max(room, BIG_ROOM)
    room = max(room, min(1.0 + ROOM_EACH * near, MOST_ROOM))
    # Threats on all sides leave nothing to look at: then the way that is gone decides.
    if weight > 0.0 and float(np.hypot(toward[0], toward[1])) > 0.25 * weight:
        return Framing(room, float(np.arctan2(toward[0], toward[1])))
    if float(np.hypot(velocity[0], velocity[2])) > WALKS_M_S:
        return Framing(room, float(np.arctan2(velocity[0], velocity[2])))
    return Framing(room)
