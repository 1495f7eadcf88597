"""The index of one lane: its rows sorted into cells, the list of its walls, and the widest radius."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.angles import cosine, sine
from engine.physics.queries.cells import sort_rows
from engine.physics.queries.kinds import EVERYBODY, bits
from engine.world.ids import DEAD, DOWN, FLED, UP
from engine.world.kernel import kernel

F32 = np.float32
PRESENT = bits(UP, DOWN, DEAD, FLED)
"""Rows that are reserved but not in play are nowhere."""


@kernel
def index_lane(
    begin, end, team, life, position, radius, immovable, yaw, order, cells, table, frame, wall_rows, wall_axis, widest
):  # fmt: skip
    """Sort rows begin..end into cells, list those that are immovable and up, and find the widest of all.

    Writes order (n,), cells (n,), table (n,), frame (6,), wall_rows (n,), wall_axis (n, 2) cos and sin of yaw
    and widest (1,) [m]. Returns the number of walls.
    """
    sort_rows(begin, end, 0, EVERYBODY, PRESENT, team, life, position, order, cells, 0, table, 0, frame)
    walls = 0
    widest[0] = F32(0)
    for row in range(begin, end):
        widest[0] = max(widest[0], radius[row])
        if immovable[row] == 1 and life[row] == UP:
            wall_rows[walls] = row
            wall_axis[walls, 0] = cosine(yaw[row])
            wall_axis[walls, 1] = sine(yaw[row])
            walls += 1
    return walls
