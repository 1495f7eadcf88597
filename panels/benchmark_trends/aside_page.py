"""The page of lines that could not be used: where each stands, and why."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.api import Cell, Column, ElidedLabel, RowsModel, Table, row, tr
from panels.benchmark_trends.model import TrendsModel


class AsidePage(QWidget):
    """A row a line."""

    def __init__(self, model: TrendsModel) -> None:
        super().__init__()
        self._model = model
        columns = (Column(tr("File")), Column(tr("Line"), numeric=True), Column(tr("Why it is set aside")))
        self.rows = RowsModel(columns, _cells)
        self.table = Table((150, 64, 0))
        self.rows.setParent(self.table)
        self.table.setModel(self.rows)
        self.table.setAccessibleName(tr("Lines that were set aside"))
        self.told = ElidedLabel(role="caption")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row((self.told, 1), margins=(8, 4, 8, 4)))
        box.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Show what was set aside."""
        head = self._model.head
        if head is None:
            return
        self.rows.show(head.aside)
        more = head.aside_count - len(head.aside)
        told = tr("All other rows are shown. `astraweave bench rotate` moves such lines to a file of their own.")
        self.told.set_whole(told + (" " + tr("{more} more are not listed.", more=f"{more:,}") if more else ""))


def _cells(each: Any) -> tuple[Cell, ...]:
    file, line, reason = each
    return Cell(file, "warning-fill", "severity.warning"), Cell(f"{line:,}" if line else tr("all")), Cell(reason)
