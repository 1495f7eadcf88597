"""Packs a piece of scenery for the graphics card: rows sorted into groups that are culled together, and their boxes."""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.world.kernel import quick_kernel

F32 = np.float32
ZERO = np.float32(0)
X, Y, Z, SCALE, COS, SIN, FLASH, RIM, RED, GREEN, BLUE, REACH = range(12)


@quick_kernel
def pack_piece(
    mesh, x, y, z, cos, sin, scale, tint, rank, corner, origin, side, parts, shares, ends, limits, trees, spread,
    middle, start, rows, kinds, low, high, first, count, reach
):  # fmt: skip
    """Write rows and groups of n things; gives how many groups there are.

    mesh (n,) u1, x, y, z, cos, sin, scale, rank (n,) f4, tint (n, 3) f4: the things, see engine.terrain.props; corner,
    origin (2,) f4 (x, z) [m]: of the piece, and what rows are relative to; side f4 [m]; parts: strips along each axis.
    shares (levels,) f4 falling, ends (levels,) f4 [m]: whatever ranks at or over a share ends at the level's distance;
    limits (m,) f4 [m]: where each mesh ends in any case; trees (m,) f4: their rim; spread, middle (m,) f4 [m]: of them.
    start (m * parts^2 + 1,) i8 is for sorting. rows (n, 12) f4, kinds, first, count (g,) i4, low, high (g, 3) f4,
    reach (g,) f4 are filled.
    """
    n = len(mesh)
    strips = parts * parts
    start[:] = 0
    for k in range(n):
        across = min(max(int((x[k] - corner[0]) / side * F32(parts)), 0), parts - 1)
        along = min(max(int((z[k] - corner[1]) / side * F32(parts)), 0), parts - 1)
        start[int(mesh[k]) * strips + along * parts + across + 1] += 1
    groups = 0
    for sort in range(len(start) - 1):
        many = start[sort + 1]
        start[sort + 1] += start[sort]
        if many == 0:
            continue
        kinds[groups] = sort // strips
        first[groups] = start[sort]
        count[groups] = 0
        for axis in range(3):
            low[groups, axis] = F32(np.inf)
            high[groups, axis] = F32(-np.inf)
        reach[groups] = ZERO
        start[sort] = groups  # from here on: where the group is
        groups += 1
        # The next sort key needs the running total, which is in start[sort + 1] by now.
    for k in range(n):
        across = min(max(int((x[k] - corner[0]) / side * F32(parts)), 0), parts - 1)
        along = min(max(int((z[k] - corner[1]) / side * F32(parts)), 0), parts - 1)
        kind = int(mesh[k])
        group = start[kind * strips + along * parts + across]
        row = first[group] + count[group]
        count[group] += 1
        end = limits[kind]
        for level in range(len(shares)):
            if rank[k] >= shares[level]:
                end = min(end, ends[level])
                break
        left, top, size = x[k] - origin[0], z[k] - origin[1], scale[k]
        rows[row, X], rows[row, Y], rows[row, Z], rows[row, SCALE] = left, y[k], top, size
        rows[row, COS], rows[row, SIN], rows[row, FLASH], rows[row, RIM] = cos[k], sin[k], ZERO, trees[kind]
        rows[row, RED], rows[row, GREEN], rows[row, BLUE] = tint[k, 0], tint[k, 1], tint[k, 2]
        rows[row, REACH] = end
        wide, tall = spread[kind] * size, F32(2) * middle[kind] * size
        low[group, 0], high[group, 0] = min(low[group, 0], left - wide), max(high[group, 0], left + wide)
        low[group, 1], high[group, 1] = min(low[group, 1], y[k] - wide), max(high[group, 1], y[k] + wide + tall)
        low[group, 2], high[group, 2] = min(low[group, 2], top - wide), max(high[group, 2], top + wide)
        reach[group] = max(reach[group], end)
    return groups
