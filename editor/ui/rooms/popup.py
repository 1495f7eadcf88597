"""A menu made of data: each entry with what it does, and, when it is off, why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from editor.ui.tr import tr

Entry = tuple[str, Callable[[], object], str]
"""Title, what it does, and why it is off (empty when it is on)."""
SEPARATOR: Entry = ("", lambda: None, "")
"""A line between groups of entries."""


def open_menu(owner: QWidget, at: QPoint, entries: Sequence[Entry]) -> QMenu:
    """Open a menu at a place of the screen."""
    menu = QMenu(owner)
    for title, run, why_not in entries:
        if not title:
            menu.addSeparator()
            continue
        action = menu.addAction(f"{title}: {tr(why_not)}" if why_not else title)
        action.setEnabled(not why_not)
        action.triggered.connect(lambda _=False, run=run: run())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu
