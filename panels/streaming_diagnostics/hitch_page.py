"""The hitches: frames in which streaming took more than 2 ms, with where that time went; a row marks the plot."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QStackedLayout, QWidget

from editor.ui.api import EmptyState, Table, column, look, tr
from engine.terrain.streaming.stats import HITCH_MS, PARTS, Hitch
from panels.streaming_diagnostics.figures import count, milliseconds
from panels.streaming_diagnostics.model import StreamingModel
from panels.streaming_diagnostics.plot_box import PlotBox
from panels.streaming_diagnostics.series import PLOTS

_WIDTHS = (0, 72, *(62 for _ in PARTS), 62, 120)
_UPLOADS, _NOTE = 2 + len(PARTS), 3 + len(PARTS)
BESIDE_FROM, ROOM_FOR_PLOT = 860, 260


class HitchTable(Table):
    """Frame, time, time by part, uploads and what is known besides; `picked` carries the frame of the row."""

    picked = Signal(float)

    def __init__(self) -> None:
        self._cells = QStandardItemModel(0, len(_WIDTHS))
        super().__init__(_WIDTHS, drop=(_NOTE, _UPLOADS))
        self.setModel(self._cells)
        self.hitches: tuple[Hitch, ...] = ()
        self.setAccessibleName(tr("Hitches"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentRowChanged.connect(lambda now: self._pick(now.row()))

    def show_hitches(self, hitches: Sequence[Hitch]) -> None:
        """Show these, the newest first; the chosen row stays chosen."""
        shown = tuple(reversed(hitches))
        if shown == self.hitches:
            return
        chosen = self.hitches[self.currentIndex().row()] if 0 <= self.currentIndex().row() < len(self.hitches) else None
        self.hitches = shown
        self.selectionModel().blockSignals(True)
        self._cells.setRowCount(0)
        titles = [tr("Frame"), tr("Time"), *(tr(part) for part in PARTS), tr("Uploads"), tr("What else")]
        self._cells.setHorizontalHeaderLabels(titles)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place in range(len(titles) - 1):
            self._cells.horizontalHeaderItem(place).setTextAlignment(right)
        for hitch in shown:
            worst = max(hitch.parts_ms, key=lambda part: hitch.parts_ms[part]) if hitch.parts_ms else ""
            parts = [milliseconds(hitch.parts_ms.get(part)) for part in PARTS]
            texts = [f"{hitch.frame:,}", milliseconds(hitch.ms), *parts, count(hitch.uploads)]
            items = [QStandardItem(text) for text in texts]
            for place, item in enumerate(items):
                item.setTextAlignment(right)
                item.setFont(
                    look.font(strong=place == 1 or (2 <= place < 2 + len(PARTS) and PARTS[place - 2] == worst))
                )
            note = QStandardItem(hitch.note)
            note.setToolTip(hitch.note)
            self._cells.appendRow([*items, note])
        self.selectionModel().blockSignals(False)
        self.hide_empty(frozenset() if any(hitch.note for hitch in shown) else frozenset({_NOTE}))
        if chosen in shown:
            self.setCurrentIndex(self._cells.index(shown.index(chosen), 0))

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self.hitches):
            self.picked.emit(float(self.hitches[row].frame))


class HitchPage(QWidget):
    """The table with the plot of the main thread beside it, or below it in a narrow panel."""

    def __init__(self, model: StreamingModel) -> None:
        super().__init__()
        self._model = model
        self.table = HitchTable()
        self.plot = PlotBox({plot.id: plot for plot in PLOTS}["main"])
        self.table.picked.connect(self.plot.mark)
        self.plot.chart.chosen.connect(self._find)
        shown = QWidget()
        self._lists = QBoxLayout(QBoxLayout.Direction.LeftToRight, shown)
        self._lists.setContentsMargins(0, 0, 0, 0)
        self._lists.setSpacing(0)
        self._lists.addWidget(self.table, 3)
        self._lists.addWidget(column((self.plot, 1)), 2)
        self.empty = EmptyState(
            "check-circle-fill", tr("No hitch"),
            tr("A frame in which streaming takes over {ms:g} ms is kept here, with where its time went.", ms=HITCH_MS),
            colour="severity.ok",
        )  # fmt: skip
        self._stack = QStackedLayout(self)
        self._stack.addWidget(shown)
        self._stack.addWidget(self.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The plot stands beside the table where there is room, else below it, else nowhere."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= look.px(BESIDE_FROM)
        self._lists.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        self._lists.itemAt(1).widget().setVisible(is_wide or event.size().height() >= look.px(ROOM_FOR_PLOT))

    def refresh(self) -> None:
        """Show the hitches of now."""
        hitches = self._model.hitches
        self._stack.setCurrentIndex(0 if hitches else 1)
        self.table.show_hitches(hitches)
        self.plot.show_samples(self._model.samples, self._model.config)

    def _find(self, frame: float) -> None:
        """Choose the hitch nearest to a frame of the plot."""
        hitches = self.table.hitches
        self.plot.mark(frame)
        if hitches:
            row = min(range(len(hitches)), key=lambda place: abs(hitches[place].frame - frame))
            self.table.setCurrentIndex(self.table.model().index(row, 0))
