"""The course of a series in a cell of the list: a line, or dots where the runs are too few for one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem

from editor.ui.api import RowDelegate, RowsModel, look
from engine.benchmarks.beside.course import FEWEST, Course
from panels.benchmark_trends.model import TrendsModel

NEWEST = 60
INSET, DOT = 6, 2


class Sparkline(RowDelegate):
    """Paints the newest 60 judged runs of the shown days."""

    def __init__(self, model: TrendsModel, rows: RowsModel) -> None:
        super().__init__(rows)
        self._model, self._rows = model, rows

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row's background, and the course over it."""
        super().paint(painter, option, index)
        course = self._rows.item(index)
        if isinstance(course, Course):
            painter.save()
            self._draw(painter, QRectF(option.rect), course)
            painter.restore()

    def points(self, course: Course, box: QRectF) -> list[QPointF]:
        """Where the runs lie in a box: evenly spread, the least value at the bottom."""
        places = self._model.filter.places(course, self._model.newest)
        values = course.values[places[course.judged[places]]][-NEWEST:]
        if not len(values):
            return []
        least, span = float(values.min()), float(values.max() - values.min())
        heights = (values - least) / span if span else values * 0.0 + 0.5
        step = box.width() / max(1, len(values) - 1)
        return [QPointF(box.left() + k * step, box.bottom() - h * box.height()) for k, h in enumerate(heights.tolist())]

    def _draw(self, painter: QPainter, rect: QRectF, course: Course) -> None:
        inset = look.px(INSET)
        points = self.points(course, rect.adjusted(inset, inset, -inset, -inset))
        if not points:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(look.series(0))
        if len(points) >= FEWEST:
            painter.setPen(QPen(colour, look.px(1)))
            painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(colour, 0))
        painter.setBrush(colour)
        for point in points if len(points) < FEWEST else points[-1:]:
            painter.drawEllipse(point, look.px(DOT), look.px(DOT))
