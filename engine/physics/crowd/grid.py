"""The crowd's own grid as plain numbers: where its cells lie and how many movers each held in the last tick."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.physics.crowd.limits import CELLS_PER_SLOT
from engine.physics.crowd.sort import first_slot


@dataclass(frozen=True, eq=False)
class CrowdGrid:
    """Cells of one lane: low corner (x, z) [m], cell width and height [m], movers (lines, columns) i4 in each.

    A line lies along x and is as high as two bodies can reach; its columns are half as wide as that, so that two runs
    of cells hold everybody whom a mover can touch.
    """

    low: tuple[float, float]
    width: float
    height: float
    movers: NDArray[np.int32]


def crowd_grid(view: Mapping[str, NDArray[Any]], lane: int = 0) -> CrowdGrid:
    """The grid that the crowd sorted a lane into in its last tick, read from its columns.

    Empty before the first tick, and where groups are so far apart that the grid is folded: a cell is no one place then.
    """
    low_x, low_z, per_width, per_height, columns, lines, folded = map(float, view["crowd_frame"][lane])
    if not view["crowd_count"][lane] or per_width <= 0.0 or folded:
        return CrowdGrid((0.0, 0.0), 0.0, 0.0, np.zeros((0, 0), np.int32))
    begin = int(first_slot(view["first"], lane)) * CELLS_PER_SLOT
    cells = view["crowd_cells"].reshape(-1)[begin : begin + 1 + int(columns) * int(lines)]
    movers = np.diff(cells).astype(np.int32).reshape(int(lines), int(columns))
    return CrowdGrid((low_x, low_z), 1.0 / per_width, 1.0 / per_height, movers)
