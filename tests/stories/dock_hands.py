"""Hands on the docks of a designer's window: panels dragged by their heads and tabs, and their menus."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QTabBar, QToolButton, QWidget

from tests.stories.driver import LEFT, named

GRIP = QPoint(90, 12)


class DockHands:
    """They see where panels stand, and put them elsewhere."""

    def __init__(self, designer: Any) -> None:
        self.designer, self.window, self.docks = designer, designer.window, designer.window.docks

    def place(self, id_: str) -> str:
        """Where a panel stands, in words: "closed", "floating", or its side."""
        if not self.docks.is_open(id_):
            return "closed"
        return self.docks.moves.side(id_) or "floating"

    def places(self) -> dict[str, str]:
        """Where every panel stands."""
        return {id_: self.place(id_) for id_ in self.docks.ids}

    def stack(self, id_: str) -> set[str]:
        """The panels that are tabs of one stack with a panel, itself among them."""
        beside = self.window.tabifiedDockWidgets(self.docks.dock(id_))
        names = {dock.objectName().removeprefix("dock.") for dock in beside if not dock.isHidden()}
        return names | {id_}

    def drag_head(self, id_: str, *ways: QPoint) -> None:
        """Take a panel by its head and drag it along places on the screen."""
        head = self.docks.dock(id_).titleBarWidget()
        self._drag(head, GRIP, [head.mapToGlobal(GRIP) + QPoint(15, 15), *ways])

    def drag_head_and_escape(self, id_: str, *ways: QPoint) -> None:
        """Take a panel by its head, drag it along places on the screen, and press Esc before it is let go."""
        head = self.docks.dock(id_).titleBarWidget()
        self._drag(head, GRIP, [head.mapToGlobal(GRIP) + QPoint(15, 15), *ways], escape=True)

    def drag_tab(self, id_: str, *ways: QPoint) -> None:
        """Take a panel by its tab and drag it along places on the screen."""
        title = self.docks.dock(id_).windowTitle()
        for bar in self.window.findChildren(QTabBar):
            for number in range(bar.count()):
                if bar.isVisible() and bar.tabText(number) == title:
                    spot = bar.tabRect(number).center()
                    start = bar.mapToGlobal(spot)
                    self._drag(bar, spot, [start + QPoint(2, -2), start + QPoint(0, -30), *ways])
                    return
        raise AssertionError(f"{title} has no tab")

    def centre_of(self, id_: str) -> QPoint:
        """The middle of a panel on the screen."""
        dock = self.docks.dock(id_)
        return dock.mapToGlobal(dock.rect().center())

    def click_toast(self, button: str) -> None:
        """Click what the newest toast offers."""
        toast = self.window.toasts.shown[-1]
        found = [each for each in toast.findChildren(QPushButton) if each.text() == button]
        QTest.mouseClick(found[0], LEFT)

    def choose(self, id_: str, *titles: str) -> None:
        """Open a panel's menu by its button and click through it."""
        self.designer.come_back()
        head = self.docks.dock(id_).titleBarWidget()
        QTest.mouseClick(head.findChild(QToolButton), LEFT)
        for title in titles:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            item = named(menu.actions(), title)
            assert item.isEnabled(), item.toolTip()
            spot = menu.actionGeometry(item).center()
            QTest.mouseMove(menu, spot)
            QTest.mouseClick(menu, LEFT, pos=spot)
        self.designer.come_back()

    def _drag(self, widget: QWidget, start: QPoint, ways: list[QPoint], *, escape: bool = False) -> None:
        QTest.mouseMove(widget, start)
        QTest.mousePress(widget, LEFT, Qt.KeyboardModifier.NoModifier, start)
        for place in ways:
            QTest.mouseMove(widget, widget.mapFromGlobal(place))
            QApplication.processEvents()
        if escape:
            QTest.keyClick(self.window, Qt.Key.Key_Escape)
        QTest.mouseRelease(widget, LEFT, Qt.KeyboardModifier.NoModifier, widget.mapFromGlobal(ways[-1]))
        QApplication.processEvents()
