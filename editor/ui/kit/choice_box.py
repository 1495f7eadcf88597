"""A field with few choices that keeps its letters to itself."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from editor.qt_keys import is_letter


class ChoiceBox(QComboBox):
    """Letters look for a choice instead of choosing a tool; the wheel scrolls what is around and changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def looks_for(self, event: QKeyEvent) -> bool:
        """Whether a key looks for a choice while the field has the keyboard."""
        return is_letter(event)

    def event(self, event: QEvent) -> bool:
        """What looks for a choice is no shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.looks_for(event):
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()
