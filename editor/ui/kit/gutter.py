"""Keeps what stands above a scrolling form as wide as the form, also while a scroll bar takes some of its width."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


class Gutter(QObject):
    """Leaves at the right of some rows the width that an area's scroll bar takes, so that right edges meet."""

    def __init__(self, area: QAbstractScrollArea, *rows: QWidget) -> None:
        super().__init__(area)
        self._area, self._rows = area, rows
        for part in (area.viewport(), area.verticalScrollBar()):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The area's inside is resized whenever its scroll bar comes or goes, when it is first shown maybe earlier."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}:
            taken = self._area.rect().right() - self._area.viewport().geometry().right()
            for row in self._rows:
                row.setContentsMargins(0, 0, max(taken, 0), 0)
        return False
