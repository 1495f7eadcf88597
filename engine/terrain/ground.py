"""The ground in the running world: tiles of heights as static columns that every lane shares."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.terrain.of_scene import dense_ground_of, landscape_of
from engine.terrain.pinned.pool import empty_tables
from engine.world.columns import column
from engine.world.system import static

GROUND_TILES = column(
    "ground_tiles", "static", "f4", ndim=2, unit="m",
    doc="(1 + tiles, 65 * 65) heights, rows along z, columns along x; row 0 is NaN and stands for no tile.",
)  # fmt: skip
GROUND_INDEX = column(
    "ground_index",
    "static",
    "i4",
    ndim=2,
    doc="Row of `ground_tiles` for each tile of 64 cells; 0 where there is none.",
)
GROUND_FRAME = column(
    "ground_frame", "static", "f4", unit="m",
    doc="Where the index begins (x, z), cell, steepest tangent, rim (low x, z, high x, z), highest point, version.",
)  # fmt: skip


@static(columns="ground_tiles ground_index ground_frame")
def ground(scene: Any, parts: Any) -> dict[str, NDArray[Any]]:
    """All tiles of a patch; of an endless world none: each running one has its own (`engine.terrain.pinned`)."""
    if scene.header.terrain.kind == "patch":
        return dense_ground_of(scene).tables()
    land = landscape_of(scene)
    return {**empty_tables(land.cell, land.version), "endless": np.uint8(1)}  # pyright: ignore[reportReturnType]
