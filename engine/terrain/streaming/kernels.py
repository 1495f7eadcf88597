"""Compiled loops of streaming: how urgent each of many chunks is, in one pass."""

# pyright: basic

import math

from engine.world.kernel import quick_kernel

TINY = 1e-9


@quick_kernel
def fill_urgencies(found, places, x, z, ahead_x, ahead_z, cell_side, behind, most_level, roots_first):
    """Write the urgency of each of `places` (n, 3: level, x, z) to `found` (n,) f8; see `urgency.urgencies`.

    x, z: the eye [m]; ahead_x, ahead_z: its direction; cell_side: side of a chunk of level 0 [m].
    """
    length = max(math.sqrt(ahead_x * ahead_x + ahead_z * ahead_z), TINY)
    for row in range(len(found)):
        level = places[row, 0]
        side = cell_side * (1 << level)
        low_x = places[row, 1] * side - x
        low_z = places[row, 2] * side - z
        gap_x = max(low_x, -low_x - side, 0.0)
        gap_z = max(low_z, -low_z - side, 0.0)
        gap = math.sqrt(gap_x * gap_x + gap_z * gap_z)
        middle_x = low_x + side / 2
        middle_z = low_z + side / 2
        away = max(math.sqrt(middle_x * middle_x + middle_z * middle_z), TINY)
        cosine = (middle_x * ahead_x + middle_z * ahead_z) / (length * away)
        found[row] = (gap / side) * (1.0 + behind * 0.5 * (1.0 - cosine)) - 1e-3 * level
        if level == most_level:
            found[row] -= roots_first
