"""Reading the ground from kernels: bilinear height and slope at any point, clamped at the rim.

The ground lies in tiles of 64 x 64 lattice cells (65 x 65 heights, so that no cell needs two tiles), found through an
index. A place is counted on the lattice of the whole world, whose cells are a power of two long, so that it rounds in
the same way wherever the index begins and whatever other tiles there are.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.kernel import helper, kernel
from engine.world.vectors import take

F32 = np.float32
ONE = F32(1)
TILE_CELLS = 64
TILE_SIDE = TILE_CELLS + 1
TILE_HEIGHTS = TILE_SIDE * TILE_SIDE
ROW = F32(TILE_SIDE)
CELLS, SHARE = F32(TILE_CELLS), F32(1 / TILE_CELLS)
# Where things stand in `ground_frame`.
INDEX_X, INDEX_Z, CELL, STEEPEST, LOW_X, LOW_Z, HIGH_X, HIGH_Z, HIGHEST = range(9)


@helper
def corners(ground_tiles, ground_index, ground_frame, x, z):
    """Heights at the four corners of the cell that holds (x, z), and how far in (0..1) the place lies."""
    cell = ground_frame[CELL]
    u = min(max(x, ground_frame[LOW_X]), ground_frame[HIGH_X]) / cell
    v = min(max(z, ground_frame[LOW_Z]), ground_frame[HIGH_Z]) / cell
    column = np.floor(u)
    row = np.floor(v)
    tile_u = np.floor(column * SHARE)
    tile_v = np.floor(row * SHARE)
    scale = SHARE / cell
    tile = int(tile_v - ground_frame[INDEX_Z] * scale) * ground_index.shape[1] + int(
        tile_u - ground_frame[INDEX_X] * scale
    )
    place = take(ground_index, tile) * TILE_HEIGHTS + int((row - tile_v * CELLS) * ROW + (column - tile_u * CELLS))
    return (
        take(ground_tiles, place), take(ground_tiles, place + 1), take(ground_tiles, place + TILE_SIDE),
        take(ground_tiles, place + TILE_SIDE + 1), u - column, v - row,
    )  # fmt: skip


@kernel
def sample_height(ground_tiles, ground_index, ground_frame, x, z):
    """Height [m] of the ground at (x, z) [m], which must be numbers; beyond the rim, the rim's height."""
    near, near_right, far, far_right, u, v = corners(ground_tiles, ground_index, ground_frame, x, z)
    near = near * (ONE - u) + near_right * u
    far = far * (ONE - u) + far_right * u
    return near * (ONE - v) + far * v


@helper
def sample_slope(ground_tiles, ground_index, ground_frame, x, z):
    """(dh/dx, dh/dz) at (x, z): the gradient of the same bilinear cell, float32, dimensionless."""
    near, near_right, far, far_right, u, v = corners(ground_tiles, ground_index, ground_frame, x, z)
    cell = ground_frame[CELL]
    slope_x = ((near_right - near) * (ONE - v) + (far_right - far) * v) / cell
    slope_z = ((far - near) * (ONE - u) + (far_right - near_right) * u) / cell
    return slope_x, slope_z
