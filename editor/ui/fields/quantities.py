"""The units that may be typed into a number field, and what one of them is in the field's own unit."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.world.ids import TICKS_PER_SECOND


@dataclass(frozen=True)
class Quantity:
    """What is measured, its units as multiples of one of them, and an example to tell."""

    units: dict[str, float]
    example: str


_FOOT, _POUND = 0.3048, 0.45359237
QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        {"m": 1.0, "km": 1000.0, "dm": 0.1, "cm": 0.01, "mm": 0.001, "ft": _FOOT, "in": _FOOT / 12, "yd": 3 * _FOOT,
         "mi": 5280 * _FOOT},
        "2 m, 1.5 km or 30 cm",
    ),
    Quantity(
        {"s": 1.0, "ms": 1e-3, "µs": 1e-6, "us": 1e-6, "min": 60.0, "h": 3600.0, "tick": 1 / TICKS_PER_SECOND,
         "ticks": 1 / TICKS_PER_SECOND},
        "2 s, 250 ms or 1.5 min",
    ),
    Quantity(
        {"deg": 1.0, "°": 1.0, "rad": 180 / math.pi, "turn": 360.0, "turns": 360.0},
        "90 deg, 1.57 rad or 0.25 turn",
    ),
    Quantity({"kg": 1.0, "g": 0.001, "t": 1000.0, "lb": _POUND}, "80 kg or 1.2 t"),
    Quantity(
        {"m/s": 1.0, "km/h": 1 / 3.6, "mph": 5280 * _FOOT / 3600, "ft/s": _FOOT},
        "5 m/s or 18 km/h",
    ),
    Quantity({"m/s²": 1.0, "m/s2": 1.0, "m/s^2": 1.0}, "9.81 m/s²"),
    Quantity({"": 1.0, "1": 1.0, "%": 0.01}, "0.3 or 30 %"),
)  # fmt: skip


def factor(typed: str, unit: str) -> float | None:
    """What one of a typed unit is in a field's unit; None where it measures something else."""
    if typed == unit:
        return 1.0
    held = quantity_of(unit)
    if held is None or typed not in held.units:
        return None
    return held.units[typed] / held.units[unit]


def quantity_of(unit: str) -> Quantity | None:
    """What a unit measures; None for the game's own units, as hp."""
    return next((each for each in QUANTITIES if unit in each.units), None)


def expected(unit: str) -> str:
    """What a field with this unit takes, in words."""
    held = quantity_of(unit)
    if held is not None and unit not in ("", "1"):
        return f"Expected {held.example}."
    return f"Expected a number, or one with the unit {unit}." if unit not in ("", "1") else "Expected a plain number."
