"""Moves panels without the mouse: to a side of the window, behind another panel's tab, out to float and back."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from editor.ui.dialogs.screen_fit import fitted
from editor.ui.theme.look import look

SIDES = {
    "left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "right": Qt.DockWidgetArea.RightDockWidgetArea,
    "bottom": Qt.DockWidgetArea.BottomDockWidgetArea,
}
USUAL = {"left": 264, "right": 348, "bottom": 232}
"""What a side takes that was empty before [px at 100 % text size]."""
FLOATING = (420, 480)


class DockMoves:
    """The moves of one window's docks, by their ids."""

    def __init__(self, window: QMainWindow, docks: Mapping[str, QDockWidget]) -> None:
        self._window, self._docks = window, docks

    def side(self, id_: str) -> str:
        """The side on which a dock stands: "left", "right", "bottom"; "" for one that floats or is closed."""
        dock = self._docks[id_]
        if dock.isHidden() or is_afloat(dock):
            return ""
        area = self._window.dockWidgetArea(dock)
        return next((side for side, each in SIDES.items() if each == area), "")

    def to_side(self, id_: str, side: str) -> None:
        """Put a dock on a side, as a tab of what is in front there; a side that was empty gets its usual size."""
        there = [other for other in self._docks if other != id_ and self.side(other) == side]
        front = next((other for other in there if not self._docks[other].visibleRegion().isEmpty()), None)
        dock = self._docks[id_]
        self.take_down(dock)
        self._window.addDockWidget(SIDES[side], dock)
        dock.setFloating(False)
        if there:
            self._window.tabifyDockWidget(self._docks[front or there[0]], dock)
        dock.show()
        dock.raise_()
        if not there:
            across = Qt.Orientation.Vertical if side == "bottom" else Qt.Orientation.Horizontal
            self._window.resizeDocks([dock], [look.px(USUAL[side])], across)

    def behind(self, id_: str, other: str) -> None:
        """Make a dock a tab of another one's stack, in front."""
        dock = self._docks[id_]
        self.take_down(dock)
        self._window.tabifyDockWidget(self._docks[other], dock)
        dock.setFloating(False)
        dock.show()
        dock.raise_()

    def float_out(self, id_: str) -> None:
        """Let a dock float near its place, on a screen that exists."""
        dock = self._docks[id_]
        dock.show()
        dock.setFloating(True)
        width, height = look.px(FLOATING[0]), look.px(FLOATING[1])
        if dock.width() < width // 2 or dock.height() < height // 2:
            dock.resize(max(dock.width(), width), max(dock.height(), height))
        bring_onto_a_screen(dock)
        dock.activateWindow()

    def to_screens(self) -> None:
        """Bring all that floats back onto a screen: one may have been taken away since it was put there."""
        for window in {dock.window() for dock in self._docks.values() if not dock.isHidden() and is_afloat(dock)}:
            bring_onto_a_screen(window)

    def leave_group(self, dock: QDockWidget) -> None:
        """Let a dock that floats as a tab float alone: Qt would float it again when the window of the tabs goes."""
        if is_afloat(dock) and not dock.isFloating():
            dock.setFloating(True)

    def take_down(self, dock: QDockWidget) -> None:
        """Take a dock out of where it stands or floats; it is to be added again."""
        self.leave_group(dock)
        dock.setFloating(False)
        self._window.removeDockWidget(dock)


def is_afloat(dock: QDockWidget) -> bool:
    """Whether a dock floats, alone or as a tab among others that float."""
    return dock.isFloating() or not isinstance(dock.window(), QMainWindow)


def bring_onto_a_screen(window: QWidget) -> None:
    """Move and shrink what floats so that all of it lies on the screen on which most of it is."""
    place = window.geometry()
    free = best_screen([screen.availableGeometry() for screen in QGuiApplication.screens()], place)
    wanted = fitted(window.frameGeometry(), place, free)
    if wanted != place:
        window.setGeometry(wanted)


def best_screen(free: list[QRect], place: QRect) -> QRect:
    """The screen that holds most of a place; the first one where none holds any of it."""

    def share(screen: QRect) -> int:
        common = screen.intersected(place)
        return max(0, common.width()) * max(0, common.height())

    return max(free, key=share)
