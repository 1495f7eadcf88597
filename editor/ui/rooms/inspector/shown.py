"""A field's value as tooltips and lists say it."""

from __future__ import annotations

from typing import Any

from editor.tr import tr
from editor.ui.texts.numbers import format_number, unit_label
from engine.schema.fields import FieldSpec


def shown(value: Any, spec: FieldSpec) -> str:
    """A value with its unit, lists with commas, and a word for nothing."""
    unit = unit_label(spec.unit)
    if spec.kind in {"float", "int"} and value is not None:
        return f"{format_number(value, spec.unit, whole=spec.kind == 'int')} {unit}".strip()
    if spec.kind == "vec3" and value is not None:
        return f"{', '.join(format_number(part, spec.unit) for part in value)} {unit}".strip()
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value) or tr("none")
    return str(value) if value not in (None, "") else tr("none")
