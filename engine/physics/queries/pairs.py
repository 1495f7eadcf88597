"""Which bodies of a lane touch or overlap now: pairs of upright cylinders, each once, with how deep they overlap."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.queries.cells import is_listed, line_of_cells, run_of_cells
from engine.physics.queries.kinds import EVERYBODY, MARGIN
from engine.physics.queries.neighbours import sort_found
from engine.world.kernel import kernel

F32 = np.float32
ZERO = F32(0)


@kernel
def list_pairs(
    begin, end, gap, lives, widest, team, life, position, immovable, radius, height, order, table, frame, one, other,
    depth,
):  # fmt: skip
    """Write local ids and depths [m] of all pairs of rows begin..end that are at most `gap` [m] apart.

    A pair counts when both rows can move and their heights meet. Pairs are in the order of the lower id and then by
    depth, the deepest first. Returns how many there are; those that find no room are only counted.
    """
    found = 0
    if frame[5] == ZERO:
        return found
    columns, lines = int(frame[3]), int(frame[4])
    for row in range(begin, end):
        if immovable[row] != 0 or not is_listed(row, EVERYBODY, lives, team, life, position):
            continue
        x, z = position[row, 0], position[row, 2]
        foot, head = position[row, 1], position[row, 1] + height[row]
        wide = radius[row] + widest + gap + MARGIN
        left = line_of_cells(x - wide - frame[0], frame[2], columns)
        right = line_of_cells(x + wide - frame[0], frame[2], columns)
        near = line_of_cells(z - wide - frame[1], frame[2], lines)
        far = line_of_cells(z + wide - frame[1], frame[2], lines)
        first = found
        for line in range(near, far + 1):
            low, high = run_of_cells(line, left, right, columns, 0, table, 0)
            for at in range(low, high):
                beside = order[at]
                if beside <= row or immovable[beside] != 0:
                    continue
                dx = position[beside, 0] - x
                dz = position[beside, 2] - z
                reach = radius[row] + radius[beside] + gap
                if dx * dx + dz * dz > reach * reach:
                    continue
                if position[beside, 1] >= head or position[beside, 1] + height[beside] <= foot:
                    continue
                if not is_listed(beside, EVERYBODY, lives, team, life, position):
                    continue
                if found < len(one):
                    one[found] = row - begin
                    other[found] = beside - begin
                    depth[found] = np.sqrt(dx * dx + dz * dz) - radius[row] - radius[beside]
                found += 1
        if found <= len(one):
            sort_found(first, found, other, depth)
            for k in range(first, found):
                depth[k] = -depth[k]
    return found
