"""The line of text that all others are made from: keys with Alt go to the menus and are never typed."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

ALT_TYPES = sys.platform == "darwin"
"""There Alt composes letters, and menus have none of their own."""


class LineEdit(QLineEdit):
    """Qt would type the "f" of Alt+F where no menu takes it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave keys with Alt alone to others; AltGr, which is Ctrl and Alt, types as ever."""
        is_with_alt = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier == Qt.KeyboardModifier.AltModifier
        if is_with_alt and event.text().isprintable() and event.text() and not ALT_TYPES:
            event.ignore()
        else:
            super().keyPressEvent(event)
