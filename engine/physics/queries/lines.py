"""Lines on the ground plane against one box or one circle."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.kernel import helper

F32 = np.float32
ZERO, ONE, TINY = F32(0), F32(1), F32(1e-9)


@helper
def line_through_box(ax, az, bx, bz, centre_x, centre_z, half_x, half_z, cos_yaw, sin_yaw):
    """Where on the line a..b (0..1) it enters and leaves the turned box, or (-1, -1); float32. Slab method."""
    from_x = (ax - centre_x) * cos_yaw - (az - centre_z) * sin_yaw
    from_z = (ax - centre_x) * sin_yaw + (az - centre_z) * cos_yaw
    along_x = (bx - ax) * cos_yaw - (bz - az) * sin_yaw
    along_z = (bx - ax) * sin_yaw + (bz - az) * cos_yaw
    enter = ZERO
    leave = ONE
    if np.abs(along_x) < TINY:
        if np.abs(from_x) > half_x:
            return -ONE, -ONE
    else:
        first = (-half_x - from_x) / along_x
        second = (half_x - from_x) / along_x
        enter = max(enter, min(first, second))
        leave = min(leave, max(first, second))
    if np.abs(along_z) < TINY:
        if np.abs(from_z) > half_z:
            return -ONE, -ONE
    else:
        first = (-half_z - from_z) / along_z
        second = (half_z - from_z) / along_z
        enter = max(enter, min(first, second))
        leave = min(leave, max(first, second))
    if enter > leave:
        return -ONE, -ONE
    return enter, leave


@helper
def line_meets_box(ax, az, bx, bz, centre_x, centre_z, half_x, half_z, cos_yaw, sin_yaw):
    """Where on the line a..b (0..1) it enters the turned box, or -1 when it does not; float32."""
    enter, _ = line_through_box(ax, az, bx, bz, centre_x, centre_z, half_x, half_z, cos_yaw, sin_yaw)
    return enter


@helper
def line_meets_circle(ax, az, bx, bz, centre_x, centre_z, radius):
    """Where on the line a..b (0..1) it comes nearest to the centre, or -1 when that is outside the circle; float32."""
    dx = bx - ax
    dz = bz - az
    to_x = centre_x - ax
    to_z = centre_z - az
    length = dx * dx + dz * dz
    share = ZERO
    if length > TINY:
        share = min(max((to_x * dx + to_z * dz) / length, ZERO), ONE)
    off_x = to_x - share * dx
    off_z = to_z - share * dz
    if off_x * off_x + off_z * off_z >= radius * radius:
        return -ONE
    return share


@helper
def is_crossed(from_y, to_y, bottom, top):
    """Whether a line that is at height `from_y` where it enters a thing and at `to_y` where it leaves it is in it."""
    return min(from_y, to_y) < top and max(from_y, to_y) > bottom
