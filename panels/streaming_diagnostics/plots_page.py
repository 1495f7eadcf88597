"""The plots: as many beside each other as there is room for; one is drawn anew at a time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from editor.ui.api import look, tr
from panels.streaming_diagnostics.model import StreamingModel
from panels.streaming_diagnostics.plot_box import LEAST_HEIGHT, PlotBox
from panels.streaming_diagnostics.series import PLOTS

WIDE = 250


class PlotsPage(QScrollArea):
    """`chosen` carries the frame that somebody chose in one of the plots."""

    chosen = Signal(float)

    def __init__(self, model: StreamingModel) -> None:
        super().__init__()
        self._model = model
        self._turn = 0
        self.boxes = [PlotBox(plot) for plot in PLOTS]
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Plots of streaming"))
        inside = QWidget()
        inside.setObjectName("panel")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._columns = 0
        for box in self.boxes:
            box.chart.chosen.connect(self._choose)
        self.setWidget(inside)
        look.follow(self, PlotsPage.arrange)

    def box(self, id_: str) -> PlotBox:
        """A plot by its id."""
        return {box.plot.id: box for box in self.boxes}[id_]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer beside each other."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Lay the plots out for this width and height."""
        columns = max(1, min(3, self.viewport().width() // look.px(WIDE)))
        if columns == 3 and self.viewport().height() >= look.px(LEAST_HEIGHT) * 3:
            columns = 2
        self._grid.setSpacing(look.px(2))
        if columns == self._columns:
            return
        self._columns = columns
        for place, box in enumerate(self.boxes):
            self._grid.addWidget(box, place // columns, place % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def refresh(self) -> None:
        """Draw every plot."""
        for box in self.boxes:
            self._show(box)

    def follow(self) -> None:
        """Draw the next plot that is in sight: all of them in one frame would cost that frame too much."""
        for _ in self.boxes:
            self._turn = (self._turn + 1) % len(self.boxes)
            box = self.boxes[self._turn]
            if not box.visibleRegion().isEmpty():
                self._show(box)
                return

    def mark(self, frame: float | None) -> None:
        """Mark a frame in every plot."""
        for box in self.boxes:
            box.mark(frame)

    def _show(self, box: PlotBox) -> None:
        box.show_samples(self._model.samples, self._model.config)

    def _choose(self, frame: float) -> None:
        self.mark(frame)
        self.chosen.emit(frame)
