"""A designer's hands in forms and lists: they scrub, paste, point at problems, and take everything back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from editor.ui.rooms.inspector.row import RowWidget
from tests.stories.driver import LEFT, Designer

PROBLEM, FIX = 0, 3


class FormHands:
    """What a designer does in the inspector and in Problems besides typing."""

    def __init__(self, designer: Designer) -> None:
        self.designer = designer

    def type_without_enter(self, key: str, text: str) -> Any:
        """Click a field and type; gives the line, still being edited."""
        line: Any = self.designer.field(key)
        QTest.mouseClick(line, LEFT, pos=QPoint(line.width() // 2, line.height() // 2))
        self.designer.wait(line.hasFocus)
        line.selectAll()
        QTest.keyClicks(line, text)
        return line

    def scrub(self, key: str, pixels: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Take a number that is not being edited by the mouse and pull it sideways."""
        field = self.designer.field(key)
        field.clearFocus()
        start = QPoint(field.width() // 2, field.height() // 2)
        QTest.mousePress(field, LEFT, keys, start)
        for share in (0.4, 0.8, 1.0):
            # The test's own mouse keeps no keys held while it moves.
            self._drag_to(field, start + QPoint(round(pixels * share), 0), keys)
        QTest.mouseRelease(field, LEFT, keys, start + QPoint(pixels, 0))

    def paste(self, key: str, text: str) -> None:
        """Paste a text into a field."""
        QApplication.clipboard().setText(text)
        line: Any = self.designer.field(key)
        assert isinstance(line, QLineEdit)
        QTest.mouseClick(line, LEFT, pos=QPoint(line.width() // 2, line.height() // 2))
        self.designer.wait(line.hasFocus)
        self.designer.press("Ctrl+V", line)

    def row(self, key: str) -> Any:
        """The row of the inspector in which a field stands."""
        widget: Any = self.designer.field(key)
        while not isinstance(widget, RowWidget):
            widget = widget.parentWidget()
        return widget

    def click_problem(self, words: str, column: int = PROBLEM) -> None:
        """Click the line of Problems with these words, or its quick fix."""
        designer = self.designer
        lines = designer.problems()
        view = designer.panel("problems")
        row = next(number for number, text in enumerate(lines) if words in text)
        index = view.rows.index(row, column)
        view.table.scrollTo(index)
        QTest.mouseClick(view.table.viewport(), LEFT, pos=view.table.visualRect(index).center())
        designer.settle()

    def take_everything_back(self) -> None:
        """Press Ctrl+Z until the history is at its beginning."""
        undo = self.designer.editor.undo
        while undo.index:
            before = undo.index
            self.designer.press("Ctrl+Z", self.designer.window)
            assert undo.index < before

    @staticmethod
    def _drag_to(field: Any, at: QPoint, keys: Qt.KeyboardModifier) -> None:
        place = QPointF(field.mapToGlobal(at))
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), place, none, LEFT, keys)
        QApplication.sendEvent(field, event)
