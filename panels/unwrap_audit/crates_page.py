"""The page of crates: how many open places each has, in numbers and as a bar; Enter shows them."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from editor.ui.api import Cell, Column, RowsChart, RowsModel, Table, label, look, row, tr
from engine.audit.site import PRIORITIES
from panels.unwrap_audit.groups import grouped
from panels.unwrap_audit.model import AuditModel
from panels.unwrap_audit.swatches import swatches
from panels.unwrap_audit.table import Narrowing
from panels.unwrap_audit.words import MEANINGS, crate_title

WIDTHS = (0, 52, 52, 52, 52, 60)
CHART_FROM = 480
"""Where it is narrower the numbers stand alone."""


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
        self.rows = RowsModel((Column(tr("Crate")), *numbers), _cells)
        super().__init__(WIDTHS)
        self.setModel(self.rows)
        self.setAccessibleName(tr("Crates"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(lambda index: self.picked.emit(self.rows.item(index).crate))

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
        self.chart = RowsChart(self.table, tr("open"), name=tr("Open findings of each crate"))
        self.chart.tell = self._tell
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        told = label(tr("Enter or a double click shows the findings of a crate."), "caption")
        head = row(label(tr("Open in each crate"), "strong"), *swatches(), None, told, gap=12, margins=(8, 4, 8, 2))
        box.addWidget(head)
        box.addWidget(row((self.table, 5), (self.chart, 6)), 1)
        look.follow(self, CratesPage._fit)

    def refresh(self) -> None:
        """Show what is open now."""
        rows = crate_rows(self._model)
        self.table.rows.show(rows)
        self.chart.show_rows([np.array([each.counts[place] for each in rows]) for place in range(len(PRIORITIES))])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bars where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.chart.setVisible(self.width() >= look.px(CHART_FROM))

    def _tell(self, place: float) -> str:
        rows = self.table.rows.rows()
        if not 0 <= place < len(rows):
            return ""
        crate = rows[int(place)]
        lines = [f"{count:,} {each}: {tr(MEANINGS[each])}"
                 for each, count in zip(PRIORITIES, crate.counts, strict=True) if count]  # fmt: skip
        return "\n".join([crate_title(crate.crate), *lines])


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
    return (Cell(crate_title(each.crate)), *(Cell(f"{count:,}" if count else "") for count in numbers))
