"""Round numbers along an axis: what one can count by."""

from __future__ import annotations

import math
from itertools import count

MOST = 5


def round_ticks(low: float, high: float, most: int = MOST) -> list[int]:
    """Whole multiples of 1, 2 or 5 times a power of ten between two numbers: two to `most`, fewer in a short span."""
    if high <= low:
        return [round(low)]
    power = 10 ** max(0, math.floor(math.log10(max(high - low, 1.0))) - 1)
    rounds = (factor * 10**zeros for zeros in count() for factor in (power, 2 * power, 5 * power))
    step = next(each for each in rounds if math.floor(high / each) - math.ceil(low / each) < most)
    return list(range(math.ceil(low / step) * step, math.floor(high / step) * step + 1, step))
