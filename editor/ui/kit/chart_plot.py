"""What every chart of the window is made on: a plot of pyqtgraph, which is imported and drawn when it is seen."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from editor.ui.theme.look import look

MOST_Y_TICKS = 3
AXIS_WIDTH = 44


class PlotBox(QWidget):
    """A plot with the house's looks: no frame, thin lines, few ticks.

    What it gets is drawn at the next moment in which it is visible: a hidden one costs nothing. `clicked` carries the x
    that was clicked; `tell` gives what the tooltip says of an x. Whoever extends it writes `fill`.
    """

    clicked = Signal(float)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._plot: Any = None
        self._items: list[Any] = []
        self._kept: dict[str, Any] = {}
        self.tell: Callable[[float], str] = lambda _x: ""
        self._is_stale = True
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        look.follow(self, PlotBox._redress)

    @abstractmethod
    def fill(self) -> None:
        """Put the items into the plot, which is there, and give it its axes."""

    def forget(self) -> None:
        """The plot goes, with all that was in it."""
        self._items, self._kept = [], {}

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while the chart was hidden."""
        super().showEvent(event)
        self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chart comes into sight: draw what came while it was behind another tab."""
        super().paintEvent(event)
        self._draw_soon()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The same for the plot, which covers the chart once it is there; its clicks and tooltips are the chart's."""
        if event.type() == QEvent.Type.Paint:
            self._draw_soon()
        elif isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tell(self._x_at(event.pos())), self)
            return True
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            if event.button() == Qt.MouseButton.LeftButton:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self.clicked.emit(self._x_at(event.position().toPoint()))
        return super().eventFilter(watched, event)

    def _x_at(self, place: QPoint) -> float:
        """The x below a place of the plot."""
        plot = self._plot
        return float(plot.getPlotItem().getViewBox().mapSceneToView(plot.mapToScene(place)).x())

    def place_of(self, x: float) -> QPoint:
        """The place of an x in the chart, half way up, as a hand would point at it."""
        plot = self._plot
        box = plot.getPlotItem().getViewBox()
        middle = sum(box.viewRange()[1]) / 2
        return plot.mapFromScene(box.mapViewToScene(QPointF(x, middle)))

    def _draw_soon(self) -> None:
        if self._is_stale:
            QTimer.singleShot(0, self, self._draw)

    def _changed(self) -> None:
        self._is_stale = True
        # What the plot covers does not count as the chart's own visible region.
        seen = self._plot.viewport() if self._plot is not None else self
        if self.isVisible() and not seen.visibleRegion().isEmpty():
            self._draw()

    def _redress(self) -> None:
        if self._plot is not None:
            self.layout().removeWidget(self._plot)
            self._plot.hide()
            self._plot.deleteLater()
            self._plot = None
            self.forget()
        self._changed()

    def _draw(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        if self._plot is None:
            self._plot = plot_widget()
            self._plot.viewport().installEventFilter(self)
            self.layout().addWidget(self._plot)
        for item in self._items:
            self._plot.removeItem(item)
        self._items = []
        self.fill()

    def _add(self, item: Any) -> None:
        self._plot.addItem(item, ignoreBounds=True)
        self._items.append(item)

    def _keep(self, name: str, make: Callable[[], Any]) -> Any:
        """An item of the plot that is made once: making one costs more than drawing it."""
        item = self._kept.get(name)
        if item is None:
            item = self._kept[name] = make()
            self._plot.addItem(item, ignoreBounds=True)
        return item


def plot_widget() -> Any:
    """A plot without frame, menus and zooming, in the colours of the look."""
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
    item.getAxis("left").setWidth(look.px(AXIS_WIDTH))
    item.getAxis("bottom").setHeight(look.px(20))
    plot.setMinimumHeight(look.px(60))
    return plot
