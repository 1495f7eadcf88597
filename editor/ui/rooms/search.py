"""The field that narrows a list: what may be typed, Esc to empty it, Down to go on to the list."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor.tr import tr
from editor.ui.kit.empty import EmptyState
from editor.ui.kit.line_edit import LineEdit
from editor.ui.theme.look import look


class SearchField(LineEdit):
    """A text field whose placeholder is its name for screen readers too; `glass` draws a magnifying glass before it."""

    def __init__(self, placeholder: str, *, glass: bool = True) -> None:
        super().__init__()
        self._has_glass = glass
        self.narrowed: QWidget | None = None
        """The list below, which Down leads into."""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setToolTip(placeholder)
        if glass:
            look.follow(self, lambda field: field.setTextMargins(look.px(18), 0, 0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field, Down goes on to what it narrows."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down and self.narrowed is not None:
            self.narrowed.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The glass before the text."""
        super().paintEvent(event)
        if self._has_glass:
            painter = QPainter(self)
            side = look.px(14)
            at = QPoint(look.px(6), (self.height() - side) // 2)
            painter.drawPixmap(at, look.pixmap("magnifying-glass", "icon.secondary", 14))
            painter.end()


def nothing_found(field: SearchField, title: str = "", text: str = "") -> EmptyState:
    """What stands where a list was narrowed to nothing: that it is so, and the way back to all of it."""
    title = title or tr("Nothing fits the filter")
    return EmptyState("magnifying-glass", title, text, tr("Clear the filter"), lambda: clear(field))


def clear(field: SearchField) -> None:
    """Show all again; the keyboard goes on in the list."""
    field.clear()
    (field.narrowed or field).setFocus(Qt.FocusReason.OtherFocusReason)
