"""How numbers read in the window: true minus, comma groups, digits by unit, no trailing zeros in fields."""

from __future__ import annotations

import math

from engine.schema.fields import FieldSpec

_DECIMALS = {"m": 2, "s": 2, "m/s": 2, "m/s²": 2, "deg": 1, "°": 1, "hp": 1, "kg": 1, "%": 1}
_UNITS = {"deg": "°", "1": "", "m/s2": "m/s²"}


def unit_label(unit: str) -> str:
    """The unit as people write it: `deg` is a degree sign."""
    return _UNITS.get(unit, unit)


def title_of(spec: FieldSpec) -> str:
    """A field's label: its title without the unit that some names end in, as the unit is shown in its own place."""
    return spec.title.removesuffix(f" {spec.unit}") if spec.unit else spec.title


def format_number(value: float, unit: str = "", *, whole: bool = False) -> str:
    """A number as a field shows it at rest."""
    if whole or (isinstance(value, int) and not isinstance(value, bool)):
        return _true_minus(f"{int(value):,}")
    if not math.isfinite(value):
        return _true_minus(str(value))
    text = f"{value:,.{_DECIMALS.get(unit, 3)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in {"-0", "0"}:
        text = f"{value:.3g}" if value else "0"
    return _true_minus(text)


def live_number(value: float, *, whole: bool = False, decimals: int = 2) -> str:
    """A number of the running copy: the same count of digits after the point each time, so that it stands still."""
    if whole or not math.isfinite(value):
        return format_number(value, whole=math.isfinite(value))
    return _true_minus(f"{round(value, decimals) + 0.0:,.{decimals}f}")


def exact_number(value: float) -> str:
    """A number with every digit that it holds, for editing."""
    text = repr(value)
    return _true_minus(text.removesuffix(".0"))


def format_range(ge: float | None, gt: float | None, le: float | None, lt: float | None, unit: str = "") -> str:
    """`0 to 40 m`, `at least 0 m`, `above 0 hp`, or nothing where the field takes any number."""
    mark = f" {unit_label(unit)}" if unit_label(unit) not in {"", "°"} else unit_label(unit)
    low = ge if ge is not None else gt
    high = le if le is not None else lt
    if low is not None and high is not None:
        return f"{format_number(low, unit)} to {format_number(high, unit)}{mark}"
    if low is not None:
        return f"{'at least' if ge is not None else 'above'} {format_number(low, unit)}{mark}"
    if high is not None:
        return f"{'at most' if le is not None else 'below'} {format_number(high, unit)}{mark}"
    return ""


def _true_minus(text: str) -> str:
    return text.replace("-", "−")
