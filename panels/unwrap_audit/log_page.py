"""The page of fixes: the remediation log of the folder, the pace of it, and the way back."""

from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QStackedLayout, QWidget

from editor.ui.api import (
    Cell,
    Chart,
    Column,
    ElidedLabel,
    EmptyState,
    RowsModel,
    Table,
    column,
    explain,
    label,
    look,
    row,
    tool_button,
    tr,
)
from panels.unwrap_audit.diff_view import DiffView
from panels.unwrap_audit.model import AuditModel
from panels.unwrap_audit.words import counted

WIDTHS = (72, 92, 116, 0, 148)
BESIDE_FROM, BELOW_FROM = 620, 360
LEAST_DAYS, CHART_HIGH = 3, 110


class LogPage(QWidget):
    """The latest entry first; beside it what it changed, and above that how many fixes stand of each day."""

    wants_findings = Signal()

    def __init__(self, model: AuditModel) -> None:
        super().__init__()
        self._model = model
        titles = (tr("Entry"), tr("When"), tr("Pattern"), tr("Place"), tr("Checked"))
        self.rows = RowsModel(tuple(Column(title) for title in titles), _cells)
        self.table = Table(WIDTHS, drop=(4, 1))
        self.table.setModel(self.rows)
        self.table.setAccessibleName(tr("Fixes"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_entry())
        self.pace = label("", "secondary", wrap=True)
        self.chart = Chart(tr("fixes"), name=tr("Fixes that stand, by day"), is_count=True)
        self.chart.counted = tr("day")
        self.chart.tell = self._tell
        look.follow(self.chart, lambda chart: chart.setFixedHeight(look.px(CHART_HIGH)))
        self.reason = ElidedLabel("", "secondary")
        self.undo = tool_button("arrow-u-up-left", tr("Undo this fix"), text=tr("Undo"), size=22, glyph_size=14)
        self.undo.clicked.connect(lambda _checked=False: self._undo())
        self.diff = DiffView(tr("What the fix changed"))
        side = column(
            column(self.pace, self.chart, margins=(8, 6, 8, 2), gap=4),
            row((self.reason, 1), self.undo, margins=(8, 2, 4, 2)),
            (self.diff, 1),
        )
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        for part in (self.table, side):
            part.setMinimumSize(1, 1)
            self._split.addWidget(part)
        self.empty = EmptyState(
            "wrench",
            tr("Nothing was fixed yet"),
            tr("Every fix in this folder is listed here, with what it changed and the way back."),
            tr("Show findings"),
            self.wants_findings.emit,
        )
        self._pages = QStackedLayout(self)
        for page in (self._split, self.empty):
            self._pages.addWidget(page)
        self._days: list[Any] = []

    def refresh(self) -> None:
        """Show the log as it is now."""
        log = self._model.fixing.log
        self._pages.setCurrentWidget(self._split if log else self.empty)
        if not log:
            return
        self.rows.show(list(reversed(log)))
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.rows.index(0, 0))
        self._show_pace()
        self._show_entry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        is_beside = self.width() >= look.px(BESIDE_FROM) or self.height() < look.px(BELOW_FROM)
        self._split.setOrientation(Qt.Orientation.Horizontal if is_beside else Qt.Orientation.Vertical)

    def _show_pace(self) -> None:
        from engine.audit.fixes.log.entries import standing
        from engine.audit.fixes.log.velocity import burn_down, per_day

        moments = [each.moment for each in standing(self._model.fixing.log)]
        self._days = burn_down(moments, 0)
        told = counted(len(moments), tr("fix stands"), tr("fixes stand"))
        if moments:
            told += tr(", {pace} a day since {day}.", pace=f"{per_day(moments):.1f}", day=self._days[0].day)
        self.pace.setText(told)
        self.chart.setVisible(len(self._days) >= LEAST_DAYS)
        if len(self._days) >= LEAST_DAYS:
            self.chart.show_bars(
                np.arange(1, len(self._days) + 1), [np.array([each.fixed for each in self._days], float)]
            )
            self.chart.setAccessibleDescription(told)

    def _tell(self, x: float) -> str:
        place = round(x) - 1
        if not 0 <= place < len(self._days):
            return ""
        day = self._days[place]
        return tr("{day}: {fixes}", day=day.day, fixes=counted(day.fixed, tr("fix"), tr("fixes")))

    def _show_entry(self) -> None:
        from engine.audit.fixes.log.entries import standing

        entry = self.rows.item(self.table.currentIndex())
        if entry is None:
            return
        self.reason.set_whole(entry.reason)
        self.diff.show_diff(_changed(entry))
        number, fixing = _number(entry), self._model.fixing
        stands = number in fixing.undoable and entry in standing(fixing.log)
        why = "It was undone already." if entry.is_fix else "This entry is of an undo."
        explain(self.undo, tr("Give the files of fix {number} their bytes back", number=number),
                fixing.why_not or ("" if stands else tr(why)))  # fmt: skip

    def _undo(self) -> None:
        entry = self.rows.item(self.table.currentIndex())
        if entry is not None:
            self._model.fixing.undo(_number(entry))


def _number(entry: Any) -> int:
    """The number of the record that an entry is of: "Fix 7.1" is of record 7."""
    digits = entry.key.partition(" ")[2].partition(".")[0]
    return int(digits) if digits.isdigit() else 0


def _changed(entry: Any) -> str:
    if not entry.is_fix:
        return ""
    old, new = entry.old.split("\n"), entry.new.split("\n")
    return "\n".join([*(f"-{line}" for line in old), *(f"+{line}" for line in new)])


def _cells(entry: Any) -> tuple[Cell, ...]:
    glyph, colour = ("wrench", "icon.secondary") if entry.is_fix else ("arrow-u-up-left", "icon.secondary")
    return (
        Cell(entry.key, glyph, colour),
        Cell(entry.when[:16].replace("T", " "), tip=entry.when),
        Cell(entry.pattern),
        Cell(f"{entry.file}:{entry.line}", tip=entry.item),
        Cell(entry.checked, tip=entry.checked),
    )
