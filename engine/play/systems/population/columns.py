"""Columns of a population: who walks to which gathering place, and the ways there."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.world.columns import column
from engine.world.system import static

SIDE = 32
"""Cells along each side of the grid on which a population feels how crowded it is."""

WANDER_PLACE = column("wander_place", "row", "i4", doc="Gathering place that it walks to.")
WANDER_STILL = column("wander_still", "row", "i4", unit="tick", doc="How long it has hardly come forward.")
WANDER_CROWD = column(
    "wander_crowd", "lane", "f4", width=(SIDE, SIDE), unit="1/m2", doc="People of the population a free m2, smoothed."
)
WANDER_ASIDE = column(
    "wander_aside",
    "lane",
    "f4",
    width=(SIDE, SIDE, 2),
    unit="1/m2",
    doc="The way to more room.",
)

WANDER_SPOT = column("wander_spot", "static", "f4", ndim=2, unit="m", doc="(k, 3) x, z and reach of each place.")
WANDER_WAY = column(
    "wander_way", "static", "i1", ndim=4, doc="(k, rows, columns, 2) direction to each place, of length 127."
)
WANDER_SPACE = column(
    "wander_space",
    "static",
    "f4",
    ndim=2,
    unit="1/m2",
    doc="(SIDE, SIDE) 1 / free ground of a cell; 0 for none.",
)
WANDER_FRAME = column("wander_frame", "static", "f4", unit="m", doc="Origin x, origin z and cell of the ways.")


@static(columns="wander_spot wander_way wander_space wander_frame")
def wander_tables(scene: Any, parts: Any) -> dict[str, NDArray[Any]]:
    """No places: a scene begins without a population; `Populate` brings the ways along."""
    return {
        "wander_spot": np.zeros((0, 3), np.float32),
        "wander_way": np.zeros((0, 1, 1, 2), np.int8),
        "wander_space": np.zeros((SIDE, SIDE), np.float32),
        "wander_frame": np.array([0.0, 0.0, 1.0], np.float32),
    }
