"""Where the keyboard goes when a part of the window is asked to take it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

WANTS_KEYBOARD = "wants_keyboard"
"""The property of a widget whose content is still to be made, and is to take the keyboard then."""


def first_of(part: QWidget) -> QWidget | None:
    """The first thing in a widget, or the widget itself, that Tab reaches; None when there is none."""
    for child in [part, *part.findChildren(QWidget)]:
        takes = child.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and child.isVisibleTo(part) and child.isEnabled():
            return child
    return None


def give_keyboard(part: QWidget) -> bool:
    """Give the keyboard to the first thing in a widget that takes it; False when nothing there does now."""
    target = part.focusProxy() or first_of(part)
    if target is not None:
        target.setFocus(Qt.FocusReason.OtherFocusReason)
    return target is not None


def give_unless_taken(part: QWidget, before: QWidget | None) -> None:
    """Give it the keyboard that it wants, unless it went elsewhere since `before` had it, as to a game that began."""
    now = QApplication.focusWidget()
    if now is None or now is before or part.isAncestorOf(now):
        give_wanted_keyboard(part)
    else:
        part.setProperty(WANTS_KEYBOARD, False)


def give_wanted_keyboard(part: QWidget) -> None:
    """Give the keyboard to a widget that wants it since it was asked for; itself where nothing in it takes it."""
    if part.property(WANTS_KEYBOARD):
        part.setProperty(WANTS_KEYBOARD, False)
        if not give_keyboard(part):
            part.setFocus(Qt.FocusReason.OtherFocusReason)
