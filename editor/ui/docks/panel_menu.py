"""The menu of a panel: where else it can stand, float or dock, close, and what it answers."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from editor.ui.docks.moves import is_afloat
from editor.ui.tr import tr

if TYPE_CHECKING:
    from editor.ui.docks.docks import Docks

SIDE_WORDS = (("left", "Left"), ("right", "Right"), ("bottom", "Bottom"))


def panel_menu(docks: "Docks", id_: str, show_help: Callable[[], None] | None) -> QMenu:
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
