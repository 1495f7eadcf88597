"""How surely a share of runs is known: intervals of a win rate."""

import math
from statistics import NormalDist


def wilson(wins: int, runs: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a win rate, within 0 to 1; all of it without a run.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927). Its
    coverage is right on average over win rates; near 0 and 1 single rates get somewhat less.

    Raises:
        ValueError: There are fewer runs than wins, or fewer than none.
    """
    if not 0 <= wins <= runs:
        raise ValueError(f"{wins} of {runs} runs were won; expected between none and all of them.")
    if not runs:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + confidence / 2.0)
    rate, weight = wins / runs, z * z / runs
    middle = rate + weight / 2.0
    reach = z * math.sqrt((rate * (1.0 - rate) + weight / 4.0) / runs)
    low = (middle - reach) / (1.0 + weight) if wins else 0.0
    high = (middle + reach) / (1.0 + weight) if wins < runs else 1.0
    return low, high
