"""Eight movers at once on open ground: the vector forms of what most of a crowd needs in every tick.

Each does lane by lane what its namesake for one does, operation for operation, so a mover has the same bits whether it
is worked on with seven others or alone.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.angles import A1, A3, A5, A7, A9, HALF_PI, INV_TWO_PI, PI, TWO_PI
from engine.physics.crowd.limits import HALF, ONE, ZERO
from engine.terrain.sample import (
    CELL,
    CELLS,
    HIGH_X,
    HIGH_Z,
    INDEX_X,
    INDEX_Z,
    LOW_X,
    LOW_Z,
    ROW,
    SHARE,
    TILE_HEIGHTS,
    TILE_SIDE,
)
from engine.world.kernel import helper
from engine.world.vectors import abs8, floor8, gather_ints8, gather_two8, ints8, max8, min8, select8, sqrt8

F32 = np.float32
MINUS = F32(-1)


@helper
def shortened8(x, z, longest):
    """`shortened` for eight."""
    squared = x * x + z * z
    scale = select8(squared <= longest * longest, ONE, longest / sqrt8(squared))
    return x * scale, z * scale


@helper
def heading8(x, z):
    """`heading` for eight."""
    across = abs8(x)
    ahead = abs8(z)
    larger = max8(across, ahead)
    ratio = min8(across, ahead) / larger
    s = ratio * ratio
    angle = ratio * (A1 + s * (A3 + s * (A5 + s * (A7 + s * A9))))
    angle = select8(across > ahead, HALF_PI - angle, angle)
    angle = select8(z < ZERO, PI - angle, angle)
    angle = select8(x < ZERO, angle * MINUS, angle)
    return select8(larger <= ZERO, ZERO, angle)


@helper
def wrap_angle8(angle):
    """`wrap_angle` for eight."""
    return angle - TWO_PI * floor8(angle * INV_TWO_PI + HALF)


@helper
def turn_towards8(yaw, wanted, step):
    """`turn_towards` for eight."""
    off = wrap_angle8(wanted - yaw)
    off = min8(max8(off, step * MINUS), step)
    return wrap_angle8(yaw + off)


@helper
def corners8(ground_tiles, ground_index, ground_frame, x, z):
    """`corners` for eight; places that are no numbers count as the rim."""
    cell = ground_frame[CELL]
    u = min8(max8(x, ground_frame[LOW_X]), ground_frame[HIGH_X]) / cell
    v = min8(max8(z, ground_frame[LOW_Z]), ground_frame[HIGH_Z]) / cell
    column = floor8(u)
    row = floor8(v)
    tile_u = floor8(column * SHARE)
    tile_v = floor8(row * SHARE)
    scale = SHARE / cell
    tile = ints8(tile_v - ground_frame[INDEX_Z] * scale) * ground_index.shape[1] + ints8(
        tile_u - ground_frame[INDEX_X] * scale
    )
    place = gather_ints8(ground_index, tile) * TILE_HEIGHTS + ints8(
        (row - tile_v * CELLS) * ROW + (column - tile_u * CELLS)
    )
    near, near_right = gather_two8(ground_tiles, place)
    far, far_right = gather_two8(ground_tiles, place + TILE_SIDE)
    return near, near_right, far, far_right, u - column, v - row


@helper
def sample_height8(ground_tiles, ground_index, ground_frame, x, z):
    """`sample_height` for eight; every x and z must be a number."""
    near, near_right, far, far_right, u, v = corners8(ground_tiles, ground_index, ground_frame, x, z)
    near = near * (ONE - u) + near_right * u
    far = far * (ONE - u) + far_right * u
    return near * (ONE - v) + far * v


@helper
def sample_slope8(ground_tiles, ground_index, ground_frame, x, z):
    """`sample_slope` for eight; places that are no numbers count as the rim."""
    near, near_right, far, far_right, u, v = corners8(ground_tiles, ground_index, ground_frame, x, z)
    cell = ground_frame[CELL]
    slope_x = ((near_right - near) * (ONE - v) + (far_right - far) * v) / cell
    slope_z = ((far - near) * (ONE - u) + (far_right - near_right) * u) / cell
    return slope_x, slope_z
