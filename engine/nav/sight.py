"""Lines of sight: does a straight line between two points meet a box, a circle or one of the lane's immovable rows?"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.angles import cosine, sine
from engine.world.ids import UP
from engine.world.kernel import helper

F32 = np.float32
ZERO, ONE, TINY = F32(0), F32(1), F32(1e-9)


@helper
def line_meets_box(ax, az, bx, bz, centre_x, centre_z, half_x, half_z, cos_yaw, sin_yaw):
    """Where on the line a..b (0..1) it enters the turned box, or -1 when it does not; float32. Slab method."""
    from_x = (ax - centre_x) * cos_yaw - (az - centre_z) * sin_yaw
    from_z = (ax - centre_x) * sin_yaw + (az - centre_z) * cos_yaw
    along_x = (bx - ax) * cos_yaw - (bz - az) * sin_yaw
    along_z = (bx - ax) * sin_yaw + (bz - az) * cos_yaw
    enter = ZERO
    leave = ONE
    if np.abs(along_x) < TINY:
        if np.abs(from_x) > half_x:
            return -ONE
    else:
        first = (-half_x - from_x) / along_x
        second = (half_x - from_x) / along_x
        enter = max(enter, min(first, second))
        leave = min(leave, max(first, second))
    if np.abs(along_z) < TINY:
        if np.abs(from_z) > half_z:
            return -ONE
    else:
        first = (-half_z - from_z) / along_z
        second = (half_z - from_z) / along_z
        enter = max(enter, min(first, second))
        leave = min(leave, max(first, second))
    if enter > leave:
        return -ONE
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
def line_of_sight(ax, ay, az, bx, by, bz, obstacle_box, obstacle_circle):
    """True when no static obstacle stands between the eye a and the point b (x, y, z [m]); low ones are looked over."""
    for k in range(obstacle_box.shape[0]):
        share = line_meets_box(
            ax, az, bx, bz, obstacle_box[k, 0], obstacle_box[k, 1], obstacle_box[k, 2], obstacle_box[k, 3],
            obstacle_box[k, 4], obstacle_box[k, 5],
        )  # fmt: skip
        if share >= ZERO:
            y = ay + (by - ay) * share
            if obstacle_box[k, 6] < y < obstacle_box[k, 7]:
                return False
    for k in range(obstacle_circle.shape[0]):
        share = line_meets_circle(ax, az, bx, bz, obstacle_circle[k, 0], obstacle_circle[k, 1], obstacle_circle[k, 2])
        if share >= ZERO and ay + (by - ay) * share < obstacle_circle[k, 3]:
            return False
    return True


@helper
def walls_block_sight(ax, ay, az, bx, by, bz, begin, end, life, immovable, position, half_extent, height, yaw):
    """True when an immovable row of the block begin..end stands between the eye a and the point b (x, y, z [m])."""
    for wall in range(begin, end):
        if immovable[wall] == 0 or life[wall] != UP:
            continue
        share = line_meets_box(
            ax, az, bx, bz, position[wall, 0], position[wall, 2], half_extent[wall, 0], half_extent[wall, 1],
            cosine(yaw[wall]), sine(yaw[wall]),
        )  # fmt: skip
        if share >= ZERO and ay + (by - ay) * share < position[wall, 1] + height[wall]:
            return True
    return False
