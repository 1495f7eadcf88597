"""Times, and what a comparison says, in plain words; nothing is claimed that could be noise."""

from engine.telemetry.compare import CONFIDENCE, FEWEST, Difference, Quantile

US_BELOW_NS = 100_000


def time_text(time_ns: float, *, signed: bool = False) -> str:
    """A time with three significant digits: µs below 0.1 ms, else ms; with `signed` a plus or a true minus."""
    in_us = abs(time_ns) < US_BELOW_NS
    value = abs(time_ns) / (1e3 if in_us else 1e6)
    digits = f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"
    sign = "−" if time_ns < 0 else "+" if signed and time_ns > 0 else ""
    return f"{sign}{digits} {'µs' if in_us else 'ms'}"


def sentence(found: Difference, a: str = "A", b: str = "B", *, things: str = "ticks") -> str:
    """What can be said of a stage: how much faster or slower B is, or why nothing can be said."""
    median, p99 = found.median, found.p99
    if median is None or p99 is None:
        return f"{found.title}: not measured in {a if not found.count_a else b}."
    if median.interval is None:
        fewer, name = min((found.count_a, a), (found.count_b, b))
        return f"{found.title}: {name} has {fewer} {things}; {FEWEST} are needed before anything can be said."
    if median.is_certain:
        return f"{found.title}: {b} is {_change(median)} at the median, from {time_text(median.a)} to {_after(median)}."
    if p99.is_certain:
        slowest = f"the slowest {things} of {b} are {_change(p99)} (p99), from {time_text(p99.a)} to {_after(p99)}"
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
