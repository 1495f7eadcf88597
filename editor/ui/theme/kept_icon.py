"""An icon that remembers its pictures: a glyph of a font would be drawn anew each time a button is painted."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

Key = tuple[int, int, QIcon.Mode, QIcon.State]


class KeptIcon(QIconEngine):
    """The pictures of another icon, each drawn once for its size and mode."""

    def __init__(self, icon: QIcon) -> None:
        super().__init__()
        self._icon = icon
        self._pictures: dict[Key, QPixmap] = {}

    def clone(self) -> QIconEngine:
        """Another one of the same icon, as Qt makes it when an icon is changed."""
        return KeptIcon(self._icon)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon in a size [physical pixels]."""
        key = (size.width(), size.height(), mode, state)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = self._icon.pixmap(size, 1.0, mode, state)
        return picture

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """The icon in a place."""
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self.pixmap(rect.size() * ratio, mode, state))
