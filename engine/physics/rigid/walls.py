"""What stands still near awake bodies: obstacles of the scene and immovable rows, as outlines with heights."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# Whole-array arithmetic on columns, whose element types are declared in the registry.

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.physics.rigid.lane import Lane
from engine.physics.rigid.limits import DT, NEAR_M, TOP_SPEED
from engine.world.ids import UP

Array = NDArray[Any]
BELOW = 1e3
"""m that a circle reaches below its top: circles know no bottom."""


def walls_near(lane: Lane) -> tuple[Array, Array, Array, Array, Array]:
    """(place (k, 2), box (k, 4), radius (k,), low (k,), high (k,)) of what the chosen bodies may touch, float64.

    Boxes first, then circles, then the lane's own immovable rows, so that the order never depends on who is near.
    """
    c = lane.columns
    boxes, circles = c["obstacle_box"].astype(np.float64), c["obstacle_circle"].astype(np.float64)
    rows = np.flatnonzero((c["immovable"] == 1) & (c["rigid"] == 0) & (c["life"] == UP))
    place, box, radius = lane.outline(rows)
    foot = c["position"][rows, 1].astype(np.float64)
    flat = np.zeros((len(circles), 4))
    places = np.concatenate([boxes[:, :2], circles[:, :2], place])
    outlines = np.concatenate([boxes[:, 2:6], flat, box])
    radii = np.concatenate([np.zeros(len(boxes)), circles[:, 2], radius])
    low = np.concatenate([boxes[:, 6], circles[:, 3] - BELOW, foot])
    high = np.concatenate([boxes[:, 7], circles[:, 3], foot + c["height"][rows]])
    reach = np.maximum(np.sqrt(outlines[:, 0] ** 2 + outlines[:, 1] ** 2), radii)
    at = c["position"][lane.chosen].astype(np.float64)
    size = c["radius"][lane.chosen].astype(np.float64) + NEAR_M + TOP_SPEED * DT
    dx, dz = places[:, 0] - at[:, None, 0], places[:, 1] - at[:, None, 2]
    bound = reach + size[:, None]
    near = np.flatnonzero((dx * dx + dz * dz < bound * bound).any(axis=0))
    return places[near], outlines[near], radii[near], low[near], high[near]
