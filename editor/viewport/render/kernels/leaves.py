"""Which pieces of scenery lie around an eye: leaves of a quadtree of three levels."""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.world.kernel import helper, quick_kernel

F32 = np.float32
ZERO = np.float32(0)


@helper
def gap(column, row, side, x, z):
    """How far (x, z) [m] lies from the square of this column and row, which is `side` m wide; 0 inside."""
    across = max(F32(column) * side - x, x - F32(column + 1) * side, ZERO)
    along = max(F32(row) * side - z, z - F32(row + 1) * side, ZERO)
    return np.sqrt(across * across + along * along)


@quick_kernel
def scenery_leaves(x, z, reach, side, first, last, found, away):
    """Write the pieces around (x, z) [m] and how far away each lies; gives how many there are.

    A piece is cut into four where the next finer level reaches it. reach (3,) f4 [m]: how far levels 0, 1 and 2 stand;
    side f4 [m] of a piece of level 0; first, last (2,) i8: column and row of the first roots and those behind the last;
    found (n, 3) i4: level, column, row; away (n,) f4 [m].
    """
    count = 0
    for row in range(first[1], last[1]):
        for column in range(first[0], last[0]):
            far = gap(column, row, F32(4) * side, x, z)
            if far > reach[2] or count + 16 > len(found):
                continue
            for quarter in range(4):
                middle_column, middle_row = 2 * column + quarter % 2, 2 * row + quarter // 2
                middle = gap(middle_column, middle_row, F32(2) * side, x, z)
                if far > reach[1]:
                    found[count, 0], found[count, 1], found[count, 2] = 2, column, row
                    away[count] = far
                    count += 1
                    break
                if middle > reach[0]:
                    found[count, 0], found[count, 1], found[count, 2] = 1, middle_column, middle_row
                    away[count] = middle
                    count += 1
                    continue
                for part in range(4):
                    near_column, near_row = 2 * middle_column + part % 2, 2 * middle_row + part // 2
                    found[count, 0], found[count, 1], found[count, 2] = 0, near_column, near_row
                    away[count] = gap(near_column, near_row, side, x, z)
                    count += 1
    return count
