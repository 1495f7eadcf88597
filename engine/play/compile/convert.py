"""From what a designer writes to what a kernel reads: seconds to ticks, degrees to radians, names to numbers."""

import math
from typing import Any

from engine.schema.fields import FieldSpec
from engine.world.columns import Column
from engine.world.ids import TICKS_PER_SECOND

LARGEST = 3.4e38
"""Greatest number that a column of 32 bits holds."""

STEEPEST_DEG = 89.0
"""Steeper angles have tangents that are of no use."""


def to_column(value: Any, spec: FieldSpec, column: Column) -> Any:
    """A field's value in the unit of its column.

    Seconds become ticks when the column holds whole numbers; degrees become radians; a choice becomes its place among
    the choices; of a rotation only the turn about y remains. ValueError when the value can't be such a number.
    """
    if spec.kind == "enum":
        return spec.choices.index(value)
    if spec.kind == "vec3" and not column.width:
        value = value[1]
    if spec.convert == "half_angle_cos":
        return math.cos(math.radians(min(float(value), 360.0)) / 2.0)
    if spec.convert == "tangent":
        return math.tan(math.radians(min(max(float(value), 0.0), STEEPEST_DEG)))
    if spec.unit == "deg" and column.unit != "deg":
        return math.radians(float(value))
    whole = column.numpy_dtype.kind in "iu"
    if spec.unit == "s" and whole:
        return round(float(value) * TICKS_PER_SECOND)
    if spec.kind == "bool":
        return int(value)
    if spec.kind in {"text", "ref", "refs", "texts", "list", "table"}:
        raise ValueError(f"{spec.name} is no number and can't fill the column {column.name}")
    if not whole and any(
        not abs(part) <= LARGEST for part in (value if spec.kind == "vec3" and column.width else (value,))
    ):
        raise ValueError(f"a world holds numbers up to {LARGEST:.3g}")
    return value
