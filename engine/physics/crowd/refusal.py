"""Values that no body can have: each is counted by kind and replaced, so that neighbours never see it."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.angles import wrap_angle
from engine.physics.crowd.contact import wall_padding
from engine.physics.crowd.limits import (
    BAD_BODY,
    BAD_NUMBER,
    BAD_PLACE,
    CLIMB_LIMIT,
    HALF,
    LARGEST,
    OFF_GROUND,
    SMALLEST_BODY,
    ZERO,
)
from engine.terrain.sample import HIGH_X, HIGH_Z, LOW_X, LOW_Z
from engine.world.ids import GROUP
from engine.world.kernel import helper
from engine.world.vectors import all_zero8


@helper
def amount_of_motion(row, yaw, velocity, desired_velocity, impulse, acceleration):
    """Sum of the amounts of all that moves or turns a row: above LARGEST, or no number, when any of them is."""
    own = np.abs(velocity[row, 0]) + np.abs(velocity[row, 1]) + np.abs(velocity[row, 2]) + np.abs(acceleration[row])
    wish = np.abs(desired_velocity[row, 0]) + np.abs(desired_velocity[row, 1])
    return own + wish + np.abs(yaw[row]) + (np.abs(impulse[row, 0]) + np.abs(impulse[row, 1]) + np.abs(impulse[row, 2]))


@helper
def has_legs(row, step_height, climb_limit, jump_height):
    """Whether a row's step and jump are numbers and its slope is none below 0; any slope at all may be climbed."""
    return np.abs(step_height[row]) <= LARGEST and np.abs(jump_height[row]) <= LARGEST and climb_limit[row] >= ZERO


@helper
def is_sound_wall(row, position, yaw, radius, half_extent):
    """Whether place, heading and size of an immovable row are numbers; any other would push its neighbours nowhere."""
    amount = np.abs(position[row, 0]) + np.abs(position[row, 1]) + np.abs(position[row, 2]) + np.abs(yaw[row])
    amount = amount + np.abs(half_extent[row, 0]) + np.abs(half_extent[row, 1])
    return amount + np.abs(wall_padding(row, radius, half_extent)) <= LARGEST


@helper
def repair(
    row, position, previous_position, velocity, desired_velocity, acceleration, radius, height, mass, yaw, step_height,
    climb_limit, jump_height, impulse, ground_frame,
):  # fmt: skip
    """Make a row's values ones that a body can have; the bits of `crowd_odd` that say what was wrong.

    Where any motion is no number, the row has none in this tick. A place that is no number becomes the last good one,
    a place off the ground the nearest on it. A body without size or weight gets the smallest there is, one without a
    step or jump can do neither, one without a slope climbs what most do.
    """
    odd = 0
    if not amount_of_motion(row, yaw, velocity, desired_velocity, impulse, acceleration) <= LARGEST:
        odd = BAD_NUMBER
        yaw[row] = wrap_angle(yaw[row]) if np.abs(yaw[row]) <= LARGEST else ZERO
        acceleration[row] = ZERO
        desired_velocity[row, 0] = ZERO
        desired_velocity[row, 1] = ZERO
        for axis in range(3):
            velocity[row, axis] = ZERO
            impulse[row, axis] = ZERO
    if not ZERO < radius[row] <= LARGEST or not ZERO < height[row] <= LARGEST or not ZERO < mass[row] <= LARGEST:
        odd = odd | BAD_BODY
        radius[row] = radius[row] if ZERO < radius[row] <= LARGEST else SMALLEST_BODY
        height[row] = height[row] if ZERO < height[row] <= LARGEST else SMALLEST_BODY
        mass[row] = mass[row] if ZERO < mass[row] <= LARGEST else SMALLEST_BODY
    if not has_legs(row, step_height, climb_limit, jump_height):
        odd = odd | BAD_BODY
        step_height[row] = step_height[row] if np.abs(step_height[row]) <= LARGEST else ZERO
        jump_height[row] = jump_height[row] if np.abs(jump_height[row]) <= LARGEST else ZERO
        climb_limit[row] = climb_limit[row] if climb_limit[row] >= ZERO else CLIMB_LIMIT
    low_x, low_z = ground_frame[LOW_X], ground_frame[LOW_Z]
    high_x, high_z = ground_frame[HIGH_X], ground_frame[HIGH_Z]
    x, y, z = position[row, 0], position[row, 1], position[row, 2]
    if not np.abs(x) + np.abs(y) + np.abs(z) <= LARGEST:
        x, y, z = previous_position[row, 0], previous_position[row, 1], previous_position[row, 2]
        if not np.abs(x) + np.abs(y) + np.abs(z) <= LARGEST:
            x, y, z = (low_x + high_x) * HALF, ZERO, (low_z + high_z) * HALF
    x = min(max(x, low_x), high_x)
    z = min(max(z, low_z), high_z)
    if x != position[row, 0] or y != position[row, 1] or z != position[row, 2]:
        odd = odd | BAD_PLACE
        position[row, 0] = x
        position[row, 1] = y
        position[row, 2] = z
    return odd


@helper
def note_odd(begin, end, lane, crowd_odd, overlap_teams, crowd_layered, crowd_refused):
    """Count what `predict_rows` refused in rows begin..end of a lane, and say whether the lane has layers."""
    layered = 0
    numbers = 0
    bodies = 0
    places = 0
    for group in range(begin, end, GROUP):
        last = min(group + GROUP, end)
        if last - group == GROUP and all_zero8(crowd_odd, group):
            continue
        for row in range(group, last):
            odd = crowd_odd[row]
            layered += odd & OFF_GROUND
            numbers += (odd & BAD_NUMBER) // BAD_NUMBER
            bodies += (odd & BAD_BODY) // BAD_BODY
            places += (odd & BAD_PLACE) // BAD_PLACE
    crowd_layered[lane] = layered > 0 or overlap_teams[lane] != 0
    crowd_refused[lane, 0] = numbers
    crowd_refused[lane, 1] = bodies
    crowd_refused[lane, 2] = places
