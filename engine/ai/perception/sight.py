"""Sight: whether somebody is within the field of view, and whether obstacles leave the line between two eyes free."""

import numpy as np

from engine.physics.angles import cosine, sine
from engine.world.kernel import helper

ZERO, ONE = np.float32(0.0), np.float32(1.0)
TINY = np.float32(1e-6)
EYE_SHARE = np.float32(0.9)
"""Eyes stand at this share of an actor's height."""


@helper
def ground_gap(position, radius, i, j):
    """Metres of free ground between rows i and j seen from above, at least 0; position (n, 3), radius (n,), float32."""
    dx = position[j, 0] - position[i, 0]
    dz = position[j, 2] - position[i, 2]
    return max(np.sqrt(dx * dx + dz * dz) - radius[i] - radius[j], ZERO)


@helper
def is_in_view(position, yaw, i, j, half_angle_cosine):
    """Whether row j stands in row i's field of view, given as the cosine of half its width; -1 sees all round."""
    if half_angle_cosine <= -ONE:
        return True
    dx = position[j, 0] - position[i, 0]
    dz = position[j, 2] - position[i, 2]
    ahead = dx * sine(yaw[i]) + dz * cosine(yaw[i])
    return ahead >= half_angle_cosine * np.sqrt(dx * dx + dz * dz)


@helper
def crosses_circle(x, z, dx, dz, centre_x, centre_z, reach):
    """Whether the segment from (x, z) along (dx, dz) [m] comes within `reach` of a point."""
    off_x, off_z = centre_x - x, centre_z - z
    along = (off_x * dx + off_z * dz) / max(dx * dx + dz * dz, TINY)
    along = min(max(along, ZERO), ONE)
    left_x, left_z = off_x - along * dx, off_z - along * dz
    return left_x * left_x + left_z * left_z < reach * reach


@helper
def crosses_slab(start, step, half):
    """Shares of a segment (enter, leave) that lie within [-half, half] along one axis; enter > leave when none do."""
    if np.abs(step) < TINY:
        if np.abs(start) < half:
            return ZERO, ONE
        return ONE, ZERO
    near = (-half - start) / step
    far = (half - start) / step
    return min(near, far), max(near, far)


@helper
def crosses_box(x, z, dx, dz, box):
    """Whether the segment from (x, z) along (dx, dz) [m] enters a turned box (8,): centre, half size, cos, sin, ..."""
    off_x, off_z = x - box[0], z - box[1]
    right, ahead = off_x * box[4] - off_z * box[5], off_x * box[5] + off_z * box[4]
    step_right, step_ahead = dx * box[4] - dz * box[5], dx * box[5] + dz * box[4]
    enter_right, leave_right = crosses_slab(right, step_right, box[2])
    enter_ahead, leave_ahead = crosses_slab(ahead, step_ahead, box[3])
    enter = max(enter_right, enter_ahead, ZERO)
    leave = min(leave_right, leave_ahead, ONE)
    return enter < leave


@helper
def is_sight_clear(position, height, i, j, obstacle_box, obstacle_circle):
    """Whether no obstacle as tall as the lower of two actors' eyes stands between rows i and j."""
    x, z = position[i, 0], position[i, 2]
    dx, dz = position[j, 0] - x, position[j, 2] - z
    eye = min(position[i, 1] + height[i] * EYE_SHARE, position[j, 1] + height[j] * EYE_SHARE)
    for k in range(len(obstacle_circle)):
        circle = obstacle_circle[k]
        if circle[3] > eye and crosses_circle(x, z, dx, dz, circle[0], circle[1], circle[2]):
            return False
    for k in range(len(obstacle_box)):
        box = obstacle_box[k]
        if box[7] > eye and crosses_box(x, z, dx, dz, box):
            return False
    return True
