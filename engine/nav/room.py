"""The grid of free room: for each cell, how far its middle is from the nearest thing that blocks the way.

One number serves actors of every size: a cell is free for a radius when it has at least that much room.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.nav.floors import raised, room_at_ledges
from engine.physics.crowd.limits import CLIMB_LIMIT
from engine.physics.obstacles import Obstacles
from engine.terrain.height import Heightfield

CELL_M = 0.5
LARGEST_SIDE = 256
EIGHTHS = 8  # room is stored in eighths of a metre, one byte a cell, so at most about 32 m
LOWEST_STEP_M = 0.35  # what ends lower above the ground is stepped on: the step of a usual body
HEADROOM_M = 1.8  # and what begins higher is walked under: its height
Grid = NDArray[np.uint8]
F64 = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class RoomGrid:
    """room (rows along z, columns along x) uint8 [m/8]; cell (row, column) begins at origin + (column, row) * cell."""

    room: Grid
    origin: tuple[float, float]
    cell: float

    def frame(self) -> NDArray[np.float32]:
        """(3,) float32: origin x, origin z, cell [m]."""
        return np.array([*self.origin, self.cell], np.float32)


def make_room(ground: Heightfield, obstacles: Obstacles, *, has_rim: bool = True) -> RoomGrid:
    """The grid over the whole ground, half a metre fine, or coarser where that would be more than 256 cells a side.

    Nobody walks over a rim; without one the ground goes on beyond the grid. The tops of the obstacles' `floors` are
    walked over like ground; where they end higher or lower than a step, nobody goes on.
    """
    rows, columns = ground.heights.shape
    width, depth = (columns - 1) * ground.cell, (rows - 1) * ground.cell
    cell = max(CELL_M, max(width, depth) / LARGEST_SIDE)
    across, along = max(int(width / cell), 1), max(int(depth / cell), 1)
    x = ground.origin[0] + (np.arange(across) + 0.5) * cell
    z = ground.origin[1] + (np.arange(along) + 0.5) * cell
    grid_x, grid_z = np.meshgrid(x, z)
    free = np.minimum.reduce(
        [
            grid_x - ground.origin[0],
            ground.origin[0] + width - grid_x,
            grid_z - ground.origin[1],
            ground.origin[1] + depth - grid_z,
        ]
    )
    if not has_rim:
        free = np.full_like(free, 255 / EIGHTHS)
    height, steepness = _ground_at(ground, grid_x, grid_z)
    if obstacles.floors:
        surface, is_floor = raised(height, grid_x, grid_z, obstacles.boxes[list(obstacles.floors)])
        free = np.minimum(free, room_at_ledges(surface, is_floor, grid_x, grid_z, LOWEST_STEP_M))
        height, steepness = surface, np.where(is_floor, 0.0, steepness)
    for number, box in enumerate(obstacles.boxes.astype(np.float64)):
        if number in obstacles.floors:
            continue
        tall = (box[7] > height + LOWEST_STEP_M) & (box[6] < height + HEADROOM_M)
        free = np.where(tall, np.minimum(free, distance_to_box(grid_x, grid_z, box[:6])), free)
    for circle in obstacles.circles.astype(np.float64):
        away = np.hypot(grid_x - circle[0], grid_z - circle[1]) - circle[2]
        free = np.where(circle[3] > height + LOWEST_STEP_M, np.minimum(free, away), free)
    free = np.where(steepness > float(CLIMB_LIMIT), 0.0, free)
    room = np.clip(np.floor(free * EIGHTHS), 0, 255).astype(np.uint8)
    return RoomGrid(room, ground.origin, float(cell))


def distance_to_box(x: F64, z: F64, box: F64) -> F64:
    """Distance [m] from each point to a turned box (centre x, z, half x, z, cos, sin of yaw); 0 inside."""
    dx, dz = x - box[0], z - box[1]
    right = np.maximum(np.abs(dx * box[4] - dz * box[5]) - box[2], 0.0)
    ahead = np.maximum(np.abs(dx * box[5] + dz * box[4]) - box[3], 0.0)
    return np.hypot(right, ahead)


def _ground_at(ground: Heightfield, x: F64, z: F64) -> tuple[F64, F64]:
    """Height and steepness (tangent) at each point, from the nearest lattice cell."""
    rows, columns = ground.heights.shape
    column = np.clip(((x - ground.origin[0]) / ground.cell).astype(np.int64), 0, columns - 2)
    row = np.clip(((z - ground.origin[1]) / ground.cell).astype(np.int64), 0, rows - 2)
    h = ground.heights.astype(np.float64)
    a, b, c, d = h[row, column], h[row, column + 1], h[row + 1, column], h[row + 1, column + 1]
    slope_x = (b - a + d - c) / (2 * ground.cell)
    slope_z = (c - a + d - b) / (2 * ground.cell)
    return (a + b + c + d) / 4, np.hypot(slope_x, slope_z)
