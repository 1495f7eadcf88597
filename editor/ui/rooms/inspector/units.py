"""From a world column back to the unit of the field that fills it: ticks to seconds, radians to degrees."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from editor.ui.fields.state import NOTHING
from engine.schema.fields import FieldSpec

_TICKS_PER_SECOND = 60


def to_field(stored: Any, spec: FieldSpec) -> Any:
    """A column's entry as the field would show it; NOTHING where there is no way back."""
    if spec.kind == "vec3":
        return _vector(np.asarray(stored), spec)
    if np.ndim(stored) != 0:
        return NOTHING
    if spec.kind == "enum":
        index = int(stored)
        return spec.choices[index] if 0 <= index < len(spec.choices) else NOTHING
    if spec.kind == "bool":
        return bool(stored)
    if spec.convert == "half_angle_cos":
        return math.degrees(2.0 * math.acos(min(1.0, max(-1.0, float(stored)))))
    if spec.convert == "tangent":
        return math.degrees(math.atan(float(stored)))
    if spec.kind == "int":
        return int(stored)
    if spec.kind != "float":
        return NOTHING
    is_count = np.issubdtype(np.asarray(stored).dtype, np.integer)
    if spec.unit == "s" and is_count:
        return float(stored) / _TICKS_PER_SECOND
    return math.degrees(float(stored)) if spec.unit == "deg" else float(stored)


def _vector(stored: np.ndarray, spec: FieldSpec) -> Any:
    """A position as it is; a heading [rad] as the turn about the vertical axis [degrees]."""
    if stored.shape == (3,):
        return tuple(float(part) for part in stored)
    if stored.ndim == 0 and spec.unit == "deg":
        return (0.0, math.degrees(float(stored)), 0.0)
    return NOTHING
