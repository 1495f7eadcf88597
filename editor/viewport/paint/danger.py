"""The warning that the player is nearly down: the edge of the picture reddens; it stands still and hides nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QRadialGradient

DANGER = "danger"
"""Its name among the blocks of the HUD that can be switched."""
COLOUR = QColor(196, 24, 38)
CLEAR, REACH = 0.46, 1.0
"""How far from the middle the edge begins, and where it is full, as shares of the way to a corner."""
STRONGEST = 0.8
COARSE = 4
"""The gradient is drawn so many times smaller: it has no detail."""


class DangerPainter:
    """Paints the edge from one picture for each size of the view."""

    def __init__(self) -> None:
        self._picture = QPixmap()

    def paint(self, painter: QPainter, danger: float, size: tuple[float, float]) -> None:
        """Paint it as strong as `danger` 0..1 says."""
        if danger <= 0.0:
            return
        wide, high = max(1, round(size[0] / COARSE)), max(1, round(size[1] / COARSE))
        if (self._picture.width(), self._picture.height()) != (wide, high):
            self._picture = _edge(wide, high)
        before = painter.opacity()
        painter.setOpacity(min(danger, 1.0) * STRONGEST)
        painter.drawPixmap(0, 0, round(size[0]), round(size[1]), self._picture)
        painter.setOpacity(before)


def _edge(wide: int, high: int) -> QPixmap:
    picture = QPixmap(wide, high)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.scale(wide / 2.0, high / 2.0)
    shade = QRadialGradient(QPointF(1.0, 1.0), REACH * 1.414)
    clear = QColor(COLOUR)
    clear.setAlpha(0)
    shade.setColorAt(0.0, clear)
    shade.setColorAt(CLEAR, clear)
    shade.setColorAt(1.0, COLOUR)
    painter.fillRect(0, 0, 2, 2, shade)
    painter.end()
    return picture
