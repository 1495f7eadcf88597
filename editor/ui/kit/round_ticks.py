"""Round numbers along an axis: what one can count by."""

from __future__ import annotations

import math

MOST = 5


def round_ticks(low: float, high: float, most: int = MOST) -> list[int]:
    """Whole multiples of 1, 2 or 5 times a power of ten between two numbers: two to `most`, fewer in a short span."""
    if high <= low:
        return [round(low)]
    power = 10 ** max(0, math.floor(math.log10(max(high - low, 1.0))) - 1)
    step = next(
        power * factor
        for factor in (1, 2, 5, 10, 20, 50, 100)
        if math.floor(high / (power * factor)) - math.ceil(low / (power * factor)) < most
    )
    return list(range(math.ceil(low / step) * step, math.floor(high / step) * step + 1, step))
