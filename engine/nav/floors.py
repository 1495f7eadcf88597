"""Floors above the ground: decks, stairs and landings that ways lead over, and the ledges at which they end."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.floating[Any]]
Mask = NDArray[np.bool_]


def raised(height: F64, x: F64, z: F64, floors: NDArray[np.float32]) -> tuple[F64, Mask]:
    """Height [m] of what is walked on at each cell's middle (x, z) [m], and which cells are a floor's.

    `floors` (k, 8): boxes as the obstacles hold them; where two lie above each other, the higher one counts. A floor
    under the ground is none.
    """
    surface = height.astype(np.float64)
    is_floor = np.zeros(height.shape, np.bool_)
    for box in floors.astype(np.float64):
        dx, dz = x - box[0], z - box[1]
        inside = (np.abs(dx * box[4] - dz * box[5]) <= box[2]) & (np.abs(dx * box[5] + dz * box[4]) <= box[3])
        higher = inside & (surface < box[7])
        surface[higher] = box[7]
        is_floor |= higher
    return surface, is_floor


def room_at_ledges(surface: F64, is_floor: Mask, x: F64, z: F64, step: float) -> F64:
    """Distance [m] from each cell's middle to the nearest ledge; infinite without any.

    A ledge is an edge between a floor's cell and a neighbour that lies more than `step` [m] higher or lower.
    """
    room = np.full(surface.shape, np.inf)
    cell = float(x[0, 1] - x[0, 0]) if x.shape[1] > 1 else float(z[1, 0] - z[0, 0])
    for axis in range(2):
        ahead = (slice(1, None), slice(None)) if axis == 0 else (slice(None), slice(1, None))
        behind = (slice(None, -1), slice(None)) if axis == 0 else (slice(None), slice(None, -1))
        is_ledge = (np.abs(surface[ahead] - surface[behind]) > step) & (is_floor[ahead] | is_floor[behind])
        rows, columns = np.nonzero(is_ledge)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            middle_x = x[row, column] + (cell / 2 if axis == 1 else 0.0)
            middle_z = z[row, column] + (cell / 2 if axis == 0 else 0.0)
            along = np.maximum(np.abs((x if axis == 0 else z) - (middle_x if axis == 0 else middle_z)) - cell / 2, 0.0)
            across = (z - middle_z) if axis == 0 else (x - middle_x)
            room = np.minimum(room, np.hypot(along, across))
    return room
