"""Bars of the four priorities side by side: a fill and a pattern for each, so that no colour is needed to tell them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem, QWidget

from editor.ui.api import RowDelegate, label, look, row, tr
from engine.audit.site import PRIORITIES
from panels.unwrap_audit.words import MARKS, MEANINGS

PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.NoBrush,
)
BAR_HEIGHT, SWATCH = 10, 10


def paint_bar(painter: QPainter, box: QRectF, counts: Sequence[int], most: int) -> None:
    """Paint the counts of P0 to P3 from left to right; a count of `most` in all fills the box."""
    left = box.left()
    for place, count in enumerate(counts):
        width = box.width() * count / max(most, 1)
        if not count:
            continue
        piece = QRectF(left, box.top(), max(1.0, width - 1.0), box.height())
        colour = look.qcolor(MARKS[PRIORITIES[place]][1])
        painter.fillRect(piece, look.qcolor("surface.input"))
        painter.fillRect(piece, QBrush(colour, PATTERNS[place]))
        if PATTERNS[place] != Qt.BrushStyle.SolidPattern and piece.width() > 2:
            painter.setPen(QPen(colour, 1))
            painter.drawRect(piece.adjusted(0.5, 0.5, -0.5, -0.5))
        left += width


class BarDelegate(RowDelegate):
    """Draws the bar of a row; `counts_of` gives the counts of a row of the model, `most` fills the column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.counts: Sequence[Sequence[int]] = ()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        """The row's ground, and the bar on it."""
        super().paint(painter, option, index)  # type: ignore[arg-type]
        row = index.row()  # type: ignore[attr-defined]
        if row >= len(self.counts):
            return
        box = QRectF(option.rect).adjusted(look.px(4), 0, -look.px(4), 0)  # type: ignore[attr-defined]
        high = look.px(BAR_HEIGHT)
        most = max(map(sum, self.counts))
        painter.save()
        paint_bar(painter, QRectF(box.left(), box.center().y() - high / 2, box.width(), high), self.counts[row], most)
        painter.restore()


def legend() -> QWidget:
    """Each priority with its pattern."""
    parts: list[QWidget | None] = []
    for place, priority in enumerate(PRIORITIES):
        swatch = QLabel()
        look.follow(swatch, lambda part, place=place: part.setPixmap(_swatch(place)))
        parts.append(row(swatch, label(priority, "caption", tip=tr(MEANINGS[priority])), gap=4))
    return row(*parts, None, gap=12)


def _swatch(place: int) -> QPixmap:
    picture = QPixmap(look.px(SWATCH), look.px(SWATCH))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    counts = [int(each == place) for each in range(len(PRIORITIES))]
    paint_bar(painter, QRectF(picture.rect()), counts, 1)
    painter.end()
    return picture
