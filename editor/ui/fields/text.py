"""The text field: one line of words, taken on Enter or on leaving."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from editor.tr import tr
from editor.ui.fields.change import Editing, To
from editor.ui.fields.line import Line
from editor.ui.fields.state import FieldState
from editor.ui.fields.style import set_state
from editor.ui.theme.look import look
from engine.schema.fields import FieldSpec


class TextField(Line):
    """One text of one or several entities."""

    def __init__(self, spec: FieldSpec, editing: Editing) -> None:
        super().__init__()
        self._editing = editing
        self._state = FieldState(())
        self.setAccessibleName(tr(spec.title))
        self.setMinimumWidth(look.px(40))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self._take)

    def show_state(self, state: FieldState) -> None:
        """Show the text, or that the texts are mixed."""
        self._state = state
        if self.hasFocus() and self.isModified():
            return
        self.setPlaceholderText("mixed" if state.is_mixed else "")
        self._show_text()
        set_state(self, state.mark)
        self.setEnabled(not state.why_not)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the whole text while it is edited."""
        super().focusInEvent(event)
        if not self.isModified():
            self._show_text()
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Cut it again."""
        super().focusOutEvent(event)
        if not self.isModified():
            self._show_text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut it anew."""
        super().resizeEvent(event)
        if not self.hasFocus():
            self._show_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives the old text back."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.show_state(self._state)
        else:
            super().keyPressEvent(event)

    def _show_text(self) -> None:
        """The text, at rest cut to the width with an ellipsis and told whole by the tooltip."""
        whole = "" if self._state.is_mixed else str(self._state.value or "")
        room = max(0, self.width() - look.px(16))
        is_cut = not self.hasFocus() and self.fontMetrics().horizontalAdvance(whole) > room
        self.setText(self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room) if is_cut else whole)
        self.setToolTip(whole if is_cut else "")
        self.setCursorPosition(0)

    def _take(self) -> None:
        if self.isModified():
            self.setModified(False)
            self._editing.edit(To(self.text()))
