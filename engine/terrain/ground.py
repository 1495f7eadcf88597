"""The ground in the running world: tiles of heights as static columns that every lane shares."""

from typing import Any

from numpy.typing import NDArray

from engine.terrain.edited import terrain_edits_of
from engine.terrain.height import make_patch
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
    doc="Where the index begins (x, z), cell, steepest tangent, rim (low x, low z, high x, high z), highest point.",
)  # fmt: skip


@static(columns="ground_tiles ground_index ground_frame")
def ground(scene: Any, parts: Any) -> dict[str, NDArray[Any]]:
    """Fill the tiles from the scene header's [terrain] block and from what designers shaped."""
    return make_patch(scene.header.terrain, terrain_edits_of(scene)).tables()
