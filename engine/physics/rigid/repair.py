"""Values that no loose body can have: replaced and told before pymunk sees them, which would end the process."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.crowd.limits import BAD_BODY, BAD_NUMBER, BAD_PLACE, LARGEST, SMALLEST_BODY, ZERO
from engine.world.kernel import helper


@helper
def is_size(value):
    """Whether a size or weight is above 0 and a number that one can count with."""
    return ZERO < value <= LARGEST


@helper
def repair_motion(row, velocity, yaw, spin, impulse):
    """Let a body rest that moves, or is turned, by what is no number; says whether it did."""
    amount = np.abs(yaw[row]) + np.abs(spin[row])
    for axis in range(3):
        amount += np.abs(velocity[row, axis]) + np.abs(impulse[row, axis])
    if amount <= LARGEST:
        return False
    yaw[row] = yaw[row] if np.abs(yaw[row]) <= LARGEST else ZERO
    spin[row] = ZERO
    for axis in range(3):
        velocity[row, axis] = ZERO
        impulse[row, axis] = ZERO
    return True


@helper
def repair_shape(row, rigid_round, radius, half_extent, height, mass, rigid_friction, rigid_bounce):
    """Give a body the smallest size or weight, no friction or no bounce where it has none; says whether it did."""
    is_sound = is_size(radius[row]) and is_size(height[row]) and is_size(mass[row])
    is_box = rigid_round[row] == 0
    if is_box and not (is_size(half_extent[row, 0]) and is_size(half_extent[row, 1])):
        is_sound = False
    if is_sound and ZERO <= rigid_friction[row] <= LARGEST and ZERO <= rigid_bounce[row] <= LARGEST:
        return False
    radius[row] = radius[row] if is_size(radius[row]) else SMALLEST_BODY
    height[row] = height[row] if is_size(height[row]) else SMALLEST_BODY
    mass[row] = mass[row] if is_size(mass[row]) else SMALLEST_BODY
    for axis in range(2):
        if is_box and not is_size(half_extent[row, axis]):
            half_extent[row, axis] = SMALLEST_BODY
    rigid_friction[row] = rigid_friction[row] if ZERO <= rigid_friction[row] <= LARGEST else ZERO
    rigid_bounce[row] = rigid_bounce[row] if ZERO <= rigid_bounce[row] <= LARGEST else ZERO
    return True


@helper
def repair_place(row, position, previous_position):
    """Put a body whose place is no number back to where it was, or to the origin; says whether it did."""
    if np.abs(position[row, 0]) + np.abs(position[row, 1]) + np.abs(position[row, 2]) <= LARGEST:
        return False
    for axis in range(3):
        was = previous_position[row, axis]
        position[row, axis] = was if np.abs(was) <= LARGEST else ZERO
    return True


@helper
def repair_body(
    row, L, position, previous_position, velocity, yaw, spin, impulse, rigid_round, radius, half_extent, height, mass,
    rigid_friction, rigid_bounce, crowd_odd, crowd_refused,
):  # fmt: skip
    """Make a loose body's values ones that it can have; counts and marks what was wrong as the crowd does."""
    odd = 0
    if repair_motion(row, velocity, yaw, spin, impulse):
        odd |= BAD_NUMBER
        crowd_refused[L, 0] += 1
    if repair_shape(row, rigid_round, radius, half_extent, height, mass, rigid_friction, rigid_bounce):
        odd |= BAD_BODY
        crowd_refused[L, 1] += 1
    if repair_place(row, position, previous_position):
        odd |= BAD_PLACE
        crowd_refused[L, 2] += 1
    if odd != 0:
        if crowd_odd[row] & BAD_BODY != 0:  # the crowd left it out as a wall; what was wrong is counted here
            crowd_refused[L, 1] -= 1
        crowd_odd[row] = odd
