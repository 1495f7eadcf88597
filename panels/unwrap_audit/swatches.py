"""Which colour of a chart is which priority: the same on every page."""

from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from editor.ui.api import label, look, row, tr
from engine.audit.site import PRIORITIES
from panels.unwrap_audit.words import MEANINGS

SIDE = 10


def swatches() -> list[QWidget]:
    """Each priority with its colour, in the order in which they are stacked."""
    return [_swatch(place, priority) for place, priority in enumerate(PRIORITIES)]


def _swatch(place: int, priority: str) -> QWidget:
    picture = QLabel()

    def draw(part: QLabel) -> None:
        filled = QPixmap(look.px(SIDE), look.px(SIDE))
        filled.fill(QColor(look.series(place)))
        part.setPixmap(filled)

    look.follow(picture, draw)
    return row(picture, label(priority, "caption", tip=tr(MEANINGS[priority])), gap=4)
