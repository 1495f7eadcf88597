"""The table of stages: swatch, percentiles and share; the whole tick in bold, red where it is over its budget."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy

from editor.ui.api import Table, look, tr
from panels.physics_profiler.samples import STAGES, StageRow

_WIDTHS = (0, 52, 52, 64, 60)
_BESIDE = 348


class StageTable(Table):
    """Stages top first, as they are stacked in the bars."""

    def __init__(self) -> None:
        self._cells = QStandardItemModel(0, len(_WIDTHS))
        super().__init__(_WIDTHS)
        self.setModel(self._cells)
        self.setAccessibleName(tr("Physics stages"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def fit(self, *, beside: bool) -> None:
        """Take a fixed width beside the chart, or a fixed height below it."""
        if beside:
            self.setFixedWidth(look.px(_BESIDE))
            self.setMinimumHeight(0)
            self.setMaximumHeight(16_777_215)
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
            self.setFixedHeight(look.size("size.row") * (len(STAGES) + 2))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_rows(self, rows: Sequence[StageRow], scale: float, unit: str, budget_ns: float) -> None:
        """Fill the table; times are ns * `scale`, which is `unit`."""
        titles = [tr("Stage, {unit}", unit=unit), "p50", "p95", "p99", tr("Share")]
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

    def _first(self, row: StageRow) -> QStandardItem:
        item = QStandardItem(row.title)
        is_total = row.id not in STAGES
        item.setIcon(look.icon("equals", "icon.secondary") if is_total else _swatch(look.series(STAGES.index(row.id))))
        return item

    def _fill(self, place: int, row: StageRow, scale: float, budget_ns: float) -> None:
        is_total = row.id not in STAGES
        texts = [_time(time, scale) for time in (row.p50, row.p95, row.p99)]
        texts.append(tr("n/a") if row.share is None else f"{row.share * 100:.0f} %")
        for column, (text, time) in enumerate(zip(texts, (row.p50, row.p95, row.p99, None), strict=True), start=1):
            item = self._cells.item(place, column)
            item.setText(text)
            item.setTextAlignment(_side(column))
            item.setFont(look.font(strong=is_total))
            is_over = is_total and time is not None and time > budget_ns
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


def _time(time_ns: float | None, scale: float) -> str:
    """Three significant digits, fixed for the column; n/a for what was not measured."""
    if time_ns is None:
        return tr("n/a")
    value = time_ns * scale
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(look.px(16), look.px(16))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.fillRect(QRect(look.px(3), look.px(3), look.px(10), look.px(10)), QColor(colour))
    painter.end()
    return QIcon(picture)
