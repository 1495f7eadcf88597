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


def round_top(wanted: float, *, is_count: bool = False) -> float:
    """A round number that is at least as large: the end of an axis whose middle is told too; a count's is even."""
    step = 10.0 ** math.floor(math.log10(max(wanted, 2.0) if is_count else wanted))
    factors = (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10) if is_count else (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
    if is_count and step < 10:
        factors = (2, 4, 6, 8, 10, 20)
    return float(next((step * factor for factor in factors if step * factor >= wanted), step * factors[-1]))
