"""What the marks of the plot mean, each drawn as the plot draws it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from editor.ui.api import FlowLayout, label, look, row, tr

GAP, EDGE = 12, 8
KEYS = (
    ("dot", "run"),
    ("line", "median of 11 runs"),
    ("band", "holds it with 95 %"),
    ("change", "change"),
    ("limit", "limit of this machine"),
    ("ring", "not judged"),
)


def legend() -> QWidget:
    """All of them, in as many lines as the width needs."""
    page = QWidget()
    flow = FlowLayout(page, GAP)
    flow.setContentsMargins(EDGE, 2, EDGE, 2)
    for kind, words in KEYS:
        mark = label()
        look.follow(mark, lambda place, kind=kind: place.setPixmap(_mark(kind)))
        flow.addWidget(row(mark, label(tr(words), "caption"), gap=4))
    return page


def _mark(kind: str) -> QPixmap:
    """How the plot draws it."""
    picture = QPixmap(look.px(16), look.px(10))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wide, middle = picture.width(), picture.height() / 2
    colours = {"dot": QColor(look.series(0)), "line": look.qcolor("text.primary"), "ring": look.qcolor("plot.axis")}
    colours |= {"change": look.qcolor("severity.error"), "limit": look.qcolor("plot.budget")}
    if kind == "band":
        painter.fillRect(QRectF(0, 0, wide, picture.height()), look.qcolor("plot.axis", 56))
    elif kind in ("dot", "ring"):
        side = look.px(5)
        box = QRectF((wide - side) / 2, middle - side / 2, side, side)
        painter.setPen(QPen(colours[kind], 1))
        if kind == "dot":
            painter.setBrush(colours[kind])
        painter.drawEllipse(box)
    else:
        style = Qt.PenStyle.SolidLine if kind == "line" else Qt.PenStyle.DashLine
        painter.setPen(QPen(colours[kind], 1, style))
        if kind == "change":
            painter.drawLine(int(wide / 2), 0, int(wide / 2), picture.height())
        else:
            painter.drawLine(0, int(middle), wide, int(middle))
    painter.end()
    return picture
