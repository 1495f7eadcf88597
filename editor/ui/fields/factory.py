"""Which field a kind of value gets."""

from __future__ import annotations

from typing import Any

from editor.ui.fields.change import Editing, Naming
from editor.ui.fields.choice import ChoiceField, FlagField
from editor.ui.fields.colour import ColourField
from editor.ui.fields.listing import ChipsField, TextsField
from editor.ui.fields.numbered import NumberedField
from editor.ui.fields.plain import PlainField
from editor.ui.fields.prose import ProseField
from editor.ui.fields.reference import ReferenceField
from editor.ui.fields.scalar import ScalarField
from editor.ui.fields.text import TextField
from editor.ui.fields.vector import VectorField
from engine.schema.fields import FieldSpec


def field_for(spec: FieldSpec, editing: Editing, naming: Naming) -> Any:
    """A widget with `show_state(FieldState)` for one field of the vocabulary."""
    match spec.kind:
        case "float" | "int":
            return ScalarField(spec, editing)
        case "bool":
            return FlagField(spec, editing)
        case "enum":
            return ChoiceField(spec, editing)
        case "vec3":
            return VectorField(spec, editing)
        case "color":
            return ColourField(spec, editing)
        case "ref":
            return ReferenceField(spec, editing, naming)
        case "refs" if spec.number:
            return NumberedField(spec, editing, naming)
        case "refs":
            return ChipsField(spec, editing, naming)
        case "texts":
            return TextsField(spec, editing)
        case "text":
            return TextField(spec, editing) if spec.lines == 1 else ProseField(spec, editing)
        case _:
            return PlainField(spec)
