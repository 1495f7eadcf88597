"""Dresses the tab bars that Qt makes for docks: no base line, whole titles, the panel menu at the right end."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMainWindow, QTabBar, QWidget

from editor.tr import tr
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.labels import restyle
from editor.ui.theme.look import look


class DockTabs(QObject):
    """Watches the tab bars of a window.

    `open_menu` gets the title of the current tab and a place on the screen, `pressed` a bar on which a button goes
    down: a tab may be torn off.
    """

    def __init__(
        self, window: QMainWindow, open_menu: Callable[[str, QPoint], None], pressed: Callable[[QWidget], None]
    ) -> None:
        super().__init__(window)
        self._window, self._open_menu, self._pressed = window, open_menu, pressed

    def bars(self) -> list[QTabBar]:
        """The tab bars of docks, in the window and in windows of floating tabs, not those inside panels."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        floating = [each for each in self._window.findChildren(QWidget, options=direct) if is_floating_group(each)]
        return [bar for place in (self._window, *floating) for bar in place.findChildren(QTabBar, options=direct)]

    def dress(self) -> None:
        """Dress the bars that are new and place the menu buttons."""
        for bar in self.bars():
            if is_floating_group(bar.parentWidget()):
                # Panels that float as tabs keep their heads, which have the menu.
                bar.setElideMode(Qt.TextElideMode.ElideNone)
                bar.setAccessibleName(tr("Panels"))
                continue
            if _button_of(bar) is None:
                bar.setDrawBase(False)
                bar.setExpanding(False)
                # Titles stay whole: where there is no room for all, the bar scrolls.
                bar.setElideMode(Qt.TextElideMode.ElideNone)
                bar.setUsesScrollButtons(True)
                bar.setAccessibleName(tr("Panels"))
                button = ToolButton("dots-three-vertical", tr("Panel menu"), colour="icon.secondary")
                button.setParent(bar)
                button.clicked.connect(lambda _checked=False, bar=bar, button=button: self._menu(bar, button))
                bar.installEventFilter(self)
            self._place(bar)

    def set_active(self, bar: QTabBar | None) -> None:
        """Give the accent line to one bar and take it from the others."""
        for other in self.bars():
            restyle(other, active=other is bar)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the menu button at the right end; where it has no room, the right button opens a tab's menu."""
        if isinstance(event, QContextMenuEvent) and isinstance(watched, QTabBar):
            tab = watched.tabAt(event.pos())
            if tab >= 0:
                self._open_menu(watched.tabText(tab), event.globalPos())
            return tab >= 0
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QTabBar):
            self._pressed(watched)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show} and isinstance(watched, QTabBar):
            self._place(watched)
        return False

    def _menu(self, bar: QTabBar, button: ToolButton) -> None:
        self._open_menu(bar.tabText(bar.currentIndex()), button.mapToGlobal(QPoint(0, button.height())))

    def _place(self, bar: QTabBar) -> None:
        button = _button_of(bar)
        if button is None:
            return
        tabs = sum(bar.tabRect(number).width() for number in range(bar.count()))
        fits = bar.width() - tabs > button.width() + look.px(8)
        button.setVisible(fits)
        button.move(bar.width() - button.width() - look.px(4), (bar.height() - button.height()) // 2)
        button.raise_()


def is_floating_group(widget: QWidget) -> bool:
    """Whether a widget is the window that Qt makes for panels that float as tabs; it has no name in Python."""
    return widget.metaObject().className() == "QDockWidgetGroupWindow"


def _button_of(bar: QTabBar) -> ToolButton | None:
    """The menu button of a bar. Qt keeps it: it makes and drops bars as it likes, behind what Python calls them."""
    return bar.findChild(ToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
