"""Ticks along axes of values and of days: few, round, and told in as many letters as they need."""

import math
from datetime import UTC, datetime

DAY_S = 86_400.0
MOST = 3
DAYS = (1, 2, 5, 7, 10, 14, 30, 60, 90, 180, 365, 730)
HOURS = (1, 2, 3, 6, 12)
Ticks = list[tuple[float, str]]


def value_ticks(low: float, high: float) -> Ticks:
    """Two or three round multiples: of 1, 2, 2.5, 4 or 5 times a power of ten."""
    power = 10.0 ** (math.floor(math.log10(high - low)) - 1)
    for step in (power * factor * ten for ten in (1.0, 10.0) for factor in (1.0, 2.0, 2.5, 4.0, 5.0)):
        first, last = math.ceil(low / step), math.floor(high / step)
        if last - first < MOST:
            break
    digits = max(0, -math.floor(math.log10(step) + 1e-9) + (1 if f"{step:.1e}".startswith("2.5") else 0))
    return [(k * step, _plain(k * step, digits)) for k in range(first, last + 1)]


def log_ticks(low: float, high: float) -> Ticks:
    """Near both ends of an axis of base-10 logarithms and in its middle, rounded to two digits."""
    found: Ticks = []
    for share in (0.08, 0.5, 0.92):
        value = float(f"{10.0 ** (low + share * (high - low)):.2g}")
        digits = max(0, 1 - math.floor(math.log10(value)))
        if value not in {10.0**place for place, _text in found}:
            found.append((math.log10(value), _plain(value, digits)))
    return found


def day_ticks(low: float, high: float, most: int) -> Ticks:
    """Midnights (UTC) between two moments [s since 1970], or full hours where they lie within two days."""
    span = high - low
    if span <= 2 * DAY_S:
        step = next((hours * 3600.0 for hours in HOURS if span / (hours * 3600.0) <= most), DAY_S)
        return [(at, f"{datetime.fromtimestamp(at, UTC):%H:%M}") for at in _multiples(low, high, step)]
    step = next((days * DAY_S for days in DAYS if span / (days * DAY_S) <= most), DAYS[-1] * DAY_S)
    return [(at, _day(at)) for at in _multiples(low, high, step)]


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [k * step for k in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _day(at: float) -> str:
    day = datetime.fromtimestamp(at, UTC)
    return f"{day.day} {day:%b}"


def _plain(value: float, digits: int) -> str:
    text = f"{value:,.{digits}f}"
    return "0" if float(text.replace(",", "")) == 0.0 else text.replace("-", "−")
