"""Times as profilers write them: one unit and three digits for a whole column."""

from editor.tr import tr

NS_PER_MS, NS_PER_US = 1e6, 1e3
US_BELOW_MS = 0.1


def scale_of(typical_ns: float, longest_ns: float = 0.0) -> tuple[float, str]:
    """The factor for ns and its unit, for times like this one; where the longest takes 1 ms or more, it decides."""
    is_short = typical_ns < US_BELOW_MS * NS_PER_MS and longest_ns < NS_PER_MS
    return (1.0 / NS_PER_US, "µs") if is_short else (1.0 / NS_PER_MS, "ms")


def cell(time_ns: float | None, scale: float) -> str:
    """Three significant digits, fixed for the column; n/a for what was not measured."""
    if time_ns is None:
        return tr("n/a")
    value = time_ns * scale
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"
