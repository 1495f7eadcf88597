"""Numbers as this panel writes them, without Qt; what was not measured is n/a."""

from math import isfinite

NA = "n/a"
MIB = 1024.0 * 1024.0


def milliseconds(value: float | None) -> str:
    """A time [ms] with three digits; µs below 0.1 ms."""
    if value is None or not isfinite(value):
        return NA
    if value < 0.1:
        return f"{value * 1000:.0f} µs"
    return f"{value:.2f} ms" if value < 10 else f"{value:.1f} ms" if value < 100 else f"{value:,.0f} ms"


def size(value: float | None) -> str:
    """A number of bytes as MiB, or KiB below a tenth of one."""
    if value is None or not isfinite(value):
        return NA
    mib = value / MIB
    if mib < 0.1:
        return f"{value / 1024:.1f} KiB"
    return f"{mib:.2f} MiB" if mib < 10 else f"{mib:.1f} MiB" if mib < 100 else f"{mib:,.0f} MiB"


def count(value: float | None) -> str:
    """A count with thousands set apart."""
    return NA if value is None or not isfinite(value) else f"{value:,.0f}"


def share(value: float | None) -> str:
    """A share 0 to 1 as percent."""
    return NA if value is None or not isfinite(value) else f"{value * 100:.1f} %"


def key_text(key: tuple[int, int, int]) -> str:
    """A chunk's name: its level, then its place in the grid of that level."""
    return f"L{key[0]} ({key[1]:,}, {key[2]:,})".replace("-", "−")
