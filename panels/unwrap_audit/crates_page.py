"""The page of crates: how many places each has, as a bar and in numbers; a click shows them."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from editor.ui.api import Cell, Column, RowsModel, Table, label, row, tr
from engine.audit.site import PRIORITIES
from panels.unwrap_audit.bars import BarDelegate, legend
from panels.unwrap_audit.groups import grouped
from panels.unwrap_audit.model import AuditModel
from panels.unwrap_audit.table import Narrowing
from panels.unwrap_audit.words import crate_title

BAR = 1
WIDTHS = (180, 0, 56, 56, 56, 56, 64)


@dataclass(frozen=True)
class CrateRow:
    """A crate and its open findings by priority."""

    crate: str
    counts: tuple[int, ...]


class CrateTable(Table):
    """`picked` carries the crate that was clicked, or entered."""

    picked = Signal(str)

    def __init__(self) -> None:
        numbers = (*(Column(each, numeric=True) for each in PRIORITIES), Column(tr("All"), numeric=True))
        self.rows = RowsModel((Column(tr("Crate")), Column(""), *numbers), _cells)
        super().__init__(WIDTHS)
        self.setModel(self.rows)
        self.setAccessibleName(tr("Crates"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.bars = BarDelegate(self)
        self.setItemDelegateForColumn(BAR, self.bars)
        self.doubleClicked.connect(lambda index: self.picked.emit(self.rows.item(index).crate))

    def show_rows(self, rows: list[CrateRow]) -> None:
        """Show other crates."""
        self.bars.counts = [each.counts for each in rows]
        self.rows.show(rows)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the crate's findings."""
        chosen = self.rows.item(self.currentIndex())
        if chosen is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(chosen.crate)
            return
        super().keyPressEvent(event)


class CratesPage(QWidget):
    """The crates, the one with most of the gravest first; `picked` carries one whose findings should be shown."""

    picked = Signal(str)

    def __init__(self, model: AuditModel) -> None:
        super().__init__()
        self._model = model
        self.table = CrateTable()
        self.table.picked.connect(self.picked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        told = label(tr("Open findings. Enter or a double click shows those of a crate."), "caption")
        box.addWidget(row(legend(), None, told, margins=(8, 4, 8, 2)))
        box.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Show what is open now."""
        self.table.show_rows(crate_rows(self._model))


def crate_rows(model: AuditModel) -> list[CrateRow]:
    """The crates with their open findings; those with none are left out."""
    groups = grouped(model.table, model.table.rows(Narrowing(status="open")))
    rows = [
        CrateRow(groups.crate_name(crate), tuple(int(count) for count in groups.crate_counts[crate]))
        for crate in range(groups.crates)
    ]
    return sorted(rows, key=lambda each: tuple(-count for count in each.counts))


def _cells(each: CrateRow) -> tuple[Cell, ...]:
    numbers = (*each.counts, sum(each.counts))
    return (Cell(crate_title(each.crate)), Cell(), *(Cell(f"{count:,}" if count else "") for count in numbers))
