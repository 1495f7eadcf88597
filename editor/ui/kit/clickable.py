"""A row of parts that can be clicked as one, and reached by keyboard."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from editor.ui.kit.box import Box


class Clickable(Box):
    """Runs something on a click, Enter and Space."""

    def __init__(self, parts: list[QWidget], run: Callable[[], None]) -> None:
        super().__init__(parts, across=True, gap=8)
        self._run = run
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: object) -> None:
        """Act on a click."""
        self._run()

    def keyPressEvent(self, event: object) -> None:
        """Act on Enter and Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:  # type: ignore[attr-defined]
            self._run()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]
