"""The field of last resort: shows a value of a kind that has no editor of its own, and where it can be changed."""

from __future__ import annotations

from editor.tr import tr
from editor.ui.fields.state import FieldState
from editor.ui.kit.line_edit import LineEdit
from engine.schema.fields import FieldSpec


class PlainField(LineEdit):
    """A value as text, read-only."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.setAccessibleName(tr(spec.title))
        self.setReadOnly(True)
        self.setToolTip(tr("A list of values; it is edited in the scene's text file."))

    def show_state(self, state: FieldState) -> None:
        """Show the value, or that the entities differ."""
        self.setText(tr("mixed") if state.is_mixed else str(state.value))
        self.setCursorPosition(0)
