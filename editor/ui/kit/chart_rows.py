"""A chart of the rows of a table: stacked bars from left to right, each beside its row, which scroll with the table."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from editor.ui.kit.chart_plot import PlotBox
from editor.ui.kit.round_ticks import round_top
from editor.ui.kit.views import Table
from editor.ui.theme.look import look

BAR_HIGH = 0.5
"""Share of a row's height."""


class RowsChart(PlotBox):
    """Stands at the right of a table, as high as that; its axis is over the bars, beside the titles of the columns.

    `unit` stands on the last tick. `tell` gets the number of a row, and `clicked` carries one. The table is asked for
    its viewport each time: Qt made that, and what Python keeps for it can become invalid while the table lives.
    """

    def __init__(self, table: Table, unit: str, *, name: str) -> None:
        self._table, self._unit = table, unit
        self._stages: list[np.ndarray] = []
        self._bars: list[tuple[Any, Any]] = []
        self._top, self._half_word = 1.0, 0
        self._axis: Any = None
        super().__init__(name)
        scroll = table.verticalScrollBar()
        for signal in (scroll.valueChanged, scroll.rangeChanged, table.header().geometriesChanged):
            signal.connect(self._follow)
        table.viewport().installEventFilter(self)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._changed())
        self.clicked.connect(self._pick)

    def show_rows(self, stages: Sequence[np.ndarray]) -> None:
        """Give every row its bar: one length (n,) for each stage, from the left, n being the rows of the table."""
        self._stages = [np.asarray(each, dtype=float) for each in stages]
        self._changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the table, and the bars are as high as that."""
        if watched.parent() is self._table:
            if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
                self._follow()
            return False
        if event.type() == QEvent.Type.Resize:
            self._follow()
        if isinstance(event, QWheelEvent):
            QApplication.sendEvent(self._table.viewport(), event.clone())
            return True
        return super().eventFilter(watched, event)

    def forget(self) -> None:
        """The plot goes, with all that was in it."""
        super().forget()
        self._bars, self._axis = [], None

    def fill(self) -> None:
        """The bars, the row that is current, the axis, and what of it can be seen."""
        import pyqtgraph as pg

        if not shiboken6.isValid(self._table):
            return  # the page goes, and its table went first
        item = self._plot.getPlotItem()
        # Bars begin where the rows do, and the axis is as high as the titles of the columns.
        item.layout.setContentsMargins(look.px(8), 0, look.px(4), 0)
        item.showAxes((False, True, False, False), showValues=(False, True, False, False))
        item.invertY(True)
        self._axis = item.getAxis("top")
        self._axis.setPen(pg.mkPen(None))
        self._axis.setTextPen(look.colour("plot.axis"))
        style = {"tickFont": look.font("caption"), "tickLength": 0, "hideOverlappingLabels": False}
        self._axis.setStyle(tickTextOffset=look.px(4), **style)
        self._draw_current()
        self._draw_bars()
        longest = float(np.sum(self._stages, axis=0).max()) if self._stages and len(self._stages[0]) else 0.0
        top = round_top(longest, is_count=True)
        last = f"{top:,g} {self._unit}".strip()
        self._top, self._half_word = top, look.text_width(last, "caption") // 2 + look.px(2)
        self._axis.setTicks([[(0.0, "0"), (top / 2, f"{top / 2:,g}"), (top, last)], []])
        self._scroll()

    def _draw_bars(self) -> None:
        import pyqtgraph as pg

        while len(self._bars) < len(self._stages):
            bars = pg.BarGraphItem(x0=[0.0], y=[0.0], width=[0.0], height=BAR_HIGH, pen=None)
            pen = pg.mkPen(look.colour("surface.input"), width=1)
            gap = pg.PlotCurveItem(pen=pen, connect="pairs", skipFiniteCheck=True)
            for each in (bars, gap):
                self._plot.addItem(each, ignoreBounds=True)
            self._bars.append((bars, gap))
        base = np.zeros(len(self._stages[0]) if self._stages else 0)
        middle = np.arange(len(base)) + 0.5
        half = BAR_HIGH / 2
        for index, (lengths, (bars, gap)) in enumerate(zip(self._stages, self._bars, strict=True)):
            bars.setOpts(x0=base, y=middle, width=lengths, height=BAR_HIGH, brush=look.series(index))
            base = base + lengths
            gap.setData(np.repeat(base, 2), np.repeat(middle, 2) + np.tile([-half, half], len(base)))

    def _draw_current(self) -> None:
        """The row of the table that is current goes on behind its bar."""
        import pyqtgraph as pg

        brush = look.colour("surface.selected_inactive")
        band = self._keep("current", lambda: pg.LinearRegionItem(orientation="horizontal", movable=False, brush=brush))
        row = self._table.currentIndex().row()
        band.setZValue(-10)
        for line in band.lines:
            line.setPen(pg.mkPen(None))
        band.setRegion((row, row + 1))
        band.setVisible(row >= 0)

    def _follow(self, *_: object) -> None:
        # A plot is resized before it is filled, too.
        if self._axis is not None and shiboken6.isValid(self._table):
            self._scroll()

    def _scroll(self) -> None:
        """Bring the bars beside their rows."""
        high = max(look.size("size.row"), 1)
        first = self._table.verticalScrollBar().value() / high
        self._axis.setHeight(self._table.header().height())
        # The last word needs as much room behind the end of the axis as before it; one that is cut is not drawn at all.
        wide = max(self._plot.width() - look.px(12), 2 * self._half_word)
        self._plot.setXRange(0, self._top * wide / (wide - self._half_word), padding=0)
        self._plot.setYRange(first, first + max(self._table.viewport().height(), 1) / high, padding=0)

    def _x_at(self, place: QPoint) -> float:
        """The row below a place of the plot."""
        plot = self._plot
        return float(np.floor(plot.getPlotItem().getViewBox().mapSceneToView(plot.mapToScene(place)).y()))

    def _pick(self, row: float) -> None:
        index = self._table.model().index(int(row), 0)
        if index.isValid():
            self._table.setCurrentIndex(index)
