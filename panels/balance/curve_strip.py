"""Below the field of a number that is dragged: the win rate over its range, the wanted band and the present value."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from editor.api import Editor, Path
from editor.ui.api import Ui, column, label, look, tr
from panels.balance.along import Along

HIGH, LEFT, BELOW, INSET, DOT, WHISKER = 84, 40, 16, 6, 3, 3
SHARES = (0.0, 0.5, 1.0)
BAND = 0.22
"""How much of its colour the band has."""


class CurvePlot(QWidget):
    """Win rates upwards, values to the right."""

    def __init__(self, along: Along) -> None:
        super().__init__()
        self._along = along
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self, lambda plot: plot.setFixedHeight(look.px(HIGH)))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(look.px(160), look.px(HIGH))

    def x_of(self, value: float) -> float:
        """Where a value lies [pixels]."""
        points, box = self._along.points, self._area()
        low, high = points[0].value, points[-1].value
        share = (value - low) / (high - low) if high > low else 0.5
        return box.left() + min(max(share, 0.0), 1.0) * box.width()

    def y_of(self, rate: float) -> float:
        """Where a win rate lies [pixels]."""
        box = self._area()
        return box.bottom() - rate * box.height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Well, band, curve with intervals, and the present value."""
        painter = QPainter(self)
        painter.setFont(look.font("caption"))
        well = QRectF(look.px(LEFT), 0, self.width() - look.px(LEFT), self.height() - look.px(BELOW))
        painter.fillRect(well, look.qcolor("surface.input"))
        self._paint_axis(painter, well)
        points = self._along.points
        band = self._along.band
        if band is not None:
            colour = look.qcolor("severity.ok")
            colour.setAlphaF(BAND)
            top, bottom = self.y_of(band.high / 100.0), self.y_of(band.low / 100.0)
            painter.fillRect(QRectF(well.left(), top, well.width(), bottom - top), colour)
        if not points:
            return
        is_stale = self._along.question.is_stale
        ink = look.qcolor("text.disabled") if is_stale else QColor(look.series(0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, look.px(3) / 2.0))
        places = [QPointF(self.x_of(each.value), self.y_of(each.rate)) for each in points]
        painter.drawPolyline(QPolygonF(places))
        for place, each in zip(places, points, strict=True):
            painter.setPen(QPen(ink, 1))
            low, high = (self.y_of(end) for end in each.interval)
            painter.drawLine(QPointF(place.x(), low), QPointF(place.x(), high))
            for end in (low, high):
                reach = look.px(WHISKER)
                painter.drawLine(QPointF(place.x() - reach, end), QPointF(place.x() + reach, end))
            painter.setBrush(ink)
            painter.drawEllipse(place, look.px(DOT), look.px(DOT))
        value = self._along.question.value
        if value is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(look.qcolor("text.primary"), 1, Qt.PenStyle.DashLine))
            x = round(self.x_of(value))
            painter.drawLine(x, 0, x, round(well.bottom()))

    def _paint_axis(self, painter: QPainter, well: QRectF) -> None:
        """Three shares at the left; below it the least and the greatest value."""
        high = painter.fontMetrics().height()
        for share in SHARES:
            y = self.y_of(share)
            painter.setPen(QPen(look.qcolor("plot.grid"), 1))
            painter.drawLine(round(well.left()), round(y), round(well.right()), round(y))
            text = f"{share * 100:.0f} %" if share == SHARES[-1] else f"{share * 100:.0f}"
            top = min(max(y - high / 2, 0.0), well.bottom() - high + look.px(2))
            box = QRectF(0, top, look.px(LEFT) - look.px(4), high)
            painter.setPen(look.qcolor("text.secondary"))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        points = self._along.points
        if points:
            below = QRectF(well.left(), well.bottom(), well.width(), look.px(BELOW))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft | middle, f"{points[0].value:.4g}")
            last = f"{points[-1].value:.4g}{self._along.unit}"
            painter.drawText(below, Qt.AlignmentFlag.AlignRight | middle, last)

    def _area(self) -> QRectF:
        """Where the ends of the axes lie: inside of the well, so that no dot is cut."""
        inset = look.px(INSET)
        width, height = self.width() - look.px(LEFT) - 2 * inset, self.height() - look.px(BELOW) - 2 * inset
        return QRectF(look.px(LEFT) + inset, inset, max(width, 1), max(height, 1))


class CurveStrip(QWidget):
    """The plot, what it says at the present value, and what it rests on."""

    def __init__(self, editor: Editor, _ui: Ui) -> None:
        super().__init__()
        self.along = Along(editor)
        self.setObjectName("balance.curve")
        self.plot = CurvePlot(self.along)
        self.told, self.rests_on = label("", wrap=True), label("", "caption", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(self.plot, self.told, self.rests_on, margins=(8, 2, 8, 4), gap=2))
        links = ((self.along.question.changed, self.refresh), (editor.document_changed, self.refresh))
        for signal, slot in links:
            signal.connect(slot)
        self.destroyed.connect(lambda _=None: [signal.disconnect(slot, missing_ok=True) for signal, slot in links])

    def follow(self, paths: tuple[Path, ...]) -> bool:
        """Show the curve of the number at these paths; False where it has none."""
        is_there = self.along.question.follow(paths)
        if is_there:
            self.refresh()
        return is_there

    def refresh(self, *_values: object) -> None:
        """Show how it stands."""
        if self.isHidden() and not self.along.question.number:
            return
        self.told.setText(tr(self.along.told))
        self.rests_on.setText(self.along.rests_on)
        self.rests_on.setVisible(bool(self.along.rests_on))
        self.plot.setAccessibleName(f"{self.along.told} {self.along.rests_on}".strip())
        self.plot.update()
