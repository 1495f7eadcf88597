"""Lines of plots as their legends show them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from editor.ui.theme.look import look


def budget_line() -> QPixmap:
    """The budget's dashed line."""
    picture = QPixmap(look.px(16), look.px(8))
    picture.fill(Qt.GlobalColor.transparent)
    pen = QPen(look.qcolor("plot.budget"), 1)
    pen.setDashPattern([4, 3])
    painter = QPainter(picture)
    painter.setPen(pen)
    painter.drawLine(0, look.px(4), look.px(16), look.px(4))
    painter.end()
    return picture
