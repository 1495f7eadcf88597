"""Opening the help: in its panel beside the work, or in a window of its own while no project is open."""

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QVBoxLayout, QWidget

from editor.tr import tr
from editor.ui.help.topic import topic_of
from editor.ui.kit.box import row
from editor.ui.kit.buttons import push_button
from editor.ui.shell.shell import Shell
from editor.ui.theme.look import look

PANEL = "help"
SHARE = 0.45
ROOM_BELOW = 760
"""From this height of a window on [px at 100 % text size] the help stands below the inspector instead of behind it."""


def help_here(window: Shell) -> None:
    """Open the page of what has the keyboard."""
    open_help(window, topic_of(window, QApplication.focusWidget()))


def open_help(window: Shell, topic: str) -> None:
    """Show a page of the help; the panel keeps the way back to what had the keyboard."""
    if PANEL not in window.hosts:
        return
    if window.editor.document is None:
        help_window(window, topic).exec()
        return
    came_from = QApplication.focusWidget()
    host = window.hosts[PANEL]
    is_tall = window.height() >= look.px(ROOM_BELOW)
    if is_tall and not window.docks.is_open(PANEL) and window.docks.is_visible("inspector"):
        window.docks.place_below(PANEL, "inspector", round(window.height() * SHARE))
    host.build()
    if host.error is None:
        view = host.view
        if came_from is not None and not host.isAncestorOf(came_from):
            view.came_from = came_from  # type: ignore[union-attr]
        host.model.open(topic)
    window.docks.focus(PANEL)
    # The panel of what is asked about may have become lower for the help: it is to be seen while one reads of it.
    QTimer.singleShot(0, window, lambda: _keep_in_sight(came_from))
    window.soon()


def _keep_in_sight(part: QWidget | None) -> None:
    if part is None or not shiboken6.isValid(part):
        return
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(part)
        above = above.parentWidget()


def help_window(parent: Shell, topic: str) -> QDialog:
    """The same pages in a window: the start screen has no panels."""
    from editor.ui.rooms.help.model import HelpModel
    from editor.ui.rooms.help.view import HelpView

    dialog = QDialog(parent)
    dialog.setWindowTitle(tr("Help"))
    model = HelpModel(parent.editor)
    view: QWidget = HelpView(model, parent.ui)
    model.open(topic)
    close = push_button(tr("Close"), "primary")
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    dialog.finished.connect(lambda _code: model.close())
    box = QVBoxLayout(dialog)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(view, 1)
    box.addWidget(row(None, close, margins=(8, 8, 8, 8)))
    dialog.resize(look.px(560), look.px(600))
    view.setFocus()
    return dialog
