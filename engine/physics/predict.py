"""First half of the broad phase: where each mover of a lane wants to be at the end of the tick."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.angles import cosine, sine
from engine.physics.contact import keep_on_ground, push_out_of_things, shortened
from engine.physics.limits import CLIMB_LIMIT, DT, FARTHEST, LONGEST_STRIDES, STRIDE, ZERO
from engine.terrain.sample import sample_slope
from engine.world.ids import DOWN, UP
from engine.world.kernel import helper, kernel
from engine.world.vectors import take

F32 = np.float32


@kernel
def list_walls(begin, end, life, immovable, yaw, crowd_wall, crowd_axis):
    """Put the immovable rows of the block begin..end at the end of its part of `crowd_wall`; returns how many."""
    walls = 0
    for row in range(begin, end):
        if immovable[row] == 1 and life[row] == UP:
            walls += 1
            crowd_wall[end - walls] = row
            crowd_axis[row, 0] = cosine(yaw[row])
            crowd_axis[row, 1] = sine(yaw[row])
    return walls


@helper
def without_climb(x, z, move_x, move_z, ground_height, ground_frame):
    """The move (m) from (x, z) without its uphill part where the ground ahead is steeper than the climb limit."""
    slope_x, slope_z = sample_slope(
        ground_height, ground_frame[0], ground_frame[1], ground_frame[2], x + move_x, z + move_z
    )
    squared = slope_x * slope_x + slope_z * slope_z
    uphill = move_x * slope_x + move_z * slope_z
    if squared <= CLIMB_LIMIT * CLIMB_LIMIT or uphill <= ZERO:
        return move_x, move_z
    return move_x - slope_x * (uphill / squared), move_z - slope_z * (uphill / squared)


@kernel
def predict_rows(
    begin, end, wall_begin, wall_end, life, immovable, position, velocity, desired_velocity, acceleration, radius,
    height, half_extent, ground_height, ground_frame, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start,
    obstacle_items, crowd_wall, crowd_axis, crowd_ahead, crowd_speed, crowd_line,
):  # fmt: skip
    """Predict rows begin..end into `crowd_ahead`; `crowd_line` is 0 for movers, else -1.

    The velocity approaches the wanted one by at most acceleration * dt. A move longer than half a radius is made in
    parts, each kept out of the obstacles, so that speed alone never carries anybody through a wall.
    """
    for row in range(begin, end):
        if immovable[row] != 0 or (life[row] != UP and life[row] != DOWN):
            crowd_line[row] = -1
            continue
        crowd_line[row] = 0
        wanted_x = desired_velocity[row, 0]
        wanted_z = desired_velocity[row, 1]
        if life[row] == DOWN:
            wanted_x = ZERO
            wanted_z = ZERO
        change_x, change_z = shortened(wanted_x - velocity[row, 0], wanted_z - velocity[row, 2], acceleration[row] * DT)
        speed_x = velocity[row, 0] + change_x
        speed_z = velocity[row, 2] + change_z
        x = position[row, 0]
        z = position[row, 2]
        crowd_speed[row] = np.sqrt(speed_x * speed_x + speed_z * speed_z)
        move_x, move_z = without_climb(x, z, speed_x * DT, speed_z * DT, ground_height, ground_frame)
        stride = STRIDE * radius[row]
        longest = stride * F32(LONGEST_STRIDES)
        move_x, move_z = shortened(move_x, move_z, longest)
        squared = move_x * move_x + move_z * move_z
        if squared > stride * stride:
            parts = int(np.sqrt(squared) / stride) + 1
            part_x = move_x / F32(parts)
            part_z = move_z / F32(parts)
            for _ in range(parts):
                x, z = push_out_of_things(
                    x + part_x, z + part_z, radius[row], position[row, 1], position[row, 1] + height[row],
                    obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items, wall_begin,
                    wall_end, crowd_wall, position, half_extent, crowd_axis,
                )  # fmt: skip
        else:
            x = x + move_x
            z = z + move_z
        x, z = keep_on_ground(x, z, radius[row], ground_height, ground_frame)
        crowd_ahead[row, 0] = x
        crowd_ahead[row, 1] = z


@kernel
def bound_rows(begin, end, radius, crowd_ahead, crowd_line):
    """(low x, low z, high x, high z, widest radius) [m] of the movers among rows begin..end; high < low for none."""
    low_x, low_z, high_x, high_z, widest = FARTHEST, FARTHEST, -FARTHEST, -FARTHEST, ZERO
    for row in range(begin, end):
        if take(crowd_line, row) >= 0:
            x = take(crowd_ahead, 2 * row)
            z = take(crowd_ahead, 2 * row + 1)
            low_x = min(low_x, x)
            low_z = min(low_z, z)
            high_x = max(high_x, x)
            high_z = max(high_z, z)
            widest = max(widest, take(radius, row))
    return low_x, low_z, high_x, high_z, widest
