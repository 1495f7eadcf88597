"""The one chart of the window: stacked bars and lines over ticks, drawn by pyqtgraph, which is imported when shown."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.theme.look import look

BAR_WIDTH = 0.76
MOST_Y_TICKS = 3


class Chart(QWidget):
    """A plot with the house's looks: no frame, thin lines, at most three y ticks with the unit on the top one.

    `unit` stands on the top tick. What `show_bars` and `show_lines` get is drawn at the next moment in which the chart
    is visible: a hidden chart costs nothing.
    """

    def __init__(self, unit: str = "", *, name: str = "Chart") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.unit = unit
        self._plot: Any = None
        self._items: list[Any] = []
        self._layers: list[tuple[np.ndarray, np.ndarray]] = []
        self._lines: list[tuple[str, np.ndarray, np.ndarray]] = []
        self._budget: float | None = None
        self._top = 0.0
        self._is_stale = True
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        look.follow(self, Chart._redress)

    def show_bars(self, x: np.ndarray, stages: Sequence[np.ndarray]) -> None:
        """Stacked bars: x (n,) ticks, and one height (n,) for each stage, the lowest first, in the chart's unit."""
        base = np.zeros(len(x))
        self._layers = []
        for heights in stages:
            self._layers.append((base, np.asarray(heights, dtype=float)))
            base = base + heights
        self._x = np.asarray(x, dtype=float)
        self._lines = []
        self._changed()

    def show_lines(self, lines: Sequence[tuple[str, np.ndarray, np.ndarray]]) -> None:
        """Lines: (name, x (n,), y (n,)) each; the order gives the colours."""
        self._lines = [(name, np.asarray(x, dtype=float), np.asarray(y, dtype=float)) for name, x, y in lines]
        self._layers = []
        self._changed()

    def set_budget(self, value: float | None) -> None:
        """A dashed line at a value that should not be passed; bars above it get a triangle."""
        self._budget = value
        self._changed()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while the chart was hidden."""
        super().showEvent(event)
        self._draw()

    def _changed(self) -> None:
        self._is_stale = True
        if self.isVisible() and not self.visibleRegion().isEmpty():
            self._draw()

    def _redress(self) -> None:
        if self._plot is not None:
            self.layout().removeWidget(self._plot)
            self._plot.deleteLater()
            self._plot = None
            self._items = []
        self._changed()

    def _draw(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        if self._plot is None:
            self._plot = _plot_widget()
            self.layout().addWidget(self._plot)
        for item in self._items:
            self._plot.removeItem(item)
        self._items = []
        if self._layers:
            self._draw_bars()
        self._draw_lines()
        self._fit()

    def _add(self, item: Any) -> None:
        self._plot.addItem(item, ignoreBounds=True)
        self._items.append(item)

    def _draw_bars(self) -> None:
        import pyqtgraph as pg

        gap_pen = pg.mkPen(look.colour("surface.input"), width=1)
        for index, (base, heights) in enumerate(self._layers):
            bars = pg.BarGraphItem(
                x=self._x, y0=base, height=heights, width=BAR_WIDTH, pen=None, brush=look.series(index)
            )
            self._add(bars)
            if index < len(self._layers) - 1:
                half = BAR_WIDTH / 2 + 0.02
                edges = np.repeat(self._x, 2) + np.tile([-half, half], len(self._x))
                self._add(pg.PlotCurveItem(edges, np.repeat(base + heights, 2), pen=gap_pen, connect="pairs"))
        total = self._total()
        if self._budget is not None and len(total):
            over = total > self._budget
            top = np.full(int(over.sum()), self._ceiling() * 0.97)
            self._add(
                pg.ScatterPlotItem(
                    x=self._x[over], y=top, symbol="t", size=look.px(7), pen=None, brush=look.colour("plot.over")
                )
            )

    def _draw_lines(self) -> None:
        import pyqtgraph as pg

        for index, (_name, x, y) in enumerate(self._lines):
            pen = pg.mkPen(look.series(index), width=1)
            self._add(pg.PlotCurveItem(x, y, pen=pen, connect="finite", skipFiniteCheck=False))
        if self._budget is not None:
            dashed = pg.mkPen(look.colour("plot.budget"), width=1, style=Qt.PenStyle.DashLine)
            self._add(pg.InfiniteLine(self._budget, angle=0, pen=dashed))

    def _total(self) -> np.ndarray:
        base, heights = self._layers[-1]
        return base + heights

    def _ceiling(self) -> float:
        """The upper end of the y axis: a round number above nearly everything; single spikes may leave the picture."""
        tops = [np.nanpercentile(self._total(), 95) if len(self._total()) else 0.0] if self._layers else []
        tops += [float(np.nanmax(y)) for _name, _x, y in self._lines if len(y) and np.isfinite(y).any()]
        wanted = max([*tops, (self._budget or 0.0) * 1.2, 1e-9]) * 1.1
        step = 10 ** np.floor(np.log10(wanted))
        return float(next(step * factor for factor in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * factor >= wanted))

    def _fit(self) -> None:
        ceiling = self._ceiling()
        # The axis shrinks only when much too large, so that bars do not jump with every tick.
        if not self._top or ceiling > self._top or ceiling < self._top * 0.5:
            self._top = ceiling
        xs = self._x if self._layers else np.concatenate([x for _n, x, _y in self._lines] or [np.zeros(1)])
        if len(xs):
            self._plot.setXRange(float(xs.min()) - 0.5, float(xs.max()) + 0.5, padding=0)
        self._plot.setYRange(0, self._top, padding=0)
        middle = self._top / 2
        ticks = [(0.0, "0"), (middle, f"{middle:g}"), (self._top * 0.999, f"{self._top:g} {self.unit}".strip())]
        self._plot.getAxis("left").setTicks([ticks[:MOST_Y_TICKS], []])
        if len(xs):
            low, high = float(xs.min()), float(xs.max())
            places = sorted({round(low + (high - low) * part) for part in (0.12, 0.5, 0.88)})
            self._plot.getAxis("bottom").setTicks([[(place, f"{place:,}") for place in places], []])


def _plot_widget() -> Any:
    import pyqtgraph as pg

    pg.setConfigOptions(antialias=False, background=look.colour("surface.input"), foreground=look.colour("plot.axis"))
    plot = pg.PlotWidget(background=look.colour("surface.input"))
    plot.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
    plot.setMouseEnabled(False, False)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    item = plot.getPlotItem()
    item.hideButtons()
    item.setMenuEnabled(False)
    item.disableAutoRange()
    item.layout.setContentsMargins(look.px(4), look.px(8), look.px(8), 0)
    for name in ("left", "bottom"):
        axis = item.getAxis(name)
        axis.setPen(pg.mkPen(None))
        axis.setTextPen(look.colour("plot.axis"))
        axis.setStyle(
            tickFont=look.font("caption"), tickLength=0, tickTextOffset=look.px(4), hideOverlappingLabels=False
        )
    item.getAxis("left").setWidth(look.px(44))
    item.getAxis("bottom").setHeight(look.px(20))
    plot.setMinimumHeight(look.px(60))
    return plot
