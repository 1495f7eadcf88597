"""Times in words."""

US_BELOW_NS = 100_000


def time_text(time_ns: float, *, signed: bool = False) -> str:
    """A time with three significant digits: µs below 0.1 ms, else ms; with `signed` a plus or a true minus."""
    in_us = abs(time_ns) < US_BELOW_NS
    value = abs(time_ns) / (1e3 if in_us else 1e6)
    digits = f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"
    sign = "−" if time_ns < 0 else "+" if signed and time_ns > 0 else ""
    return f"{sign}{digits} {'µs' if in_us else 'ms'}"
