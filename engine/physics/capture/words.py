"""What a comparison of captures says, in plain words; nothing is claimed that could be noise."""

from engine.physics.capture.compare import CONFIDENCE, FEWEST, Difference, Quantile
from engine.telemetry.words import time_text


def sentence(found: Difference, a: str = "A", b: str = "B") -> str:
    """What can be said of a stage: how much faster or slower B is, or why nothing can be said."""
    median, p99 = found.median, found.p99
    if median is None or p99 is None:
        return f"{found.title}: not measured in {a if not found.count_a else b}."
    if median.interval is None:
        fewer, name = min((found.count_a, a), (found.count_b, b))
        return f"{found.title}: {name} has {fewer} ticks; {FEWEST} are needed before anything can be said."
    if median.is_certain:
        return f"{found.title}: {b} is {_change(median)} at the median, from {time_text(median.a)} to {_after(median)}."
    if p99.is_certain:
        slowest = f"the slowest ticks of {b} are {_change(p99)} (p99), from {time_text(p99.a)} to {_after(p99)}"
        return f"{found.title}: the medians are the same within the noise; {slowest}."
    low, high = median.interval
    spread = f"{time_text(low, signed=True)} to {time_text(high, signed=True)}"
    return f"{found.title}: no difference beyond the noise (median {spread})."


def _change(quantile: Quantile) -> str:
    word = "slower" if quantile.difference > 0 else "faster"
    low, high = sorted(abs(edge) for edge in quantile.interval or (0.0, 0.0))
    size = time_text(abs(quantile.difference))
    share = f", {abs(quantile.difference) / quantile.a * 100:.0f} %" if quantile.a else ""
    return f"{size} {word} ({CONFIDENCE * 100:.0f} % sure of {time_text(low)} to {time_text(high)}{share})"


def _after(quantile: Quantile) -> str:
    return time_text(quantile.b)
