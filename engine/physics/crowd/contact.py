"""One actor against one thing: pushing a circle out of boxes, circles and the lane's immovable rows."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.crowd.limits import COINCIDENT, SLACK, WALL_RELAXATIONS, ZERO
from engine.terrain.sample import HIGH_X, HIGH_Z, LOW_X, LOW_Z
from engine.world.kernel import helper

F32 = np.float32


@helper
def blocks(bottom, top, knee, head):
    """Whether a thing from `bottom` to `top` is in the way of a body: higher than its knee, lower than its head [m].

    The knee is the foot plus the step height: what ends below it is stepped on (`engine.physics.crowd.supports`).
    """
    return top > knee + SLACK and bottom < head - SLACK


@helper
def push_out_of_circle(x, z, reach, centre_x, centre_z):
    """(x, z) moved straight out until `reach` [m] away from the centre; unchanged when it is already."""
    dx = x - centre_x
    dz = z - centre_z
    squared = dx * dx + dz * dz
    if squared >= reach * reach:
        return x, z
    if squared < COINCIDENT:
        return centre_x + reach, centre_z
    scale = reach / np.sqrt(squared)
    return centre_x + dx * scale, centre_z + dz * scale


@helper
def push_out_of_box(x, z, radius, centre_x, centre_z, half_x, half_z, cos_yaw, sin_yaw):
    """(x, z) moved the shortest way until a circle of `radius` [m] just touches the turned box; unchanged if apart."""
    dx = x - centre_x
    dz = z - centre_z
    right = dx * cos_yaw - dz * sin_yaw
    ahead = dx * sin_yaw + dz * cos_yaw
    near_right = min(max(right, -half_x), half_x)
    near_ahead = min(max(ahead, -half_z), half_z)
    off_right = right - near_right
    off_ahead = ahead - near_ahead
    squared = off_right * off_right + off_ahead * off_ahead
    if squared >= radius * radius:
        return x, z
    if squared > COINCIDENT:
        scale = radius / np.sqrt(squared)
        right = near_right + off_right * scale
        ahead = near_ahead + off_ahead * scale
    else:  # the middle is inside: leave by the nearest face
        room_right = half_x - np.abs(right)
        room_ahead = half_z - np.abs(ahead)
        if room_right < room_ahead:
            right = half_x + radius if right >= ZERO else -half_x - radius
        else:
            ahead = half_z + radius if ahead >= ZERO else -half_z - radius
    return centre_x + right * cos_yaw + ahead * sin_yaw, centre_z - right * sin_yaw + ahead * cos_yaw


@helper
def obstacle_cell(x, z, obstacle_frame):
    """Index of the obstacle list for (x, z); beyond the lists, that of the (empty) rim."""
    columns = int(obstacle_frame[3])
    rows = int(obstacle_frame[4])
    column = int(min(max((x - obstacle_frame[0]) / obstacle_frame[2], ZERO), F32(columns - 1)))
    row = int(min(max((z - obstacle_frame[1]) / obstacle_frame[2], ZERO), F32(rows - 1)))
    return row * columns + column


@helper
def wall_padding(wall, radius, half_extent):
    """What an immovable row adds round its box [m]: its radius when it has no box at all, so that it is a circle."""
    if half_extent[wall, 0] <= ZERO and half_extent[wall, 1] <= ZERO:
        return radius[wall]
    return ZERO


@helper
def push_out_of_things(
    x, z, own_radius, knee, head, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items,
    wall_begin, wall_end, crowd_wall, position, radius, height, half_extent, crowd_axis,
):  # fmt: skip
    """(x, z) out of all that blocks a body with `own_radius`, `knee` and `head` [m]; the last wins a tight corner."""
    cell = obstacle_cell(x, z, obstacle_frame)
    begin = obstacle_start[cell]
    end = obstacle_start[cell + 1]
    if begin == end and wall_begin == wall_end:
        return x, z
    for _ in range(WALL_RELAXATIONS):
        before_x = x
        before_z = z
        for k in range(begin, end):
            item = obstacle_items[k]
            if item >= 0:
                if blocks(obstacle_box[item, 6], obstacle_box[item, 7], knee, head):
                    x, z = push_out_of_box(
                        x, z, own_radius, obstacle_box[item, 0], obstacle_box[item, 1], obstacle_box[item, 2],
                        obstacle_box[item, 3], obstacle_box[item, 4], obstacle_box[item, 5],
                    )  # fmt: skip
            else:
                item = -1 - item
                if obstacle_circle[item, 3] > knee + SLACK:
                    x, z = push_out_of_circle(
                        x, z, own_radius + obstacle_circle[item, 2], obstacle_circle[item, 0], obstacle_circle[item, 1]
                    )
        for k in range(wall_begin, wall_end):
            wall = crowd_wall[k]
            if blocks(position[wall, 1], position[wall, 1] + height[wall], knee, head):
                x, z = push_out_of_box(
                    x, z, own_radius + wall_padding(wall, radius, half_extent), position[wall, 0], position[wall, 2],
                    half_extent[wall, 0], half_extent[wall, 1], crowd_axis[wall, 0], crowd_axis[wall, 1],
                )  # fmt: skip
        if x == before_x and z == before_z:
            break
    return x, z


@helper
def keep_on_ground(x, z, radius, ground_frame):
    """(x, z) kept `radius` [m] inside the rim of the ground."""
    low_x = ground_frame[LOW_X] + radius
    low_z = ground_frame[LOW_Z] + radius
    high_x = ground_frame[HIGH_X] - radius
    high_z = ground_frame[HIGH_Z] - radius
    return min(max(x, low_x), high_x), min(max(z, low_z), high_z)


@helper
def shortened(x, z, longest):
    """(x, z) scaled down to length `longest` when it is longer; float32."""
    squared = x * x + z * z
    if squared <= longest * longest:
        return x, z
    scale = longest / np.sqrt(squared)
    return x * scale, z * scale
