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
        self._shown: list[Any] = []
        self._place: tuple[str, str] | None = None
        """Section and row that they are shown below."""

    def show(self, sections: Iterable[SectionWidget], row: Row, paths: tuple[Path, ...]) -> None:
        """Put those that have something to show below a row; where they stand there already, they go on."""
        if self._parts is None:
            self._parts = list(self._ui.parts(SLOT))
            for part in self._parts:
                part.setCursor(Qt.CursorShape.ArrowCursor)
        found = [(each, each.rows[row.key]) for each in sections if any(own is row for own in each.section.rows)]
        if not found:
            self.take_away()
            return
        section, widget = found[0]
        place = (section.section.facts.id, row.key)
        shown = [part for part in self._parts if part.follow(paths)]
        if place == self._place and shown == self._shown and all(widget.isAncestorOf(part) for part in shown):
            return
        self.take_away()
        self._place, self._shown = place, shown
        for part in shown:
            widget.put_below(part)

    def take_away(self) -> None:
        """Show nothing."""
        self.set_aside()
        self._place, self._shown = None, []

    def set_aside(self) -> None:
        """Before the rows are made anew: out of the way until `put_back`."""
        for part in self._parts or ():
            part.hide()
            part.setParent(self._home)

    def put_back(self, sections: Iterable[SectionWidget]) -> None:
        """Show what was set aside below its row, where there is still such a one."""
        waiting = [part for part in self._shown if part.parent() is self._home]
        for each in sections if waiting else ():
            if self._place is not None and self._place[0] == each.section.facts.id and self._place[1] in each.rows:
                for part in waiting:
                    each.rows[self._place[1]].put_below(part)
                return
