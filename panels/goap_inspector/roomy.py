"""A page that scrolls as a whole where it is too low for what stands in it, as with large text in a small window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class RoomyPage(QScrollArea):
    """Gives its content all of the room, and never less than its texts need at this width."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere now."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Other texts stand there: find out how high they are."""
        layout = self.widget().layout()
        layout.activate()
        wide = self.viewport().width()
        low = layout.minimumHeightForWidth(wide) if layout.hasHeightForWidth() else layout.minimumSize().height()
        if self.widget().minimumHeight() != low:
            self.widget().setMinimumHeight(low)
