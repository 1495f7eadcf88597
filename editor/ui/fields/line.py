"""A line of text whose undo and redo are the document's while nothing is being typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

from editor.ui.kit.line_edit import LineEdit

_STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Line(LineEdit):
    """After Enter the value is in the document, so Ctrl+Z must take back the value, not its letters."""

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window unless letters were typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.isModified():
            if any(event.matches(step) for step in _STEPS):
                event.ignore()
                return False
        return super().event(event)
