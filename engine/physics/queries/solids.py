"""A straight line in space, or a moving circle on the ground, against one solid: where they meet, and its normal there.

The line is a + share * d for share in 0..1. Every function returns (share, normal x, y, z): share -1 when the solid is
missed; the normal is 0 when the line begins inside.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.queries.kinds import FARTHEST
from engine.world.kernel import helper

F32 = np.float32
ZERO, ONE, TWO, TINY = F32(0), F32(1), F32(2), F32(1e-9)
MISS = F32(-1)


@helper
def is_somewhere(x, y, z):
    """Whether a point is one that can be searched from: finite, and not astronomically far away."""
    return abs(x) <= FARTHEST and abs(y) <= FARTHEST and abs(z) <= FARTHEST


@helper
def slab(start, along, low, high):
    """(enter, leave) shares of start + share * along within low..high; enter > leave when it never is. Slab method."""
    if np.abs(along) < TINY:
        if start < low or start > high:
            return TWO, -ONE
        return -ONE, TWO
    first = (low - start) / along
    second = (high - start) / along
    return min(first, second), max(first, second)


@helper
def meet_box(ax, ay, az, dx, dy, dz, centre_x, centre_z, half_x, half_z, cos_yaw, sin_yaw, bottom, top):
    """A line against a turned box from `bottom` to `top` [m]."""
    from_x = (ax - centre_x) * cos_yaw - (az - centre_z) * sin_yaw
    from_z = (ax - centre_x) * sin_yaw + (az - centre_z) * cos_yaw
    along_x = dx * cos_yaw - dz * sin_yaw
    along_z = dx * sin_yaw + dz * cos_yaw
    enter_x, leave_x = slab(from_x, along_x, -half_x, half_x)
    enter_y, leave_y = slab(ay, dy, bottom, top)
    enter_z, leave_z = slab(from_z, along_z, -half_z, half_z)
    enter = max(enter_x, enter_y, enter_z)
    leave = min(leave_x, leave_y, leave_z)
    if enter > leave or enter > ONE or leave < ZERO:
        return MISS, ZERO, ZERO, ZERO
    if enter < ZERO:
        return ZERO, ZERO, ZERO, ZERO
    if enter_x >= enter_y and enter_x >= enter_z:
        side = -ONE if along_x > ZERO else ONE
        return enter, side * cos_yaw, ZERO, -side * sin_yaw
    if enter_z >= enter_y:
        side = -ONE if along_z > ZERO else ONE
        return enter, side * sin_yaw, ZERO, side * cos_yaw
    return enter, ZERO, -ONE if dy > ZERO else ONE, ZERO


@helper
def meet_cylinder(ax, ay, az, dx, dy, dz, centre_x, centre_z, radius, bottom, top):
    """A line against an upright cylinder from `bottom` to `top` [m]."""
    from_x = ax - centre_x
    from_z = az - centre_z
    squared = dx * dx + dz * dz
    enter_y, leave_y = slab(ay, dy, bottom, top)
    outside = from_x * from_x + from_z * from_z - radius * radius
    enter, leave = -ONE, TWO
    if squared < TINY:
        if outside > ZERO:
            return MISS, ZERO, ZERO, ZERO
    else:
        towards = from_x * dx + from_z * dz
        root = towards * towards - squared * outside
        if root < ZERO:
            return MISS, ZERO, ZERO, ZERO
        root = np.sqrt(root)
        enter = (-towards - root) / squared
        leave = (-towards + root) / squared
    share = max(enter, enter_y)
    if share > min(leave, leave_y) or share > ONE or min(leave, leave_y) < ZERO:
        return MISS, ZERO, ZERO, ZERO
    if share < ZERO:
        return ZERO, ZERO, ZERO, ZERO
    if enter >= enter_y:
        wide = max(radius, TINY)
        return share, (from_x + dx * share) / wide, ZERO, (from_z + dz * share) / wide
    return share, ZERO, -ONE if dy > ZERO else ONE, ZERO


@helper
def sweep_box(ax, az, dx, dz, radius, centre_x, centre_z, half_x, half_z, cos_yaw, sin_yaw):
    """A circle of `radius` [m] that moves from (ax, az) by (dx, dz) against a turned box.

    That is a line against the box with its sides moved out and its corners rounded; a line that comes in through a
    corner's square meets the rounded box in that corner's circle or not at all.
    """
    from_x = (ax - centre_x) * cos_yaw - (az - centre_z) * sin_yaw
    from_z = (ax - centre_x) * sin_yaw + (az - centre_z) * cos_yaw
    along_x = dx * cos_yaw - dz * sin_yaw
    along_z = dx * sin_yaw + dz * cos_yaw
    enter_x, leave_x = slab(from_x, along_x, -half_x - radius, half_x + radius)
    enter_z, leave_z = slab(from_z, along_z, -half_z - radius, half_z + radius)
    enter = max(enter_x, enter_z, ZERO)
    leave = min(leave_x, leave_z)
    if enter > leave or enter > ONE:
        return MISS, ZERO, ZERO, ZERO
    at_x = from_x + along_x * enter
    at_z = from_z + along_z * enter
    if np.abs(at_x) > half_x and np.abs(at_z) > half_z:
        corner_x = half_x if at_x > ZERO else -half_x
        corner_z = half_z if at_z > ZERO else -half_z
        share, right, _, ahead = meet_cylinder(
            from_x, ZERO, from_z, along_x, ZERO, along_z, corner_x, corner_z, radius, -ONE, ONE
        )
        return share, right * cos_yaw + ahead * sin_yaw, ZERO, ahead * cos_yaw - right * sin_yaw
    if max(enter_x, enter_z) < ZERO:
        return ZERO, ZERO, ZERO, ZERO
    if enter_x >= enter_z:
        side = -ONE if along_x > ZERO else ONE
        return enter, side * cos_yaw, ZERO, -side * sin_yaw
    side = -ONE if along_z > ZERO else ONE
    return enter, side * sin_yaw, ZERO, side * cos_yaw
