"""Which boxes touch the frustum, and how far away they are."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.kernel import helper, quick_kernel

ZERO = np.float32(0)


@helper
def touches(planes, low, high, box):
    """Whether a box of low, high (n, 3) [m] touches the frustum of planes (6, 4) (conservative)."""
    for plane in range(6):
        a, b, c, d = planes[plane, 0], planes[plane, 1], planes[plane, 2], planes[plane, 3]
        x = high[box, 0] if a > ZERO else low[box, 0]
        y = high[box, 1] if b > ZERO else low[box, 1]
        z = high[box, 2] if c > ZERO else low[box, 2]
        if a * x + b * y + c * z + d < ZERO:
            return False
    return True


@helper
def squared_gap(eye, low, high, box):
    """Squared distance [m2] between the eye (3,) and a box; 0 inside it."""
    dx = max(low[box, 0] - eye[0], eye[0] - high[box, 0], ZERO)
    dy = max(low[box, 1] - eye[1], eye[1] - high[box, 1], ZERO)
    dz = max(low[box, 2] - eye[2], eye[2] - high[box, 2], ZERO)
    return dx * dx + dy * dy + dz * dz


@quick_kernel
def cull_boxes(planes, eye, low, high, seen, away):
    """Write the indices of the boxes that touch the frustum (conservative) and their distances; gives how many.

    planes (6, 4) f4, eye (3,) f4 [m], low, high (n, 3) f4 [m]; seen (n,) i8; away (n,) f4, squared [m2].
    """
    found = 0
    for box in range(len(low)):
        if touches(planes, low, high, box):
            seen[found] = box
            away[found] = squared_gap(eye, low, high, box)
            found += 1
    return found
