"""A flying ball against one solid thing: the way out of a box, a pillar or the ground, and how a speed bounces off."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.terrain.sample import sample_height, sample_slope
from engine.world.kernel import helper

F32 = np.float32
ZERO, ONE, TINY = F32(0), F32(1), F32(1e-6)
REBOUNDS = F32(0.5)
"""m/s: a slower blow gives nothing back, so that a ball comes to rest."""


@helper
def out_of_point(dx, dy, dz, radius, else_x, else_z):
    """(normal x, y, z, depth [m]) of a ball whose middle is (dx, dy, dz) from the nearest point of a solid.

    Depth is negative when they are apart. A middle right on the surface leaves along (else_x, else_z).
    """
    squared = dx * dx + dy * dy + dz * dz
    if squared > TINY:
        distance = np.sqrt(squared)
        return dx / distance, dy / distance, dz / distance, radius - distance
    length = np.sqrt(else_x * else_x + else_z * else_z)
    if length > TINY:
        return else_x / length, ZERO, else_z / length, radius
    return ZERO, ONE, ZERO, radius


@helper
def out_of_box(x, y, z, radius, centre_x, centre_z, half_x, half_z, cos_yaw, sin_yaw, low, high):
    """(normal x, y, z, depth [m]) of a ball against a turned box between the heights `low` and `high`."""
    dx = x - centre_x
    dz = z - centre_z
    right = dx * cos_yaw - dz * sin_yaw
    ahead = dx * sin_yaw + dz * cos_yaw
    off_right = right - min(max(right, -half_x), half_x)
    off_ahead = ahead - min(max(ahead, -half_z), half_z)
    off_x = off_right * cos_yaw + off_ahead * sin_yaw
    off_z = off_ahead * cos_yaw - off_right * sin_yaw
    return out_of_point(off_x, y - min(max(y, low), high), off_z, radius, dx, dz)


@helper
def out_of_pillar(x, y, z, radius, centre_x, centre_z, around, low, high):
    """(normal x, y, z, depth [m]) of a ball against an upright cylinder of radius `around` between two heights."""
    dx = x - centre_x
    dz = z - centre_z
    distance = np.sqrt(dx * dx + dz * dz)
    share = ZERO
    if distance > around:
        share = (distance - around) / distance
    return out_of_point(dx * share, y - min(max(y, low), high), dz * share, radius, dx, dz)


@helper
def out_of_ground(x, y, z, radius, ground_tiles, ground_index, ground_frame):
    """(normal x, y, z, depth [m]) of a ball against the terrain below it."""
    low = sample_height(ground_tiles, ground_index, ground_frame, x, z)
    slope_x, slope_z = sample_slope(ground_tiles, ground_index, ground_frame, x, z)
    length = np.sqrt(slope_x * slope_x + ONE + slope_z * slope_z)
    return -slope_x / length, ONE / length, -slope_z / length, (low - (y - radius)) / length


@helper
def blow(normal_speed, bounce):
    """Change of speed along the normal [m/s] of one that comes in at `normal_speed` < 0."""
    if normal_speed > -REBOUNDS:
        return -normal_speed
    return -normal_speed * (ONE + bounce)


@helper
def rubbed_off(speed_x, speed_y, speed_z, n_x, n_y, n_z, grip):
    """A velocity after Coulomb friction on a surface: what goes along it falls by at most `grip` [m/s]."""
    along = speed_x * n_x + speed_y * n_y + speed_z * n_z
    side_x = speed_x - along * n_x
    side_y = speed_y - along * n_y
    side_z = speed_z - along * n_z
    side = np.sqrt(side_x * side_x + side_y * side_y + side_z * side_z)
    left = ZERO
    if side > grip:
        left = ONE - grip / side
    return along * n_x + side_x * left, along * n_y + side_y * left, along * n_z + side_z * left
