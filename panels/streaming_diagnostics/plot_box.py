"""One plot with its title, its legend and the newest values; arrows walk along its frames."""

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from editor.ui.api import Chart, look, tr
from engine.terrain.streaming.config import StreamingConfig
from panels.streaming_diagnostics.samples import Samples
from panels.streaming_diagnostics.series import SCALES, Plot, drawn, now_texts, value_text

BAR_PITCH, WIDE_PITCH, FEWEST, GAP = 4, 8, 20, 10
"""Bars of many layers are wider: each layer of each bar costs, and a thin one can't be read anyway."""
MANY_LAYERS = 4
BUDGET_SHOWN_FROM = 0.2
LEAST_HEIGHT = 98
USUAL_VALUE = "0.00 ms"


class FrameChart(Chart):
    """A chart over frames; `chosen` carries the frame that a click or the arrow keys chose."""

    chosen = Signal(float)

    def __init__(self, plot: Plot) -> None:
        super().__init__(plot.unit, name=tr("{title} of each frame", title=tr(plot.title)),
                         is_count=plot.is_count)  # fmt: skip
        self.counted = tr("frame")
        self.at: float | None = None
        self.first_last: tuple[float, float] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(tr("Arrows choose a frame"))
        self.clicked.connect(lambda x: self.chosen.emit(float(round(x))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the frames."""
        if self.first_last is None:
            super().keyPressEvent(event)
            return
        first, last = self.first_last
        here = last if self.at is None else self.at
        steps = {Qt.Key.Key_Left: here - 1, Qt.Key.Key_Right: here + 1, Qt.Key.Key_Home: first,
                 Qt.Key.Key_End: last, Qt.Key.Key_PageUp: here - 10, Qt.Key.Key_PageDown: here + 10}  # fmt: skip
        if event.key() in steps:
            self.chosen.emit(min(max(steps[Qt.Key(event.key())], first), last))
        else:
            super().keyPressEvent(event)


class PlotLegend(QWidget):
    """Title, then a swatch, a name and the newest value for each column.

    Where not all fit, colours with their names go before values; what still does not fit is left out, last first.
    """

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self._plot = plot
        self.texts: list[tuple[str, str]] = []
        self.setToolTip(tr(plot.tip))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self, lambda legend: legend.setFixedHeight(look.px(18)))

    def show_texts(self, texts: list[tuple[str, str]]) -> None:
        """Show other values."""
        if texts != self.texts:
            self.texts = texts
            told = ", ".join(f"{name} {value}" for name, value in texts)
            self.setAccessibleName(f"{tr(self._plot.title)}: {told}")
            self.update()

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(look.px(60), look.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """One line."""
        painter = QPainter(self)
        x, right, high = look.px(8), self.width() - look.px(8), self.height()
        x = self._write(painter, x, right, tr(self._plot.title), "text.primary", strong=True) + look.px(GAP)
        for place, words in enumerate(self.words(right - x)):
            is_drawn = place < len(self._plot.columns)
            beside = look.px(12) if is_drawn else 0
            if x + beside + look.text_width(words, "caption") > right:
                break
            if is_drawn:
                self._swatch(painter, x, high, place)
            x = self._write(painter, x + beside, right, words, "text.secondary") + look.px(GAP)
        painter.end()

    def words(self, room: int) -> list[str]:
        """What is written for each column where there is so much room [px]: names with values, or names alone."""
        drawn_ones = self.texts[: len(self._plot.columns)]
        # As wide as a usual value at least, so that a number that grows does not make all come and go.
        widest = [max(value, USUAL_VALUE, key=len) for _name, value in drawn_ones]
        asked = sum(
            look.text_width(f"{tr(name)} {value}", "caption") + look.px(12 + GAP)
            for (name, _value), value in zip(drawn_ones, widest, strict=True)
        )
        if asked - look.px(GAP) > room:
            return [tr(name) for name, _value in drawn_ones]
        return [f"{tr(name)} {value}" for name, value in self.texts]

    def _write(self, painter: QPainter, x: float, right: float, text: str, colour: str, *, strong: bool = False) -> int:
        painter.setFont(look.font("caption", strong=strong))
        painter.setPen(look.qcolor(colour))
        painter.drawText(round(x), 0, round(right - x), self.height(), Qt.AlignmentFlag.AlignVCenter, text)
        return round(x) + look.text_width(text, "caption", strong=strong)

    def _swatch(self, painter: QPainter, x: float, high: int, place: int) -> None:
        colour = QColor(look.series(place))
        side = look.px(8)
        if self._plot.is_stacked:
            painter.fillRect(round(x), (high - side) // 2, side, side, colour)
            return
        style = Qt.PenStyle.DashLine if place % 2 else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, look.px(2), style))
        painter.drawLine(round(x), high // 2, round(x) + look.px(10), high // 2)


class PlotBox(QWidget):
    """Legend above, chart below."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self.plot = plot
        self.legend, self.chart = PlotLegend(plot), FrameChart(plot)
        self._samples = Samples(1)
        self.chart.tell = self._tell
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.legend)
        box.addWidget(self.chart, 1)
        look.follow(self, lambda part: part.setMinimumHeight(look.px(LEAST_HEIGHT)))

    def show_samples(self, samples: Samples, config: StreamingConfig) -> None:
        """Draw the window as it is now."""
        self._samples = samples
        self.legend.show_texts(now_texts(self.plot, samples))
        if not len(samples):
            return
        is_dear = len(self.plot.columns) >= MANY_LAYERS or not self.plot.is_stacked
        pitch = WIDE_PITCH if is_dear else BAR_PITCH
        x, columns = drawn(self.plot, samples, max(FEWEST, self.chart.width() // look.px(pitch)))
        self.chart.first_last = (float(x[0]), float(x[-1]))
        if not self.plot.is_stacked:
            self.chart.set_budget(None)
            lines = [(name, x, y) for (name, _column), y in zip(self.plot.columns, columns, strict=True)]
            self.chart.show_lines(lines, is_dashed=True)
            return
        heights = [np.nan_to_num(column) for column in columns]
        budget = self.plot.budget(config, samples)
        scaled = None if budget is None else budget / SCALES[self.plot.unit]
        # A budget far above every bar would squeeze them all flat, so its line comes when it comes near.
        is_near = scaled is not None and float(sum(heights).max()) > BUDGET_SHOWN_FROM * scaled
        self.chart.set_budget(scaled if is_near else None)
        self.chart.show_bars(x, heights, pitch=float(x[1] - x[0]) if len(x) > 1 else 1.0)

    def mark(self, frame: float | None) -> None:
        """Mark a frame."""
        self.chart.at = frame
        self.chart.mark(frame)

    def _tell(self, x: float) -> str:
        row = self._samples.row_at(x)
        if row is None:
            return ""
        frame = tr("frame {frame}", frame=f"{row['frame'] or 0:,.0f}")
        if self.plot.id == "generation":
            return frame
        told = [f"{tr(name)} {value_text(self.plot, row[column])}" for name, column in self.plot.columns]
        return ", ".join([frame, *told])
