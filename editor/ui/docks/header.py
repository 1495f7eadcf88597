"""The head of a panel: its title in a tab of its own, and the panel menu at the right end."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from editor.tr import tr
from editor.ui.kit.box import Box
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.labels import label, restyle
from editor.ui.theme.look import look


class DockHeader(Box):
    """Stands in for Qt's title bar of a dock that is not behind a tab; drags and double clicks reach the dock."""

    def __init__(
        self,
        title: str,
        open_menu: Callable[[QPoint], None],
        close: Callable[[], object],
        pressed: Callable[[], object],
    ) -> None:
        """`pressed` is told of a button that goes down on the head: a drag may begin."""
        self._pressed = pressed
        self._title = label(title)
        self._title.setObjectName("paneltitle")
        self._menu = ToolButton("dots-three-vertical", tr("{title}: panel menu", title=title), colour="icon.secondary")
        self._menu.clicked.connect(lambda: open_menu(self._menu.mapToGlobal(QPoint(0, self._menu.height()))))
        # A window of its own has no frame of the system's, so its head closes it.
        self._close = ToolButton("x", tr("{title}: close", title=title), colour="icon.secondary")
        self._close.clicked.connect(close)
        super().__init__(
            [self._title, None, self._menu, self._close], across=True, margins=(0, 0, 4, 0), gap=0, name="panelhead"
        )
        self._close.hide()
        look.follow(self, DockHeader._fit)

    def set_afloat(self, afloat: bool) -> None:
        """Offer to close the panel while it floats."""
        self._close.setVisible(afloat)

    def set_active(self, active: bool) -> None:
        """Draw the top line in the accent colour while the panel has the keyboard."""
        restyle(self._title, active=active)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave the press to the dock, which may be dragged by it."""
        self._pressed()
        event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Leave the double click to the dock, which floats or docks."""
        event.ignore()

    def _fit(self) -> None:
        height = look.size("size.tab")
        self.setFixedHeight(height)
        self._title.setFixedHeight(height)


class NoHeader(QWidget):
    """The title bar of a dock behind a tab: the tab already says its name."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(0)
