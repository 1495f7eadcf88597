"""Integration: movers take their solved place, on what carries them, with the velocity of what really happened."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.physics.angles import heading, turn_towards
from engine.physics.crowd.contact import shortened
from engine.physics.crowd.eight import heading8, sample_height8, shortened8, turn_towards8
from engine.physics.crowd.footing import place_foot
from engine.physics.crowd.limits import (
    ALL,
    CONTACT_SPEED,
    OBSTACLE_REACH,
    OFF_GROUND,
    RATE,
    SURE_FOOTED,
    TURN_STEP,
    WALK_SPEED,
)
from engine.terrain.sample import sample_height
from engine.world.ids import GROUP
from engine.world.kernel import helper
from engine.world.vectors import (
    bits8,
    gather8,
    gather_triples8,
    load_pairs8,
    lowest_bit,
    mask8,
    max8,
    scatter8,
    scatter_triples8,
    select8,
    take,
)


@helper
def integrate_each(
    first_slot, bits, wall_begin, wall_end, position, velocity, yaw, radius, height, half_extent, step_height,
    air_ticks, crowd_level, crowd_odd, crowd_wall, crowd_axis, crowd_order, crowd_place, crowd_home, crowd_speed,
    thing_note, ground_tiles, ground_index, ground_frame, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start,
    obstacle_items,
):  # fmt: skip
    """Integrate one by one those of the slots first_slot..first_slot+8 whose bits are set, whatever they stand on."""
    while bits != 0:
        slot = first_slot + lowest_bit(bits)
        bits = bits & (bits - 1)
        row = crowd_order[slot]
        x = crowd_place[slot, 0]
        z = crowd_place[slot, 1]
        y = sample_height(ground_tiles, ground_index, ground_frame, x, z)
        rise = (y - position[row, 1]) * RATE
        off_x = x - crowd_home[slot, 0]
        off_z = z - crowd_home[slot, 1]
        is_near = thing_note[slot] != 0 or off_x * off_x + off_z * off_z > OBSTACLE_REACH * OBSTACLE_REACH
        # On open ground the terrain carries everybody; the rest is for those near things, in the air or at a cliff.
        if is_near or crowd_odd[row] & OFF_GROUND != 0 or position[row, 1] - y > SURE_FOOTED:
            x, y, z, rise = place_foot(
                row, x, z, y, is_near, ground_tiles, ground_index, ground_frame, obstacle_box, obstacle_circle,
                obstacle_frame, obstacle_start, obstacle_items, wall_begin, wall_end, crowd_wall, crowd_axis, position,
                velocity, radius, height, half_extent, step_height, air_ticks, crowd_level,
            )  # fmt: skip
        speed_x = (x - position[row, 0]) * RATE
        speed_z = (z - position[row, 2]) * RATE
        speed_x, speed_z = shortened(speed_x, speed_z, crowd_speed[row] + CONTACT_SPEED)
        velocity[row, 0] = speed_x
        velocity[row, 1] = rise
        velocity[row, 2] = speed_z
        position[row, 0] = x
        position[row, 1] = y
        position[row, 2] = z
        if speed_x * speed_x + speed_z * speed_z > WALK_SPEED * WALK_SPEED:
            yaw[row] = turn_towards(yaw[row], heading(speed_x, speed_z), TURN_STEP)


@helper
def integrate_slots(
    begin, end, wall_begin, wall_end, position, velocity, yaw, radius, height, half_extent, step_height, air_ticks,
    crowd_level, crowd_odd, crowd_wall, crowd_axis, crowd_order, crowd_place, crowd_home, crowd_speed, thing_note,
    ground_tiles, ground_index, ground_frame, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start,
    obstacle_items,
):  # fmt: skip
    """Write position, velocity, yaw and footing of the movers in slots begin..end.

    Velocity is the distance really covered per second, so a wall or a crowd in the way shows in it. Contacts may turn
    or slow a mover but add little speed: being pushed out of an overlap is no throw.
    """
    for slot in range(begin, end, GROUP):
        # Whom the terrain alone carries are done eight at once. The others are those of whom `list_things` or
        # `leave_things` noted something, who left the lists' reach, were off the ground or walk off an edge.
        lanes = min(end - slot, GROUP)
        bits = 0 if lanes == GROUP else ALL
        for k in range(lanes):
            if take(thing_note, slot + k) != 0 or take(crowd_odd, take(crowd_order, slot + k)) != 0:
                bits = bits | (1 << k)
        x, z = load_pairs8(crowd_place, slot)
        home_x, home_z = load_pairs8(crowd_home, slot)
        off_x = x - home_x
        off_z = z - home_z
        old_x, old_y, old_z = gather_triples8(position, crowd_order, slot)
        y = sample_height8(ground_tiles, ground_index, ground_frame, x, z)
        is_falling = old_y - y > max8(gather8(step_height, crowd_order, slot), SURE_FOOTED)
        is_far = off_x * off_x + off_z * off_z > OBSTACLE_REACH * OBSTACLE_REACH
        longest = gather8(crowd_speed, crowd_order, slot) + CONTACT_SPEED
        speed_x, speed_z = shortened8((x - old_x) * RATE, (z - old_z) * RATE, longest)
        speed_y = (y - old_y) * RATE
        old_yaw = gather8(yaw, crowd_order, slot)
        new_yaw = turn_towards8(old_yaw, heading8(speed_x, speed_z), TURN_STEP)
        is_walking = speed_x * speed_x + speed_z * speed_z > WALK_SPEED * WALK_SPEED
        new_yaw = select8(is_walking, new_yaw, old_yaw)
        bits = bits | bits8(is_falling | is_far)
        if bits != 0:
            integrate_each(
                slot, bits & (ALL >> (GROUP - lanes)), wall_begin, wall_end, position, velocity, yaw, radius, height,
                half_extent, step_height, air_ticks, crowd_level, crowd_odd, crowd_wall, crowd_axis, crowd_order,
                crowd_place, crowd_home, crowd_speed, thing_note, ground_tiles, ground_index, ground_frame,
                obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items,
            )  # fmt: skip
            # Theirs is written: it is put back with the others'.
            is_alone = mask8(bits)
            own_x, own_y, own_z = gather_triples8(position, crowd_order, slot)
            x = select8(is_alone, own_x, x)
            y = select8(is_alone, own_y, y)
            z = select8(is_alone, own_z, z)
            own_x, own_y, own_z = gather_triples8(velocity, crowd_order, slot)
            speed_x = select8(is_alone, own_x, speed_x)
            speed_y = select8(is_alone, own_y, speed_y)
            speed_z = select8(is_alone, own_z, speed_z)
            new_yaw = select8(is_alone, gather8(yaw, crowd_order, slot), new_yaw)
        scatter_triples8(position, crowd_order, slot, x, y, z)
        scatter_triples8(velocity, crowd_order, slot, speed_x, speed_y, speed_z)
        scatter8(yaw, crowd_order, slot, new_yaw)
