"""Footing: whether a body stands, walks off an edge, flies or lands at the place that the solver gave it."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.physics.crowd.limits import DEEPEST, DROP, DT, FALL, RATE, SLACK, SURE_FOOTED, TERMINAL_SPEED, ZERO
from engine.physics.crowd.supports import OPEN_SKY, things_at
from engine.terrain.sample import sample_height
from engine.world.kernel import helper


@helper
def place_foot(
    row, x, z, ground, is_near, ground_tiles, ground_index, ground_frame, obstacle_box, obstacle_circle, obstacle_frame,
    obstacle_start, obstacle_items, wall_begin, wall_end, crowd_wall, crowd_axis, position, velocity, radius, height,
    half_extent, step_height, air_ticks, crowd_level,
):  # fmt: skip
    """Where the body of a row ends the tick: (x, foot, z [m], vertical speed [m/s]); writes what it stands on.

    `ground` is the terrain's height at (x, z). A body that would be caught in a corner there, or come up under a
    ceiling, stays where the tick began.
    """
    foot = position[row, 1]
    step = step_height[row]
    knee = foot + step
    tall = height[row]
    floor = ground
    ceiling = OPEN_SKY
    if is_near:
        top, ceiling, depth = things_at(
            x, z, radius[row], knee, foot + tall, step, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start,
            obstacle_items, wall_begin, wall_end, crowd_wall, position, radius, height, half_extent, crowd_axis,
        )  # fmt: skip
        is_caught = depth > DEEPEST or max(top, ground) + tall > ceiling + SLACK
        if is_caught:
            old_x = position[row, 0]
            old_z = position[row, 2]
            old_top, old_ceiling, old_depth = things_at(
                old_x, old_z, radius[row], knee, foot + tall, step, obstacle_box, obstacle_circle, obstacle_frame,
                obstacle_start, obstacle_items, wall_begin, wall_end, crowd_wall, position, radius, height,
                half_extent, crowd_axis,
            )  # fmt: skip
            if old_depth <= DEEPEST or old_depth < depth:
                x, z, top, ceiling = old_x, old_z, old_top, old_ceiling
                floor = sample_height(ground_tiles, ground_index, ground_frame, x, z)
        level = 0
        if top > floor:
            floor = top
            level = 1
        crowd_level[row] = level
    elif crowd_level[row] != 0:
        crowd_level[row] = 0
    rise = ZERO
    if air_ticks[row] == 0:
        if foot - floor <= max(step, SURE_FOOTED):
            return x, floor, z, (floor - foot) * RATE
        # nothing to stand on within a step: it falls from here
    else:
        rise = velocity[row, 1]
    y = foot + rise * DT - DROP
    rise = max(rise - FALL, -TERMINAL_SPEED)
    if y + tall > ceiling:
        y = max(ceiling - tall, floor)
        rise = min(rise, ZERO)
    if y <= floor:
        y = floor
        if rise <= ZERO:
            air_ticks[row] = 0
            return x, y, z, ZERO
    air_ticks[row] += 1
    crowd_level[row] = 0
    return x, y, z, rise
