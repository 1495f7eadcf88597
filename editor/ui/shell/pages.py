"""The pages in the middle of the window: start screen and scene, of which only the one that is shown asks for room."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Pages(QStackedWidget):
    """Qt would ask for the room of the largest page, so the hidden start screen would keep panels low."""

    def minimumSizeHint(self) -> QSize:
        """What the page that is shown needs."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize(0, 0)

    def sizeHint(self) -> QSize:
        """What the page that is shown would like."""
        page = self.currentWidget()
        return page.sizeHint() if page is not None else QSize(0, 0)
