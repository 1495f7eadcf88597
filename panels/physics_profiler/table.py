"""The table of stages: swatch, percentiles and share; the whole tick in bold, red where it is over its budget."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QStyleOptionViewItem

from editor.ui.api import RowDelegate, Table, look, tr
from engine.physics.capture import STAGES, StageSummary
from panels.physics_profiler.words import cell

_WIDTHS = (0, 58, 76, 76, 78, 78, 58)
_DROP = (1, 5)
_BESIDE = 408
LEAST_ROW = 17
_ANY = 16_777_215
ROWS = len(STAGES) + 2


class _Rows(RowDelegate):
    """Rows that move together where the panel is low: the whole tick stands last and should be in sight."""

    height = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The usual width; the height that fits."""
        hint = super().sizeHint(option, index)
        if self.height:
            hint.setHeight(min(self.height, hint.height()))
        return hint


class StageTable(Table):
    """Stages top first, as they are stacked in the bars. `is_full` shows the least and the most as well."""

    def __init__(self, *, is_full: bool = False) -> None:
        self._cells = QStandardItemModel(0, len(_WIDTHS))
        self._is_full = is_full
        super().__init__(_WIDTHS, drop=_DROP)
        self.setModel(self._cells)
        self._delegate = _Rows(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("Physics stages"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if not is_full:
            self.hide_empty(frozenset(_DROP))

    def fit(self, *, beside: bool, room: int = _ANY) -> None:
        """Take a fixed width beside the chart, or a fixed height of at most `room` below it."""
        if beside:
            self.setFixedWidth(look.px(_BESIDE))
            self.setMinimumHeight(0)
            self.setMaximumHeight(_ANY)
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(_ANY)
            self.setFixedHeight(max(look.size("size.row") * 2, min(room, look.size("size.row") * ROWS)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def close_up(self, height: int) -> None:
        """Let the rows move together so that all of them fit into a height [px], as far as they stay legible."""
        room = (height - self.header().sizeHint().height()) // (ROWS - 1)
        wanted = max(look.px(LEAST_ROW), min(look.size("size.row"), room))
        if wanted != self._delegate.height:
            self._delegate.height = wanted
            self.scheduleDelayedItemsLayout()

    def show_rows(self, rows: Sequence[StageSummary], scale: float, unit: str, budget_ns: float) -> None:
        """Fill the table; times are ns * `scale`, which is `unit`."""
        titles = [tr("Stage, {unit}", unit=unit), tr("min"), "p50", "p95", "p99", tr("max"), tr("Share")]
        for column, title in enumerate(titles):
            header = self._cells.horizontalHeaderItem(column) or QStandardItem()
            header.setText(title)
            header.setTextAlignment(_side(column))
            header.setToolTip(tr("Share of the stages' medians") if column == len(titles) - 1 else "")
            self._cells.setHorizontalHeaderItem(column, header)
        if self._cells.rowCount() != len(rows):
            self._cells.setRowCount(0)
            for row in rows:
                self._cells.appendRow([self._first(row), *[QStandardItem() for _ in titles[1:]]])
        for place, row in enumerate(rows):
            self._fill(place, row, scale, budget_ns)

    def redress(self) -> None:
        """Take the colours of another theme."""
        for place in range(self._cells.rowCount()):
            if place < len(STAGES):
                self._cells.item(place, 0).setIcon(swatch(len(STAGES) - 1 - place))

    def _first(self, row: StageSummary) -> QStandardItem:
        item = QStandardItem(row.title)
        is_total = row.id not in STAGES
        item.setIcon(look.icon("equals", "icon.secondary") if is_total else swatch(STAGES.index(row.id)))
        return item

    def _fill(self, place: int, row: StageSummary, scale: float, budget_ns: float) -> None:
        is_total = row.id not in STAGES
        times = (row.least, row.p50, row.p95, row.p99, row.most)
        texts = [cell(time, scale) for time in times]
        texts.append(tr("n/a") if row.share is None else f"{row.share * 100:.0f} %")
        for column, (text, time) in enumerate(zip(texts, (*times, None), strict=True), start=1):
            item = self._cells.item(place, column)
            is_over = is_total and time is not None and time > budget_ns
            if item.text() == text and item.data() == (is_over, look.theme, look.scale):
                continue
            item.setText(text)
            item.setData((is_over, look.theme, look.scale))
            item.setTextAlignment(_side(column))
            item.setFont(look.font(strong=is_total))
            missing = text == tr("n/a")
            item.setForeground(
                look.qcolor("severity.error" if is_over else "text.disabled" if missing else "text.primary")
            )
            item.setIcon(look.icon("caret-double-up", "severity.error") if is_over else QIcon())
            item.setToolTip(tr("Over the budget of {ms:.1f} ms", ms=budget_ns / 1e6) if is_over else "")
        self._cells.item(place, 0).setFont(look.font(strong=is_total))


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def swatch(stage: int) -> QIcon:
    """The colour of a stage as its bars have it."""
    picture = QPixmap(look.px(16), look.px(16))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.fillRect(QRect(look.px(3), look.px(3), look.px(10), look.px(10)), QColor(look.series(stage)))
    painter.end()
    return QIcon(picture)
