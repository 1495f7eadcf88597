"""The one chart of the window: stacked bars and lines over ticks, drawn by pyqtgraph, which is imported when shown."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Qt

from editor.ui.kit.chart_plot import AXIS_WIDTH, MOST_Y_TICKS, PlotBox
from editor.ui.kit.round_ticks import MOST, round_ticks, round_top
from editor.ui.theme.look import look

BAR_WIDTH = 0.76


class Chart(PlotBox):
    """Bars and lines, with at most three y ticks and the unit on the top one.

    `unit` stands on the top tick. With `is_count`, y is of what comes now and then in whole numbers: the axis reaches
    the highest bar, and its ticks are whole.
    """

    def __init__(self, unit: str = "", *, name: str = "Chart", is_count: bool = False) -> None:
        self.unit = unit
        self.is_count = is_count
        self._bars: list[tuple[Any, Any]] = []
        self._ticks: list[Any] = []
        self._layers: list[tuple[np.ndarray, np.ndarray]] = []
        self._lines: list[tuple[str, np.ndarray, np.ndarray]] = []
        self._budget: float | None = None
        self._mark: float | None = None
        self._x_unit: str | None = None
        self.counted = ""
        """What x counts, in a word: "tick"."""
        self._has_dashes = False
        self._pitch, self._is_grey = 1.0, False
        self._ceiling_is: float | None = None
        self._top = 0.0
        super().__init__(name)

    def show_bars(
        self,
        x: np.ndarray,
        stages: Sequence[np.ndarray],
        *,
        pitch: float = 1.0,
        x_unit: str | None = None,
        is_grey: bool = False,
    ) -> None:
        """Stacked bars: x (n,) ticks, and one height (n,) for each stage, the lowest first, in the chart's unit.

        Bars lie `pitch` apart. An `x_unit` stands on the last tick. What is out of date is grey.
        """
        base = np.zeros(len(x))
        self._pitch, self._x_unit, self._is_grey = pitch, x_unit, is_grey
        self._layers = []
        for heights in stages:
            self._layers.append((base, np.asarray(heights, dtype=float)))
            base = base + heights
        self._x = np.asarray(x, dtype=float)
        self._lines = []
        self._changed()

    def show_lines(
        self,
        lines: Sequence[tuple[str, np.ndarray, np.ndarray]],
        *,
        x_unit: str | None = None,
        ceiling: float | None = None,
        is_dashed: bool = False,
    ) -> None:
        """Lines: (name, x (n,), y (n,)) each; the order gives the colours.

        With an `x_unit` the x axis is a quantity that begins at 0, else ticks. `ceiling` is the upper end of y. Every
        second line is dashed over a quantity, and over ticks where `is_dashed`.
        """
        self._has_dashes = is_dashed or x_unit is not None
        self._lines = [(name, np.asarray(x, dtype=float), np.asarray(y, dtype=float)) for name, x, y in lines]
        self._layers = []
        self._x_unit, self._ceiling_is = x_unit, ceiling
        self._changed()

    def mark(self, x: float | None) -> None:
        """A line across the bars at an x, as for the tick that is looked at; None for none."""
        if x != self._mark:
            self._mark = x
            self._changed()

    def set_budget(self, value: float | None) -> None:
        """A dashed line at a value that should not be passed; bars above it get a triangle."""
        if value != self._budget:
            self._budget = value
            self._changed()

    def forget(self) -> None:
        """The plot goes, with all that was in it."""
        super().forget()
        self._bars, self._ticks = [], []

    def fill(self) -> None:
        """Bars, what is over them, lines, and the axes."""
        self._draw_bars()
        if self._layers:
            self._mark_over()
        elif "over" in self._kept:
            self._kept["over"].setVisible(False)
        self._draw_lines()
        self._fit()

    def _draw_bars(self) -> None:
        """Give the bars their new heights; items are kept, as making them costs more than drawing them."""
        while len(self._bars) > len(self._layers):
            for item in self._bars.pop():
                self._plot.removeItem(item)
        while len(self._bars) < len(self._layers):
            self._bars.append(self._new_bars())
        width = BAR_WIDTH * self._pitch
        half = width / 2 + 0.02 * self._pitch
        for index, ((base, heights), (bars, gap)) in enumerate(zip(self._layers, self._bars, strict=True)):
            brush = look.colour("icon.disabled") if self._is_grey else look.series(index)
            bars.setOpts(x=self._x, y0=base, height=heights, width=width, brush=brush)
            edges = np.repeat(self._x, 2) + np.tile([-half, half], len(self._x))
            gap.setData(edges, np.repeat(base + heights, 2))

    def _new_bars(self) -> tuple[Any, Any]:
        """The bars of a stage, and the line that divides them from the stage above."""
        import pyqtgraph as pg

        bars = pg.BarGraphItem(x=[0.0], height=[0.0], width=BAR_WIDTH, pen=None)
        pen = pg.mkPen(look.colour("surface.input"), width=1)
        gap = pg.PlotCurveItem(pen=pen, connect="pairs", skipFiniteCheck=True)
        for item in (bars, gap):
            self._plot.addItem(item, ignoreBounds=True)
        return bars, gap

    def _mark_over(self) -> None:
        """A triangle above each bar that is over the budget."""
        import pyqtgraph as pg

        over = self._total() > self._budget if self._budget is not None else np.zeros(len(self._x), dtype=bool)
        brush = look.colour("plot.over")
        marks = self._keep("over", lambda: pg.ScatterPlotItem(symbol="t", size=look.px(7), pen=None, brush=brush))
        marks.setData(x=self._x[over], y=np.full(int(over.sum()), self._ceiling() * 0.97))
        marks.setVisible(bool(over.any()))

    def _draw_lines(self) -> None:
        import pyqtgraph as pg

        for index, (_name, x, y) in enumerate(self._lines):
            # Dashes tell two lines apart where colours do not.
            style = Qt.PenStyle.DashLine if index % 2 and self._has_dashes else Qt.PenStyle.SolidLine
            pen = pg.mkPen(look.series(index), width=1, style=style)
            self._add(pg.PlotCurveItem(x, y, pen=pen, connect="finite", skipFiniteCheck=False))
        dashed = pg.mkPen(look.colour("plot.budget"), width=1, style=Qt.PenStyle.DashLine)
        solid = pg.mkPen(look.colour("line.focus"), width=1)
        for name, at, angle, pen in (("budget", self._budget, 0, dashed), ("mark", self._mark, 90, solid)):
            if at is None and name not in self._kept:
                continue
            line = self._keep(name, lambda angle=angle, pen=pen: pg.InfiniteLine(angle=angle, pen=pen))
            line.setVisible(at is not None)
            if at is not None:
                line.setValue(at)

    def _total(self) -> np.ndarray:
        base, heights = self._layers[-1]
        return base + heights

    def _ceiling(self) -> float:
        """The upper end of the y axis: a round number above nearly everything; single spikes may leave the picture."""
        if self._lines and self._ceiling_is is not None:
            return self._ceiling_is
        share = 100 if self.is_count else 95
        tops = [np.nanpercentile(self._total(), share) if len(self._total()) else 0.0] if self._layers else []
        tops += [float(np.nanmax(y)) for _name, _x, y in self._lines if len(y) and np.isfinite(y).any()]
        wanted = max([*tops, (self._budget or 0.0) * 1.2, 0.0]) * 1.1 or 1.0
        return round_top(wanted, is_count=self.is_count)

    def _fit(self) -> None:
        ceiling = self._ceiling()
        # The axis shrinks only when much too large, so that bars do not jump with every tick.
        if not self._top or ceiling > self._top or ceiling < self._top * 0.5:
            self._top = ceiling
        xs = self._x if self._layers else np.concatenate([x for _n, x, _y in self._lines] or [np.zeros(1)])
        if len(xs):
            beside = self._pitch / 2 if self._layers else 0.5
            self._plot.setXRange(float(xs.min()) - beside, float(xs.max()) + beside, padding=0)
        self._plot.setYRange(0, self._top, padding=0)
        middle = self._top / 2
        ticks = [(0.0, "0"), (middle, f"{middle:,g}"), (self._top * 0.999, f"{self._top:,g} {self.unit}".strip())]
        if ticks != self._ticks:
            self._ticks = ticks
            axis = self._plot.getAxis("left")
            axis.setTicks([ticks[:MOST_Y_TICKS], []])
            # A label that does not fit is not drawn at all, and the unit stands on the longest one.
            widest = max(look.text_width(text, "caption") for _place, text in ticks)
            axis.setWidth(max(look.px(AXIS_WIDTH), widest + look.px(12)))
        if len(xs) and self._lines and self._x_unit is not None:
            self._scale_x(float(xs.max()))
        elif len(xs):
            low, high = float(xs.min()), float(xs.max())
            ticks = [(place, f"{place:,}") for place in round_ticks(low, high, self._most_x_ticks(high))]
            if self.counted and ticks:
                ticks[0] = (ticks[0][0], f"{self.counted} {ticks[0][1]}")
            if self._x_unit and ticks:
                ticks[-1] = (ticks[-1][0], f"{ticks[-1][1]} {self._x_unit}")
            self._plot.getAxis("bottom").setTicks([ticks, []])

    def _most_x_ticks(self, high: float) -> int:
        """How many whole numbers up to `high` stand side by side with a gap, the first with its word."""
        room = self._plot.width() - self._plot.getAxis("left").width()
        word = look.text_width(f"{self.counted} ", "caption") if self.counted else 0
        each = look.text_width(f"{high:,.0f}", "caption") + look.px(8)
        return max(2, min(MOST, int((room - word) // each)))

    def _scale_x(self, high: float) -> None:
        """A quantity along x: three round numbers from 0, the unit on the last."""
        self._plot.setXRange(0, high * 1.02 or 1.0, padding=0)
        step = 10 ** np.floor(np.log10(max(high, 1e-9) / 2))
        step *= next(factor for factor in (5, 2, 1) if step * factor * 2 <= high or factor == 1)
        ticks = [(step * k, f"{step * k:g}") for k in range(int(high / step) + 1)][:: max(1, int(high / step) // 4)]
        ticks[-1] = (ticks[-1][0], f"{ticks[-1][1]} {self._x_unit}".strip())
        self._plot.getAxis("bottom").setTicks([ticks, []])
