"""F6 and its way back: the keyboard goes from part to part of the window, each named in the status bar."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from editor.tr import tr
from editor.ui.docks.docks import Docks
from editor.ui.kit.first_focus import first_of
from editor.ui.shell.shell import Shell

MOST_WIDGETS = 20_000
"""The chain of a window is a ring; should it ever not be, Tab must not hang."""


def go_on(window: Shell, step: int) -> None:
    """Give the keyboard to the next part of the window (`step` 1) or to the one before (-1)."""
    parts = parts_of(window)
    if not parts:
        return
    focus = QApplication.focusWidget()
    names = list(parts)
    at = next((i for i, name in enumerate(names) if focus is not None and is_inside(focus, parts[name])), None)
    name = names[0 if at is None else (at + step) % len(names)]
    give_keyboard(window, parts[name])
    window.editor.status(tr("Keyboard: {part}", part=name))


def parts_of(window: Shell) -> dict[str, QWidget]:
    """The parts that can be seen, by name: the viewport, the panels as they stand, toolbar and status bar."""
    docks = window.docks
    seen = [id_ for id_ in docks.ids if docks.is_visible(id_)]
    seen.sort(key=lambda id_: _reading_order(docks.dock(id_)))
    parts: dict[str, QWidget] = {}
    if window.centre.viewport is not None and window.centre.isVisible():
        parts[tr("Viewport")] = window.centre
    parts |= {docks.dock(id_).windowTitle(): docks.dock(id_) for id_ in seen}
    if window.toolbar.isVisible():
        parts[tr("Toolbar")] = window.toolbar
    if window.start.isVisible():
        parts[tr("Start screen")] = window.start
    parts[tr("Status bar")] = window.status
    return parts


def give_keyboard(window: Shell, part: QWidget) -> None:
    """Put the focus on the first thing in a part that takes it."""
    docks = window.docks
    id_ = next((id_ for id_ in docks.ids if docks.dock(id_) is part), None)
    if id_ is not None:
        part.window().activateWindow()
        docks.focus(id_)
        return
    window.activateWindow()
    wanted = window.centre.viewport if part is window.centre else first_of(part)
    if wanted is not None:
        wanted.setFocus(Qt.FocusReason.TabFocusReason)


def is_inside(widget: QWidget | None, part: QWidget) -> bool:
    """Whether a widget is a part or lies in it."""
    return widget is not None and (widget is part or part.isAncestorOf(widget))


def _reading_order(widget: QWidget) -> tuple[int, int]:
    place = widget.mapToGlobal(QPoint(0, 0))
    return place.x(), place.y()


def go_to_next(window: QWidget, docks: Docks, *, forward: bool) -> bool:
    """Go on by Tab to what can be seen next; False when nothing else takes the keyboard.

    Qt takes panels behind a tab for visible, since it only moves them out of the window, and gives the keyboard to
    hidden widgets that others name as their proxies.
    """
    behind = [docks.dock(id_) for id_ in docks.ids if not docks.is_visible(id_)]
    start = at = window.focusWidget() or window
    for _ in range(MOST_WIDGETS):
        at = at.nextInFocusChain() if forward else at.previousInFocusChain()
        if at is start:
            return False
        takes = at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.focusProxy() is None
        is_here = at.window() is window and at.isVisible() and at.isEnabled()
        if takes and is_here and not any(is_inside(at, dock) for dock in behind):
            at.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
            return True
    return False
