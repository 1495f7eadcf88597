"""Many comparisons at once: what each has to give up so that all of them together stay honest."""

from collections.abc import Sequence


def holm(p_values: Sequence[float]) -> list[float]:
    """The p values of several tests, adjusted so that any false alarm among all of them is as rare as one test's.

    In the order given. It needs nothing of how the tests hang together, which share their seeds. S. Holm, "A simple
    sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
    """
    adjusted = [1.0] * len(p_values)
    greatest = 0.0
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    for rank, place in enumerate(order):
        greatest = max(greatest, min(1.0, (len(order) - rank) * p_values[place]))
        adjusted[place] = greatest
    return adjusted


def each_of(bars: int, confidence: float = 0.95) -> float:
    """The confidence of each of so many intervals so that all of them cover their truth at once that often.

    The inequality of Bonferroni: each may err a share of the time. Bars of a chart share their seeds, so that nothing
    less careful is known to hold for them.

    Raises:
        ValueError: There is no bar.
    """
    if bars < 1:
        raise ValueError(f"Intervals of {bars} bars were asked for; expected at least one.")
    return 1.0 - (1.0 - confidence) / bars
