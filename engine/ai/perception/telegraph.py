"""Telegraphs: the ground that an attack under way is going to strike, shown and known before it does.

An attack's system says where when it winds up (`begin_telegraph`), and ends it when it lands; while it lasts, minds
keep out of it and the picture shows it. It falls with the cast that it belongs to:
`engine.play.systems.fighting.telegraphs`.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ZERO
from engine.physics.angles import cosine, sine
from engine.world.columns import column
from engine.world.kernel import helper

CIRCLE, CONE, LINE = range(3)
"""CIRCLE: `size` is its radius. CONE: 90 degrees wide and `size` long. LINE: `size` long, LINE_HALF_WIDTH to each side.

A cone and a line begin at the place and look along its yaw.
"""
CONE_SPREAD = np.float32(1.0)
"""Metres that a cone is wide to each side, for each metre ahead: 45 degrees."""
LINE_HALF_WIDTH = np.float32(1.25)
X, Z, SIZE, YAW = range(4)
"""Entries of `telegraph_place`."""

TELEGRAPH = column("telegraph", "row", "i4", unit="tick", doc="Until the attack that it shows lands; 0 = shows none.")
TELEGRAPH_WHOLE = column(
    "telegraph_whole", "row", "i4", unit="tick", doc="How long that attack winds up; 0 = shows none."
)
TELEGRAPH_SHAPE = column("telegraph_shape", "row", "i4", doc="What it will strike: 0 circle, 1 cone, 2 line.")
TELEGRAPH_PLACE = column(
    "telegraph_place", "row", "f4", width=(4,), unit="m", doc="Where: x, z, size, and yaw [rad] of a cone or line."
)


@helper
def begin_telegraph(
    i, ticks, shape, x, z, size, yaw, telegraph, telegraph_whole, telegraph_shape, telegraph_place
):  # fmt: skip
    """Row i shows that it will strike there in `ticks`."""
    telegraph[i] = ticks
    telegraph_whole[i] = ticks
    telegraph_shape[i] = shape
    telegraph_place[i, X] = x
    telegraph_place[i, Z] = z
    telegraph_place[i, SIZE] = size
    telegraph_place[i, YAW] = yaw


@helper
def end_telegraph(i, telegraph, telegraph_whole):
    """Row i shows nothing any more: its attack has landed or is given up."""
    telegraph[i] = 0
    telegraph_whole[i] = 0


@helper
def along_and_aside(x, z, place):
    """(metres ahead, metres aside) of the point (x, z) from a telegraph's `place` (4,), seen along its yaw."""
    dx, dz = x - place[X], z - place[Z]
    ahead_x, ahead_z = sine(place[YAW]), cosine(place[YAW])
    return dx * ahead_x + dz * ahead_z, dx * ahead_z - dz * ahead_x


@helper
def is_under(x, z, shape, place, margin):
    """Whether the point (x, z) is on the ground that a telegraph shows, or within about `margin` [m] of it."""
    if shape == CIRCLE:
        dx, dz = place[X] - x, place[Z] - z
        return np.sqrt(dx * dx + dz * dz) <= place[SIZE] + margin
    along, aside = along_and_aside(x, z, place)
    if along < -margin or along > place[SIZE] + margin:
        return False
    if shape == CONE:
        dx, dz = place[X] - x, place[Z] - z
        if np.sqrt(dx * dx + dz * dz) > place[SIZE] + margin:
            return False
        return np.abs(aside) <= max(along, ZERO) * CONE_SPREAD + margin
    return np.abs(aside) <= LINE_HALF_WIDTH + margin


@helper
def reach_from(i, position, place):
    """Metres from row i within which everything lies that its telegraph shows."""
    dx, dz = place[X] - position[i, 0], place[Z] - position[i, 2]
    return np.sqrt(dx * dx + dz * dz) + place[SIZE] + LINE_HALF_WIDTH
