"""First half of the broad phase: where each mover of a lane wants to be at the end of the tick."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.angles import cosine, sine
from engine.physics.crowd.contact import keep_on_ground, push_out_of_things, shortened
from engine.physics.crowd.eight import sample_slope8, shortened8
from engine.physics.crowd.jumps import take_knock_and_jump
from engine.physics.crowd.limits import ALL, BAD_BODY, DT, FARTHEST, LARGEST, LONGEST_STRIDES, OFF_GROUND, STRIDE, ZERO
from engine.physics.crowd.refusal import amount_of_motion, has_legs, is_sound_wall, repair
from engine.physics.crowd.slopes import on_slope
from engine.terrain.sample import HIGH_X, HIGH_Z, LOW_X, LOW_Z
from engine.world.ids import DOWN, GROUP, UP
from engine.world.kernel import helper
from engine.world.vectors import (
    abs8,
    all_zero8,
    bits8,
    clear8,
    count8,
    load8,
    load_ints8,
    load_pairs8,
    load_triples8,
    lowest_bit,
    max8,
    min8,
    sqrt8,
    store8,
    store_pairs8,
    take,
)

F32 = np.float32


@helper
def list_walls(begin, end, life, immovable, position, yaw, radius, half_extent, crowd_wall, crowd_axis):
    """Put the immovable rows of the block begin..end at the end of its part of `crowd_wall`; returns how many.

    One whose place, heading or size is no number is left out: it is nowhere that anybody could be pushed out of.
    """
    walls = 0
    for group in range(begin, end, GROUP):
        last = min(group + GROUP, end)
        if last - group == GROUP and all_zero8(immovable, group):
            continue
        for row in range(group, last):
            is_wall = immovable[row] == 1 and life[row] == UP
            if is_wall and is_sound_wall(row, position, yaw, radius, half_extent):
                walls += 1
                crowd_wall[end - walls] = row
                crowd_axis[row, 0] = cosine(yaw[row])
                crowd_axis[row, 1] = sine(yaw[row])
    return walls


@helper
def is_calm(
    row, position, velocity, desired_velocity, acceleration, radius, height, mass, yaw, step_height, climb_limit,
    jump_height, impulse, wants_jump, jump_buffer, air_ticks, knocked_ticks, ground_frame,
):  # fmt: skip
    """Whether nothing special is up with a row: sound values, not in the air, not knocked, no jump. Almost all are."""
    waits = wants_jump[row] | jump_buffer[row] | air_ticks[row] | knocked_ticks[row]
    x = position[row, 0]
    z = position[row, 2]
    return (
        waits == 0
        and impulse[row, 0] == ZERO
        and impulse[row, 1] == ZERO
        and impulse[row, 2] == ZERO
        and amount_of_motion(row, yaw, velocity, desired_velocity, impulse, acceleration) <= LARGEST
        and ZERO < radius[row] <= LARGEST
        and ZERO < height[row] <= LARGEST
        and ZERO < mass[row] <= LARGEST
        and has_legs(row, step_height, climb_limit, jump_height)
        and np.abs(position[row, 1]) <= LARGEST
        and ground_frame[LOW_X] <= x <= ground_frame[HIGH_X]
        and ground_frame[LOW_Z] <= z <= ground_frame[HIGH_Z]
    )


@helper
def predict_each(
    first_row, bits, wall_begin, wall_end, life, immovable, position, previous_position, velocity, desired_velocity,
    acceleration, radius, height, mass, yaw, half_extent, step_height, climb_limit, jump_height, wants_jump,
    jump_buffer, air_ticks, impulse, knocked_ticks, crowd_level, ground_tiles, ground_index, ground_frame, obstacle_box,
    obstacle_circle, obstacle_frame, obstacle_start, obstacle_items, crowd_wall, crowd_axis, crowd_ahead, crowd_speed,
    crowd_line, crowd_odd,
):  # fmt: skip
    """Predict one by one those of the rows first_row..first_row+8 whose bits are set, whatever is up with them."""
    while bits != 0:
        row = first_row + lowest_bit(bits)
        bits = bits & (bits - 1)
        crowd_odd[row] = 0
        if immovable[row] != 0 or (life[row] != UP and life[row] != DOWN):
            crowd_line[row] = -1
            if immovable[row] == 1 and life[row] == UP and not is_sound_wall(row, position, yaw, radius, half_extent):
                crowd_odd[row] = BAD_BODY
            continue
        crowd_line[row] = 0
        hold = acceleration[row] * DT
        if not is_calm(
            row, position, velocity, desired_velocity, acceleration, radius, height, mass, yaw, step_height,
            climb_limit, jump_height, impulse, wants_jump, jump_buffer, air_ticks, knocked_ticks,
            ground_frame,
        ):  # fmt: skip
            crowd_odd[row] = repair(
                row, position, previous_position, velocity, desired_velocity, acceleration, radius, height, mass, yaw,
                step_height, climb_limit, jump_height, impulse, ground_frame,
            )  # fmt: skip
            hold, share = take_knock_and_jump(
                row, life, velocity, desired_velocity, acceleration, mass, impulse, jump_height, wants_jump,
                jump_buffer, air_ticks, knocked_ticks,
            )  # fmt: skip
            wanted_x = desired_velocity[row, 0] * share
            wanted_z = desired_velocity[row, 1] * share
        else:
            wanted_x = desired_velocity[row, 0]
            wanted_z = desired_velocity[row, 1]
        if life[row] == DOWN:
            wanted_x = ZERO
            wanted_z = ZERO
        speed_x = velocity[row, 0]
        speed_z = velocity[row, 2]
        change_x, change_z = shortened(wanted_x - speed_x, wanted_z - speed_z, hold)
        speed_x = speed_x + change_x
        speed_z = speed_z + change_z
        crowd_speed[row] = np.sqrt(speed_x * speed_x + speed_z * speed_z)
        if crowd_level[row] != 0 or air_ticks[row] != 0:
            crowd_odd[row] |= OFF_GROUND
        if crowd_level[row] == 0 and climb_limit[row] < ground_frame[3]:
            speed_x, speed_z = on_slope(
                row, speed_x, speed_z, climb_limit[row], air_ticks[row] > 0, position, velocity, ground_tiles,
                ground_index, ground_frame,
            )  # fmt: skip
        x = position[row, 0]
        z = position[row, 2]
        stride = STRIDE * radius[row]
        move_x, move_z = shortened(speed_x * DT, speed_z * DT, stride * F32(LONGEST_STRIDES))
        squared = move_x * move_x + move_z * move_z
        if squared > stride * stride:
            parts = int(np.sqrt(squared) / stride) + 1
            part_x = move_x / F32(parts)
            part_z = move_z / F32(parts)
            knee = position[row, 1] + step_height[row]
            head = position[row, 1] + height[row]
            for _ in range(parts):
                x, z = push_out_of_things(
                    x + part_x, z + part_z, radius[row], knee, head, obstacle_box, obstacle_circle, obstacle_frame,
                    obstacle_start, obstacle_items, wall_begin, wall_end, crowd_wall, position, radius, height,
                    half_extent, crowd_axis,
                )  # fmt: skip
        else:
            x = x + move_x
            z = z + move_z
        x, z = keep_on_ground(x, z, radius[row], ground_frame)
        crowd_ahead[row, 0] = x
        crowd_ahead[row, 1] = z


@helper
def special_of_eight(row, life, immovable, wants_jump, jump_buffer, air_ticks, impulse, knocked_ticks, crowd_level):
    """Which of the rows row..row+8 have something special up with them, as bits; almost never any."""
    if (
        all_zero8(immovable, row)
        and all_zero8(crowd_level, row)
        and all_zero8(wants_jump, row)
        and all_zero8(jump_buffer, row)
        and all_zero8(air_ticks, row)
        and all_zero8(knocked_ticks, row)
        and all_zero8(impulse, 3 * row)
        and all_zero8(impulse, 3 * row + GROUP)
        and all_zero8(impulse, 3 * row + 2 * GROUP)
        and count8(load_ints8(life, row) == UP) == GROUP
    ):
        return 0
    bits = 0
    for k in range(GROUP):
        one = row + k
        waits = take(wants_jump, one) | take(jump_buffer, one) | take(air_ticks, one) | take(knocked_ticks, one)
        is_still = take(immovable, one) | take(crowd_level, one)
        is_hit = (
            take(impulse, 3 * one) != ZERO or take(impulse, 3 * one + 1) != ZERO or take(impulse, 3 * one + 2) != ZERO
        )
        if waits | is_still != 0 or is_hit or take(life, one) != UP:
            bits = bits | (1 << k)
    return bits


@helper
def predict_rows(
    begin, end, wall_begin, wall_end, life, immovable, position, previous_position, velocity, desired_velocity,
    acceleration, radius, height, mass, yaw, half_extent, step_height, climb_limit, jump_height, wants_jump,
    jump_buffer, air_ticks, impulse, knocked_ticks, crowd_level, ground_tiles, ground_index, ground_frame, obstacle_box,
    obstacle_circle, obstacle_frame, obstacle_start, obstacle_items, crowd_wall, crowd_axis, crowd_ahead, crowd_speed,
    crowd_line, crowd_odd,
):  # fmt: skip
    """Predict rows begin..end into `crowd_ahead`; `crowd_line` is 0 for movers, else -1.

    The velocity approaches the wanted one by at most acceleration * dt. A move longer than half a radius is made in
    parts, each kept out of the obstacles, so that speed alone never carries anybody through a wall. Impulses and asked
    jumps are taken here; values that are none are replaced, and `crowd_odd` says so.
    """
    low_x = ground_frame[LOW_X]
    low_z = ground_frame[LOW_Z]
    high_x = ground_frame[HIGH_X]
    high_z = ground_frame[HIGH_Z]
    for row in range(begin, end, GROUP):
        last = min(row + GROUP, end)
        alone = ALL >> (GROUP - (last - row))
        if last - row == GROUP:
            # What most of a crowd needs is done for eight at once: the same as for one above, without the cases that
            # are ruled out first. Those in whom one is met are done alone after that.
            special = special_of_eight(
                row, life, immovable, wants_jump, jump_buffer, air_ticks, impulse, knocked_ticks, crowd_level
            )
            x, y, z = load_triples8(position, row)
            speed_x, speed_y, speed_z = load_triples8(velocity, row)
            wanted_x, wanted_z = load_pairs8(desired_velocity, row)
            hold = load8(acceleration, row)
            own_radius = load8(radius, row)
            own_height = load8(height, row)
            own_mass = load8(mass, row)
            limit = load8(climb_limit, row)
            motion = abs8(speed_x) + abs8(speed_y) + abs8(speed_z) + abs8(hold) + (abs8(wanted_x) + abs8(wanted_z))
            legs = abs8(load8(step_height, row)) + abs8(load8(jump_height, row))
            motion = motion + abs8(load8(yaw, row))
            is_sound = (motion <= LARGEST) & (abs8(y) <= LARGEST) & (legs <= LARGEST) & (limit >= ZERO)
            is_sound = is_sound & (own_radius > ZERO) & (own_radius <= LARGEST) & (own_height > ZERO)
            is_sound = is_sound & (own_height <= LARGEST) & (own_mass > ZERO) & (own_mass <= LARGEST)
            is_sound = is_sound & (x >= low_x) & (x <= high_x) & (z >= low_z) & (z <= high_z)
            change_x, change_z = shortened8(wanted_x - speed_x, wanted_z - speed_z, hold * DT)
            speed_x = speed_x + change_x
            speed_z = speed_z + change_z
            is_climber = limit >= ground_frame[3]
            if count8(is_climber) != GROUP:
                slope_x, slope_z = sample_slope8(
                    ground_tiles, ground_index, ground_frame, x + speed_x * DT, z + speed_z * DT
                )
                is_sound = is_sound & (is_climber | (slope_x * slope_x + slope_z * slope_z <= limit * limit))
            stride = own_radius * STRIDE
            move_x, move_z = shortened8(speed_x * DT, speed_z * DT, stride * F32(LONGEST_STRIDES))
            is_sound = is_sound & (move_x * move_x + move_z * move_z <= stride * stride)
            store8(crowd_speed, row, sqrt8(speed_x * speed_x + speed_z * speed_z))
            x = min8(max8(x + move_x, low_x + own_radius), high_x - own_radius)
            z = min8(max8(z + move_z, low_z + own_radius), high_z - own_radius)
            store_pairs8(crowd_ahead, row, x, z)
            clear8(crowd_line, row)
            clear8(crowd_odd, row)
            alone = special | (ALL - bits8(is_sound))
        if alone != 0:
            predict_each(
                row, alone, wall_begin, wall_end, life, immovable, position, previous_position, velocity,
                desired_velocity, acceleration, radius, height, mass, yaw, half_extent, step_height, climb_limit,
                jump_height, wants_jump, jump_buffer, air_ticks, impulse, knocked_ticks, crowd_level, ground_tiles,
                ground_index, ground_frame, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start,
                obstacle_items, crowd_wall, crowd_axis, crowd_ahead, crowd_speed, crowd_line, crowd_odd,
            )  # fmt: skip


@helper
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
