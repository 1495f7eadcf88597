"""Integration: movers take their solved place, on what carries them, with the velocity of what really happened."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.physics.angles import heading, turn_towards
from engine.physics.contact import obstacle_cell, shortened
from engine.physics.footing import place_foot
from engine.physics.limits import CONTACT_SPEED, OFF_GROUND, RATE, SURE_FOOTED, TURN_STEP, WALK_SPEED
from engine.terrain.sample import sample_height
from engine.world.kernel import kernel


@kernel
def integrate_slots(
    begin, end, wall_begin, wall_end, position, velocity, yaw, radius, height, half_extent, step_height, air_ticks,
    crowd_level, crowd_odd, crowd_wall, crowd_axis, crowd_order, crowd_place, crowd_speed, ground_height, ground_frame,
    obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items,
):  # fmt: skip
    """Write position, velocity, yaw and footing of the movers in slots begin..end.

    Velocity is the distance really covered per second, so a wall or a crowd in the way shows in it. Contacts may turn
    or slow a mover but add little speed: being pushed out of an overlap is no throw.
    """
    for slot in range(begin, end):
        row = crowd_order[slot]
        x = crowd_place[slot, 0]
        z = crowd_place[slot, 1]
        y = sample_height(ground_height, ground_frame[0], ground_frame[1], ground_frame[2], x, z)
        rise = (y - position[row, 1]) * RATE
        cell = obstacle_cell(x, z, obstacle_frame)
        is_near = obstacle_start[cell] < obstacle_start[cell + 1] or wall_begin < wall_end
        # On open ground the terrain carries everybody; the rest is for those near things, in the air or at a cliff.
        if is_near or crowd_odd[row] & OFF_GROUND != 0 or position[row, 1] - y > SURE_FOOTED:
            x, y, z, rise = place_foot(
                row, x, z, y, is_near, ground_height, ground_frame, obstacle_box, obstacle_circle, obstacle_frame,
                obstacle_start, obstacle_items, wall_begin, wall_end, crowd_wall, crowd_axis, position, velocity,
                radius, height, half_extent, step_height, air_ticks, crowd_level,
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
