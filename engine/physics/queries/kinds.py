"""What a ray can meet, and who counts in a query: small integers and bit sets that kernels and Python share."""

import numpy as np

F32 = np.float32

NOTHING, BOX, CIRCLE, WALL, ACTOR, GROUND = range(6)
"""Static box, static circle, immovable row of the lane, any other row of the lane, height field."""

EVERYBODY = 0xFF
"""The bit set of teams or lives that refuses none."""

MARGIN = F32(0.01)
"""Metres by which a search looks wider than asked, so that rounding never hides a row in the next cell.

Positions up to 10 km from the origin are rounded by less than a tenth of it.
"""

FARTHEST = F32(1e9)
"""Metres from the origin beyond which a row is not found and a query finds nothing."""


def bits(*codes: int) -> int:
    """The bit set of the given team or life codes: `bits(UP, DOWN)`."""
    found = 0
    for code in codes:
        found |= 1 << code
    return found
