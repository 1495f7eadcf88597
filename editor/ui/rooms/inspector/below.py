"""What panels show below the field of a number that is dragged, until something else is selected or dragged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from editor.api import Path
from editor.ui.rooms.inspector.form import Row
from editor.ui.rooms.inspector.section import SectionWidget
from editor.ui.services import Ui

SLOT = "inspector_below"


class BelowField:
    """The parts of the slot, made when a number is first dragged; `home` has them while they are not shown."""

    def __init__(self, home: QWidget, ui: Ui) -> None:
        self._home, self._ui = home, ui
        self._parts: list[Any] | None = None

    def show(self, sections: Iterable[SectionWidget], row: Row, paths: tuple[Path, ...]) -> None:
        """Put those that have something to show below a row."""
        if self._parts is None:
            self._parts = list(self._ui.parts(SLOT))
            for part in self._parts:
                part.setCursor(Qt.CursorShape.ArrowCursor)
        self.take_away()
        found = (each.rows[row.key] for each in sections if any(own is row for own in each.section.rows))
        widget = next(found, None)
        if widget is None:
            return
        for part in self._parts:
            if part.follow(paths):
                widget.put_below(part)

    def take_away(self) -> None:
        """Show nothing."""
        for part in self._parts or ():
            part.hide()
            part.setParent(self._home)
