"""What a body stands on, bumps its head at and is caught in: the tops, undersides and sides of things near it.

A body is a cylinder whose lower edge is rounded by its step height, so an edge lifts it smoothly: it rolls up a step
and off a ledge without a jump, and where it may stand above a thing it is never inside the part that blocks.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.crowd.contact import blocks, obstacle_cell, wall_padding
from engine.physics.crowd.limits import SLACK, ZERO
from engine.world.kernel import helper

F32 = np.float32
OPEN_SKY = F32(1e30)
NO_FLOOR = F32(-1e30)


@helper
def box_gap(x, z, centre_x, centre_z, half_x, half_z, cos_yaw, sin_yaw):
    """Distance [m] from (x, z) to a turned box; 0 inside."""
    dx = x - centre_x
    dz = z - centre_z
    right = max(np.abs(dx * cos_yaw - dz * sin_yaw) - half_x, ZERO)
    ahead = max(np.abs(dx * sin_yaw + dz * cos_yaw) - half_z, ZERO)
    return np.sqrt(right * right + ahead * ahead)


@helper
def rounded(top, gap, radius, step):
    """Height [m] at which an edge `gap` [m] from the middle of a body carries its foot; `gap` is below `radius`."""
    edge = min(radius, step)
    over = gap - (radius - edge)
    if over <= ZERO:
        return top
    return top - edge + np.sqrt(max(edge * edge - over * over, ZERO))


@helper
def meet(bottom, top, gap, own_radius, knee, head, step, floor, ceiling, depth):
    """(floor, ceiling, depth) [m] after one more thing, `gap` [m] from the middle of the body."""
    if gap < own_radius:
        if top <= knee + SLACK:
            floor = max(floor, rounded(top, gap, own_radius, step))
        elif bottom >= head - SLACK:
            ceiling = min(ceiling, bottom)
        elif blocks(bottom, top, knee, head):
            depth = max(depth, own_radius - gap)
    return floor, ceiling, depth


@helper
def things_at(
    x, z, own_radius, knee, head, step, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items,
    wall_begin, wall_end, crowd_wall, position, radius, height, half_extent, crowd_axis,
):  # fmt: skip
    """(floor, ceiling, depth) [m] at (x, z).

    The height at which the highest top under the knee carries, the lowest underside over the head, and how deep the
    body is in what blocks it. Without any: NO_FLOOR, OPEN_SKY, 0.
    """
    floor, ceiling, depth = NO_FLOOR, OPEN_SKY, ZERO
    cell = obstacle_cell(x, z, obstacle_frame)
    for k in range(obstacle_start[cell], obstacle_start[cell + 1]):
        item = obstacle_items[k]
        if item >= 0:
            bottom = obstacle_box[item, 6]
            top = obstacle_box[item, 7]
            gap = box_gap(
                x, z, obstacle_box[item, 0], obstacle_box[item, 1], obstacle_box[item, 2], obstacle_box[item, 3],
                obstacle_box[item, 4], obstacle_box[item, 5],
            )  # fmt: skip
        else:
            item = -1 - item
            bottom = NO_FLOOR
            top = obstacle_circle[item, 3]
            dx = x - obstacle_circle[item, 0]
            dz = z - obstacle_circle[item, 1]
            gap = max(np.sqrt(dx * dx + dz * dz) - obstacle_circle[item, 2], ZERO)
        floor, ceiling, depth = meet(bottom, top, gap, own_radius, knee, head, step, floor, ceiling, depth)
    for k in range(wall_begin, wall_end):
        wall = crowd_wall[k]
        gap = box_gap(
            x, z, position[wall, 0], position[wall, 2], half_extent[wall, 0], half_extent[wall, 1],
            crowd_axis[wall, 0], crowd_axis[wall, 1],
        )  # fmt: skip
        gap = max(gap - wall_padding(wall, radius, half_extent), ZERO)
        bottom = position[wall, 1]
        floor, ceiling, depth = meet(
            bottom, bottom + height[wall], gap, own_radius, knee, head, step, floor, ceiling, depth
        )
    return floor, ceiling, depth
