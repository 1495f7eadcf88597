"""Esc while a panel is dragged by its head or tab: it goes back to where it was, as every other drag does."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget


class DockDrag(QObject):
    """Watches the keyboard from a press on a head or a tab until the button is let go; at other times it costs nothing.

    `save` gives the places of all docks and `restore` brings them back.
    """

    def __init__(self, parent: QObject, save: Callable[[], bytes], restore: Callable[[bytes], object]) -> None:
        super().__init__(parent)
        self._save, self._restore = save, restore
        self._before: bytes | None = None
        self._held: QWidget | None = None

    def begin(self, held: QWidget) -> None:
        """A button was pressed on `held`, the widget that Qt drags the panel by."""
        application = QApplication.instance()
        assert application is not None
        self._held, self._before = held, self._save()
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Esc, where something has been dragged since; end with the button."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonRelease:
            self._end()
        elif kind in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self._before is not None and self._save() != self._before:
                self._give_back()
                return True
        return False

    def _give_back(self) -> None:
        held, before = self._held, self._before
        self._end()
        if held is None or before is None:
            return
        # Qt ends a drag with the button only. What the drop has changed is taken back with the rest.
        at = QPointF(QCursor.pos())
        let_go = QMouseEvent(
            QEvent.Type.MouseButtonRelease, held.mapFromGlobal(at), at, Qt.MouseButton.LeftButton,
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(held, let_go)
        self._restore(before)

    def _end(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._held = self._before = None
