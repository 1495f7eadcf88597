"""The vector field: three number fields with their axes, edited one by one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor.ui.fields.change import Editing
from editor.ui.fields.number import NumberField, NumberFormat
from editor.ui.fields.state import FieldState
from editor.ui.theme.look import look
from engine.schema.fields import FieldSpec


class VectorField(QWidget):
    """x, y and z of one or several entities; only the axes that differ are mixed or bold."""

    refused = Signal(str)

    def __init__(self, spec: FieldSpec, editing: Editing) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(2))
        self.axes: tuple[NumberField, ...] = tuple(self._axis(spec, editing, axis) for axis in range(3))
        for field in self.axes:
            layout.addWidget(field, 1)

    def _axis(self, spec: FieldSpec, editing: Editing, axis: int) -> NumberField:
        format = NumberFormat(spec.unit, spec.step, _low(spec), _high(spec), axis=axis)
        field = NumberField(format, editing, spec.title)
        field.refused.connect(self.refused)
        return field

    def show_state(self, state: FieldState) -> None:
        """Show the vectors of a row's state."""
        for axis, field in enumerate(self.axes):
            values = tuple(float(value[axis]) for value in state.values)
            mark = "" if state.mark == "over" and not state.axis_is_changed(axis) else state.mark
            running = float(state.running[axis]) if state.is_running else None
            field.show_values(values, "running" if running is not None else mark, running)
            field.setEnabled(not state.why_not)


def _low(spec: FieldSpec) -> float | None:
    return spec.ge if spec.ge is not None else spec.gt


def _high(spec: FieldSpec) -> float | None:
    return spec.le if spec.le is not None else spec.lt
