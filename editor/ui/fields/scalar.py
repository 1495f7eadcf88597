"""A row's single number: the number field behind the door that every field has."""

from __future__ import annotations

from editor.ui.fields.change import Editing
from editor.ui.fields.number import NumberField, NumberFormat
from editor.ui.fields.state import FieldState
from engine.schema.fields import FieldSpec


class ScalarField(NumberField):
    """A float or an int of one or several entities."""

    def __init__(self, spec: FieldSpec, editing: Editing) -> None:
        low = spec.ge if spec.ge is not None else spec.gt
        high = spec.le if spec.le is not None else spec.lt
        format = NumberFormat(spec.unit, spec.step, low, high, whole=spec.kind == "int")
        super().__init__(format, editing, spec.title)

    def show_state(self, state: FieldState) -> None:
        """Show the numbers of a row's state."""
        mark = state.mark
        running = state.running if state.is_running else None
        self.show_values(tuple(state.values), "running" if running is not None else mark, running)
        self.setEnabled(not state.why_not)
