"""The ground in the running world: the height field as static columns that every lane shares."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.terrain.height import make_patch
from engine.world.columns import column
from engine.world.system import static

GROUND_HEIGHT = column(
    "ground_height", "static", "f4", ndim=2, unit="m", doc="Heights (rows along z, columns along x)."
)
GROUND_FRAME = column("ground_frame", "static", "f4", unit="m", doc="Origin x, origin z, cell, steepest tangent.")


@static(columns="ground_height ground_frame")
def ground(scene: Any, parts: Any) -> dict[str, NDArray[Any]]:
    """Fill the height field from the scene header's [terrain] block."""
    patch = make_patch(scene.header.terrain)
    return {"ground_height": np.ascontiguousarray(patch.heights), "ground_frame": patch.frame()}
