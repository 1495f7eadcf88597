"""The text field: one line of words, taken on Enter or on leaving."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from editor.ui.fields.change import Editing, To
from editor.ui.fields.state import FieldState
from editor.ui.fields.style import set_state
from editor.ui.theme.look import look
from engine.schema.fields import FieldSpec


class TextField(QLineEdit):
    """One text of one or several entities."""

    def __init__(self, spec: FieldSpec, editing: Editing) -> None:
        super().__init__()
        self._editing = editing
        self._state = FieldState(())
        self.setAccessibleName(spec.title)
        self.setMinimumWidth(look.px(40))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self._take)

    def show_state(self, state: FieldState) -> None:
        """Show the text, or that the texts are mixed."""
        self._state = state
        if self.hasFocus() and self.isModified():
            return
        self.setPlaceholderText("mixed" if state.is_mixed else "")
        self.setText("" if state.is_mixed else str(state.value or ""))
        self.setCursorPosition(0)
        set_state(self, state.mark)
        self.setEnabled(not state.why_not)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives the old text back."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.show_state(self._state)
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        if self.isModified():
            self.setModified(False)
            self._editing.edit(To(self.text()))
