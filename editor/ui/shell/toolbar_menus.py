"""The menus behind the toolbar's small arrows: how moves snap, and where and as whom to play."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from editor.core.actions.registry import ActionRegistry
from editor.tr import tr
from editor.ui.kit.popup import below, pop_up
from editor.ui.shell.menus import add_item

SNAPPING = (
    ("tool.snap", "tool.snap_grid"),
    ("tool.snap_ground", "tool.snap_surface"),
    ("Move step", "tool.move_step_"),
    ("Rotation step", "tool.turn_step_"),
)
PLAYING = (
    ("play.from_here", "play.from_beat", "play.from_last"),
    ("play.possess", "play.possess_next", "play.why"),
    ("view.eject", "view.inset"),
)
"""Groups of ids; where the second of two ends in "_", all actions whose id begins so go into a menu of that title."""
Groups = Sequence[Sequence[str]]


def fill(menu: QMenu, groups: Groups, actions: ActionRegistry, run: Callable[[str], None]) -> None:
    """Put actions into a menu, those that the window has; each that is off says why."""
    menu.setToolTipsVisible(True)
    for group in groups:
        if group[-1].endswith("_"):
            family = menu.addMenu(tr(group[0]))
            for action in actions:
                if action.id.startswith(group[-1]):
                    add_item(family, action, actions, run)
            continue
        if not menu.isEmpty():
            menu.addSeparator()
        for id_ in group:
            if id_ in actions:
                add_item(menu, actions.get(id_), actions, run)


def open_below(
    button: QWidget, title: str, groups: Groups, actions: ActionRegistry, run: Callable[[str], None]
) -> QMenu:
    """Open a menu of actions below a button; it goes when it closes."""
    menu = QMenu(title, button)
    fill(menu, groups, actions, run)
    return pop_up(menu, below(button))
