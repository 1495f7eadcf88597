"""The menu of a panel: where else it can stand, float or dock, close, and what it answers."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QDockWidget, QMenu

from editor.tr import tr
from editor.ui.docks.moves import DockMoves, is_afloat

SIDE_WORDS = (("left", "Left"), ("right", "Right"), ("bottom", "Bottom"))


class Placed(Protocol):
    """The docks of a window, as far as their menus look at them and move them."""

    moves: DockMoves

    @property
    def ids(self) -> list[str]:
        """The ids of all docks."""
        ...

    def dock(self, id_: str) -> QDockWidget:
        """Qt's widget of a dock."""
        ...

    def is_open(self, id_: str) -> bool:
        """Whether a dock is shown or stands behind a tab."""
        ...

    def move(self, id_: str, side: str) -> None:
        """Put a panel on a side of the window."""
        ...

    def tab_beside(self, id_: str, other: str) -> None:
        """Make a panel a tab of another one's stack."""
        ...

    def float_or_dock(self, id_: str) -> None:
        """Let a panel float, or one that floats go back."""
        ...


def panel_menu(docks: Placed, id_: str, show_help: Callable[[], None] | None) -> QMenu:
    """Everything that can be done with a panel; what it is already is ticked."""
    dock = docks.dock(id_)
    menu = QMenu(dock)
    menu.setToolTipsVisible(True)
    menu.addAction(tr("Dock") if is_afloat(dock) else tr("Float"), lambda: docks.float_or_dock(id_))
    sides = menu.addMenu(tr("Move to"))
    for side, word in SIDE_WORDS:
        item = sides.addAction(tr(word), partial(docks.move, id_, side))
        item.setCheckable(True)
        item.setChecked(docks.moves.side(id_) == side)
    # Qt makes tabs of panels that float by the mouse only.
    others = [
        other for other in docks.ids if other != id_ and docks.is_open(other) and not is_afloat(docks.dock(other))
    ]
    tabs = menu.addMenu(tr("Make it a tab beside"))
    tabs.setToolTipsVisible(True)
    for other in others:
        tabs.addAction(docks.dock(other).windowTitle(), partial(docks.tab_beside, id_, other))
    if not others:
        tabs.menuAction().setEnabled(False)
        tabs.menuAction().setToolTip(tr("Open another panel first."))
    menu.addAction(tr("Close"), dock.close)
    if show_help is not None:
        menu.addSeparator()
        menu.addAction(tr("What this panel answers"), show_help)
    return menu
