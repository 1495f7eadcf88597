"""Every tick of a capture as a row; a click on a column's title sorts by it."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from editor.ui.api import Table, look, tr
from editor.ui.profiling.api import cell, scale_of
from engine.physics.capture import Capture
from engine.physics.profile import PhysicsStepProfile
from panels.physics_profiler.tick_order import COLUMN_TITLES, COLUMNS, TIMES, ordered

_WIDTHS = (0, 72, 92, 84, 96, 88, 72, 72, 64)
_Index = QModelIndex | QPersistentModelIndex


class TickRows(QAbstractTableModel):
    """The rows of one capture, in the order that was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._capture: Capture | None = None
        self._rows: list[PhysicsStepProfile] = []
        self._order = (0, Qt.SortOrder.AscendingOrder)
        self._scale, self._unit = 1e-6, "ms"

    def show_capture(self, capture: Capture | None) -> None:
        """Show another capture in the same order."""
        if capture is self._capture:
            return
        self._capture = capture
        if capture is not None:
            self._scale, self._unit = scale_of(float(capture.times("total").mean()))
        self.sort(*self._order)

    def profile(self, line: int) -> PhysicsStepProfile:
        """The tick of a row."""
        return self._rows[line]

    def line_of(self, tick: int) -> int | None:
        """The row of a tick."""
        return next((line for line, profile in enumerate(self._rows) if profile.tick == tick), None)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column."""
        self.beginResetModel()
        self._order = (column, order)
        is_descending = order == Qt.SortOrder.DescendingOrder
        capture = self._capture
        self._rows = [] if capture is None else ordered(capture, COLUMNS[column], descending=is_descending)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """A row a tick."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """See tick_order."""
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles, with the unit on times."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        name = COLUMNS[section]
        title = tr(COLUMN_TITLES[name])
        if role == Qt.ItemDataRole.DisplayRole:
            told = f"{title}, {self._unit}" if name == "total" else title
            arrow = "↓" if self._order[1] == Qt.SortOrder.DescendingOrder else "↑"
            return f"{arrow} {told}" if section == self._order[0] else told
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("{title} in {unit}; click to sort", title=title, unit=self._unit) if name in TIMES else title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Numbers, right-aligned; n/a in the colour of what is off."""
        name = COLUMNS[index.column()]
        value = getattr(self._rows[index.row()], name)
        if role == Qt.ItemDataRole.DisplayRole:
            if name in TIMES:
                return cell(value, self._scale)
            return tr("serial") if name == "threads" and value == 0 else f"{value:,}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if role == Qt.ItemDataRole.ForegroundRole and value is None:
            return look.qcolor("text.disabled")
        return None


def _side(column: int) -> int:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class TickTable(Table):
    """The table; `picked` carries the number of the chosen tick, `entered` that it should be gone to."""

    picked = Signal(int)
    entered = Signal(int)

    def __init__(self) -> None:
        self.rows = TickRows()
        super().__init__(_WIDTHS)
        self.setModel(self.rows)
        self.setAccessibleName(tr("Ticks of the capture"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.header().setSectionsClickable(True)
        # The arrow of the style lies over the text; the titles carry their own.
        self.header().setSortIndicatorShown(False)
        look.follow(self, lambda table: table.header().setMinimumSectionSize(look.px(60)))
        self.selectionModel().currentRowChanged.connect(self._chosen)
        self.doubleClicked.connect(lambda index: self.entered.emit(self.rows.profile(index.row()).tick))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the tick."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.entered.emit(self.rows.profile(index.row()).tick)
            return
        super().keyPressEvent(event)

    def _chosen(self, now: QModelIndex) -> None:
        if now.isValid():
            self.picked.emit(self.rows.profile(now.row()).tick)
