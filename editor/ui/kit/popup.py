"""Menus that open where they are asked for, and go when they close; made of data: what each entry does, or why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from editor.tr import tr
from engine.document.wording import cut_words

Entry = tuple[str, "Callable[[], object] | Sequence[Entry]", str]
"""Title, what it does or the entries of the menu behind it, and why it is off (empty when it is on)."""
LONGEST = 72
"""More letters are cut; the tooltip says all. A menu is as wide as its longest line."""
SEPARATOR: Entry = ("", lambda: None, "")
"""A line between groups of entries."""


def open_menu(owner: QWidget, at: QPoint, entries: Sequence[Entry]) -> QMenu:
    """Open a menu at a place of the screen."""
    menu = QMenu(owner)
    menu.setToolTipsVisible(True)
    _fill(menu, entries)
    return pop_up(menu, at)


def _fill(menu: QMenu, entries: Sequence[Entry]) -> None:
    for title, run, why_not in entries:
        if not title:
            menu.addSeparator()
        elif callable(run):
            whole = f"{title}: {tr(why_not)}" if why_not else title
            action = menu.addAction(cut_words(whole, LONGEST))
            action.setToolTip(whole)
            action.setEnabled(not why_not)
            action.triggered.connect(lambda _=False, run=run: run())
        else:
            _fill(menu.addMenu(title), run)


def menu_below(button: QWidget, entries: Sequence[Entry]) -> QMenu:
    """Open a menu at the lower left corner of a button."""
    return open_menu(button, below(button), entries)


def pop_up(menu: QMenu, at: QPoint) -> QMenu:
    """Open a menu that was filled already at a place of the screen; it goes when it closes."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu


def below(button: QWidget) -> QPoint:
    """The lower left corner of a button on the screen."""
    return button.mapToGlobal(QPoint(0, button.height()))
