"""Obstacles and immovable rows around each mover: listed once in the broad phase, left after every gather.

Most movers stand near nothing. So each block of slots has a list of those who do, and these are worked on eight at a
time: what is near them is copied, round by round, into vectors of rounded boxes. Whoever was pushed further than the
lists reach, or has more around than fits into them, looks through everything instead.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.crowd.contact import blocks, keep_on_ground, push_out_of_things, wall_padding
from engine.physics.crowd.limits import (
    BLOCK,
    COINCIDENT,
    FARTHEST,
    OBSTACLE_REACH,
    ONE,
    SHAPE,
    SLACK,
    THINGS,
    WALL,
    WALL_RELAXATIONS,
    ZERO,
)
from engine.terrain.sample import HIGH_X, HIGH_Z, LOW_X, LOW_Z
from engine.world.ids import GROUP
from engine.world.kernel import helper
from engine.world.vectors import (
    any8,
    bits8,
    count8,
    gather_pairs8,
    load8,
    load_pairs8,
    lowest_bit,
    max8,
    min8,
    put,
    scatter_pairs8,
    select8,
    sqrt8,
    store_pairs8,
    take,
)


@helper
def is_within(x, z, reach, centre_x, centre_z, half_x, half_z, cos_yaw, sin_yaw):
    """Whether (x, z) is less than `reach` [m] away from a turned box."""
    dx = x - centre_x
    dz = z - centre_z
    right = max(np.abs(dx * cos_yaw - dz * sin_yaw) - half_x, ZERO)
    ahead = max(np.abs(dx * sin_yaw + dz * cos_yaw) - half_z, ZERO)
    return right * right + ahead * ahead < reach * reach


@helper
def list_walls_near(
    block, last, wall_begin, wall_end, position, radius, height, half_extent, step_height, crowd_wall, crowd_axis,
    crowd_order, crowd_place, crowd_body, thing_note, thing_count, thing_item,
):  # fmt: skip
    """Add the immovable rows that block slots block..last to the lists of those near them, wall by wall."""
    low_x, low_z, high_x, high_z, widest = FARTHEST, FARTHEST, -FARTHEST, -FARTHEST, ZERO
    for slot in range(block, last):
        x = take(crowd_place, 2 * slot)
        z = take(crowd_place, 2 * slot + 1)
        low_x = min(low_x, x)
        low_z = min(low_z, z)
        high_x = max(high_x, x)
        high_z = max(high_z, z)
        widest = max(widest, take(crowd_body, 2 * slot))
    for k in range(wall_begin, wall_end):
        wall = take(crowd_wall, k)
        wall_x = take(position, 3 * wall)
        wall_z = take(position, 3 * wall + 2)
        half_x = take(half_extent, 2 * wall)
        half_z = take(half_extent, 2 * wall + 1)
        rounding = wall_padding(wall, radius, half_extent)
        across = half_x + half_z + rounding + OBSTACLE_REACH + widest
        if wall_x + across < low_x or wall_x - across > high_x or wall_z + across < low_z or wall_z - across > high_z:
            continue
        for slot in range(block, last):
            reach = take(crowd_body, 2 * slot) + rounding + OBSTACLE_REACH
            if is_within(
                take(crowd_place, 2 * slot), take(crowd_place, 2 * slot + 1), reach, wall_x, wall_z, half_x, half_z,
                take(crowd_axis, 2 * wall), take(crowd_axis, 2 * wall + 1),
            ):  # fmt: skip
                row = take(crowd_order, slot)
                foot = take(position, 3 * row + 1)
                bottom = take(position, 3 * wall + 1)
                if not blocks(
                    bottom, bottom + take(height, wall), foot + take(step_height, row), foot + take(height, row)
                ):
                    put(thing_note, slot, 1)
                    continue
                count = take(thing_count, 2 * slot + 1)
                put(thing_item, slot * THINGS + min(count, THINGS - 1), WALL + wall)
                put(thing_count, 2 * slot + 1, count + 1)


@helper
def put_wall(entry, own_radius, wall, position, radius, half_extent, crowd_axis, thing_shape):
    """Write the seven values of an immovable row, each eight entries after the other."""
    put(thing_shape, entry, take(position, 3 * wall))
    put(thing_shape, entry + GROUP, take(position, 3 * wall + 2))
    put(thing_shape, entry + 2 * GROUP, take(half_extent, 2 * wall))
    put(thing_shape, entry + 3 * GROUP, take(half_extent, 2 * wall + 1))
    put(thing_shape, entry + 4 * GROUP, take(crowd_axis, 2 * wall))
    put(thing_shape, entry + 5 * GROUP, take(crowd_axis, 2 * wall + 1))
    put(thing_shape, entry + 6 * GROUP, own_radius + wall_padding(wall, radius, half_extent))


@helper
def list_things(
    begin, end, wall_begin, wall_end, position, radius, height, half_extent, step_height, obstacle_box, obstacle_shape,
    obstacle_frame, obstacle_start, obstacle_items, crowd_wall, crowd_axis, crowd_order, crowd_place, crowd_body,
    crowd_home, thing_note, thing_slots, thing_count, thing_rounds, thing_item, thing_shape,
):  # fmt: skip
    """List what blocks the slots begin..end and is near, whole blocks of which the lane's last may be incomplete.

    Reads places and bodies of its own slots; writes their `thing_` columns and `crowd_home`.
    """
    boxes = len(obstacle_box)
    low_x = obstacle_frame[0]
    low_z = obstacle_frame[1]
    scale = ONE / obstacle_frame[2]
    columns = int(obstacle_frame[3])
    last_column = obstacle_frame[3] - ONE
    last_row = obstacle_frame[4] - ONE
    for block in range(begin, end, BLOCK):
        last = min(block + BLOCK, end)
        for slot in range(block, last):
            x = take(crowd_place, 2 * slot)
            z = take(crowd_place, 2 * slot + 1)
            line = int(min(max((z - low_z) * scale, ZERO), last_row))
            cell = line * columns + int(min(max((x - low_x) * scale, ZERO), last_column))
            count = 0
            note = 0
            first_item = take(obstacle_start, cell)
            last_item = take(obstacle_start, cell + 1)
            if first_item < last_item:
                row = take(crowd_order, slot)
                foot = take(position, 3 * row + 1)
                knee = foot + take(step_height, row)
                head = foot + take(height, row)
                reach = take(crowd_body, 2 * slot) + OBSTACLE_REACH
                for k in range(first_item, last_item):
                    item = take(obstacle_items, k)
                    item = item if item >= 0 else boxes - 1 - item
                    at = 9 * item
                    put(thing_item, slot * THINGS + min(count, THINGS - 1), item)
                    is_near = is_within(
                        x, z, reach + take(obstacle_shape, at + 6), take(obstacle_shape, at),
                        take(obstacle_shape, at + 1), take(obstacle_shape, at + 2), take(obstacle_shape, at + 3),
                        take(obstacle_shape, at + 4), take(obstacle_shape, at + 5),
                    )  # fmt: skip
                    is_blocking = (take(obstacle_shape, at + 8) > knee + SLACK) & (
                        take(obstacle_shape, at + 7) < head - SLACK
                    )
                    count += int(is_near & is_blocking)
                    note |= int(is_near) - int(is_near & is_blocking)
            put(thing_note, slot, note)
            put(thing_count, 2 * slot + 1, count)
        if wall_begin < wall_end:
            list_walls_near(
                block, last, wall_begin, wall_end, position, radius, height, half_extent, step_height, crowd_wall,
                crowd_axis, crowd_order, crowd_place, crowd_body, thing_note, thing_count, thing_item,
            )  # fmt: skip
        for group in range(block, last, GROUP):
            x8, z8 = load_pairs8(crowd_place, group)
            store_pairs8(crowd_home, group, x8, z8)
        near = 0
        for slot in range(block, last):
            put(thing_slots, block + near, slot)
            count = take(thing_count, 2 * slot + 1)
            if count > THINGS:
                put(crowd_home, 2 * slot, FARTHEST)  # so that it counts as pushed beyond its list
            near += int(count > 0)
        put(thing_count, 2 * block, near)
        # The last near slots are written more than once, so that there are always eight.
        for k in range(block + near, block + (near + GROUP - 1) // GROUP * GROUP):
            put(thing_slots, k, take(thing_slots, block + near - 1))
        for group in range(block, block + near, GROUP):
            rounds = 0
            for k in range(group, group + GROUP):
                rounds = max(rounds, min(take(thing_count, 2 * take(thing_slots, k) + 1), THINGS))
            for k in range(GROUP):
                slot = take(thing_slots, group + k)
                count = min(take(thing_count, 2 * slot + 1), THINGS)
                own_radius = take(crowd_body, 2 * slot)
                entry = group * SHAPE * THINGS + k
                for nth in range(rounds):
                    # Who has fewer things than others of the eight has one of them twice.
                    item = take(thing_item, slot * THINGS + min(nth, count - 1))
                    if item >= WALL:
                        put_wall(entry, own_radius, item - WALL, position, radius, half_extent, crowd_axis, thing_shape)
                    else:
                        for value in range(SHAPE - 1):
                            put(thing_shape, entry + value * GROUP, take(obstacle_shape, 9 * item + value))
                        put(thing_shape, entry + 6 * GROUP, own_radius + take(obstacle_shape, 9 * item + 6))
                    entry += SHAPE * GROUP
            put(thing_rounds, group, rounds)


@helper
def push_out8(x, z, entry, thing_shape):
    """`push_out_of_box` for eight movers at once, each with its own rounded box."""
    centre_x = load8(thing_shape, entry)
    centre_z = load8(thing_shape, entry + GROUP)
    half_x = load8(thing_shape, entry + 2 * GROUP)
    half_z = load8(thing_shape, entry + 3 * GROUP)
    cos_yaw = load8(thing_shape, entry + 4 * GROUP)
    sin_yaw = load8(thing_shape, entry + 5 * GROUP)
    reach = load8(thing_shape, entry + 6 * GROUP)
    dx = x - centre_x
    dz = z - centre_z
    right = dx * cos_yaw - dz * sin_yaw
    ahead = dx * sin_yaw + dz * cos_yaw
    near_right = min8(max8(right, ZERO - half_x), half_x)
    near_ahead = min8(max8(ahead, ZERO - half_z), half_z)
    off_right = right - near_right
    off_ahead = ahead - near_ahead
    squared = off_right * off_right + off_ahead * off_ahead
    scale = reach / sqrt8(squared)
    # With the middle inside there is no way straight out: leave by the nearest face.
    face_right = select8(right >= ZERO, half_x + reach, ZERO - half_x - reach)
    face_ahead = select8(ahead >= ZERO, half_z + reach, ZERO - half_z - reach)
    room_right = half_x - max8(right, ZERO - right)
    room_ahead = half_z - max8(ahead, ZERO - ahead)
    is_outside = squared > COINCIDENT
    is_sideways = room_right < room_ahead
    right = select8(is_outside, near_right + off_right * scale, select8(is_sideways, face_right, right))
    ahead = select8(is_outside, near_ahead + off_ahead * scale, select8(is_sideways, ahead, face_ahead))
    is_free = squared >= reach * reach
    out_x = select8(is_free, x, centre_x + right * cos_yaw + ahead * sin_yaw)
    out_z = select8(is_free, z, centre_z - right * sin_yaw + ahead * cos_yaw)
    return out_x, out_z


@helper
def leave_things(
    begin, end, wall_begin, wall_end, position, radius, height, half_extent, step_height, ground_frame,
    obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items, crowd_wall, crowd_axis, crowd_order,
    crowd_body, crowd_home, thing_note, thing_slots, thing_count, thing_rounds, thing_shape, place_from, place_to,
):  # fmt: skip
    """Move those of the slots begin..end out of things who are in them: `place_to` is read and written.

    Blocks as in `list_things`. Returns how many of those near things have another place than in `place_from`.
    """
    moved = 0
    low_x = ground_frame[LOW_X]
    low_z = ground_frame[LOW_Z]
    high_x = ground_frame[HIGH_X]
    high_z = ground_frame[HIGH_Z]
    for block in range(begin, end, BLOCK):
        last = min(block + BLOCK, end)
        for group in range(block, block + take(thing_count, 2 * block), GROUP):
            x, z = gather_pairs8(place_to, thing_slots, group)
            own_radius, _ = gather_pairs8(crowd_body, thing_slots, group)
            rounds = take(thing_rounds, group)
            is_unsettled = own_radius < ZERO
            for _ in range(WALL_RELAXATIONS):
                before_x = x
                before_z = z
                entry = group * SHAPE * THINGS
                for _ in range(rounds):
                    x, z = push_out8(x, z, entry, thing_shape)
                    entry += SHAPE * GROUP
                is_unsettled = (x != before_x) | (z != before_z)
                if not any8(is_unsettled):
                    break
            before_x = x
            before_z = z
            x = min8(max8(x, low_x + own_radius), high_x - own_radius)
            z = min8(max8(z, low_z + own_radius), high_z - own_radius)
            # In a corner that three passes do not clear, or where the rim leaves no room, somebody may be caught.
            bits = bits8(is_unsettled | (x != before_x) | (z != before_z))
            while bits != 0:
                put(thing_note, take(thing_slots, group + lowest_bit(bits)), 1)
                bits = bits & (bits - 1)
            before_x, before_z = gather_pairs8(place_from, thing_slots, group)
            moved += count8((x != before_x) | (z != before_z))
            scatter_pairs8(place_to, thing_slots, group, x, z)
        for group in range(block, last, GROUP):
            x, z = load_pairs8(place_to, group)
            home_x, home_z = load_pairs8(crowd_home, group)
            dx = x - home_x
            dz = z - home_z
            is_far = dx * dx + dz * dz > OBSTACLE_REACH * OBSTACLE_REACH
            bits = bits8(is_far) & (255 >> (GROUP - min(last - group, GROUP)))
            while bits != 0:
                slot = group + lowest_bit(bits)
                bits = bits & (bits - 1)
                row = take(crowd_order, slot)
                foot = take(position, 3 * row + 1)
                reach = take(crowd_body, 2 * slot)
                alone_x, alone_z = push_out_of_things(
                    take(place_to, 2 * slot), take(place_to, 2 * slot + 1), reach, foot + take(step_height, row),
                    foot + take(height, row), obstacle_box, obstacle_circle, obstacle_frame, obstacle_start,
                    obstacle_items, wall_begin, wall_end, crowd_wall, position, radius, height, half_extent,
                    crowd_axis,
                )  # fmt: skip
                alone_x, alone_z = keep_on_ground(alone_x, alone_z, reach, ground_frame)
                if alone_x != take(place_from, 2 * slot) or alone_z != take(place_from, 2 * slot + 1):
                    moved += 1
                put(place_to, 2 * slot, alone_x)
                put(place_to, 2 * slot + 1, alone_z)
    return moved
