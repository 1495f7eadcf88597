"""The ring of the keyboard, for widgets that paint themselves; the style sheet draws it round all others."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from editor.ui.theme.look import look


def paint_focus_ring(painter: QPainter, rect: QRect | QRectF) -> None:
    """Paint the ring just inside a rectangle."""
    width = look.size("size.focus_ring")
    painter.setPen(QPen(look.qcolor("line.focus"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(width / 2, width / 2, -width / 2, -width / 2))
