"""Sight: whether one actor is in another's view, and whether anything hides it."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ONE
from engine.ai.perception.sides import WALL
from engine.physics.angles import cosine, sine
from engine.physics.queries.sight import line_of_sight, walls_block_sight
from engine.world.kernel import helper

EYE_SHARE = np.float32(0.9)
"""Eyes stand at this share of an actor's height; what is looked for is the other's eyes."""


FEW_OBSTACLES = 24
"""Up to so many in a scene, trying all of them is faster than looking for those beside the line."""


@helper
def is_in_view(position, yaw, i, j, half_angle_cosine):
    """Whether row j stands in row i's field of view, given as the cosine of half its width; -1 sees all round."""
    if half_angle_cosine <= -ONE:
        return True
    dx = position[j, 0] - position[i, 0]
    dz = position[j, 2] - position[i, 2]
    return is_ahead(dx, dz, sine(yaw[i]), cosine(yaw[i]), half_angle_cosine)


@helper
def is_ahead(dx, dz, facing_x, facing_z, half_angle_cosine):
    """Whether somebody (dx, dz) [m] away is in the view of who faces along the unit vector (facing_x, facing_z)."""
    if half_angle_cosine <= -ONE:
        return True
    return dx * facing_x + dz * facing_z >= half_angle_cosine * np.sqrt(dx * dx + dz * dz)


@helper
def is_sight_clear(
    i, j, begin, end, life, immovable, position, half_extent, radius, height, yaw, obstacle_box, obstacle_circle
):  # fmt: skip
    """Whether neither an obstacle of the scene nor a wall of the lane (rows begin..end) hides row j from row i."""
    ax, ay, az = position[i, 0], position[i, 1] + height[i] * EYE_SHARE, position[i, 2]
    bx, by, bz = position[j, 0], position[j, 1] + height[j] * EYE_SHARE, position[j, 2]
    if not line_of_sight(ax, ay, az, bx, by, bz, obstacle_box, obstacle_circle):
        return False
    return not walls_block_sight(
        ax, ay, az, bx, by, bz, begin, end, life, immovable, position, half_extent, radius, height, yaw
    )


@helper
def listed_walls_hide(
    ax, ay, az, bx, by, bz, begin, walls, side_rows, life, immovable, position, half_extent, radius, height, yaw
):  # fmt: skip
    """Whether one of the rows listed from `begin` on hides the point b from the eye a."""
    for k in range(begin, begin + walls):
        wall = side_rows[k, WALL]
        if walls_block_sight(
            ax, ay, az, bx, by, bz, wall, wall + 1, life, immovable, position, half_extent, radius, height, yaw
        ):
            return True
    return False
