"""The list of series by system: state, course, newest value and last change."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from editor.ui.api import Cell, Column, RowsModel, Table, tr
from engine.benchmarks.beside.course import Course
from panels.benchmark_trends.filters import SystemRow
from panels.benchmark_trends.model import TrendsModel
from panels.benchmark_trends.sparkline import Sparkline
from panels.benchmark_trends.words import GLYPHS, changed, quantity, standing

NAME, SPARK, NEWEST, CHANGE = range(4)


class TrendRows(RowsModel):
    """Rows whose first cell tells screen readers the state in a word."""

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a view shows, and what is said of it."""
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == NAME:
            course = self.item(index)
            if isinstance(course, Course):
                return f"{course.title}, {tr(GLYPHS[course.state][2])}"
        return super().data(index, role)


class TrendTable(Table):
    """A click or an arrow chooses a series; Left, Right, Enter and a click fold a system."""

    def __init__(self, model: TrendsModel) -> None:
        self._model = model
        super().__init__((0, 72, 84, 58), drop=(NEWEST, CHANGE, SPARK))
        titles = (Column(tr("Benchmark")), Column(tr("Course")), Column(tr("Newest"), numeric=True))
        self.rows = TrendRows((*titles, Column(tr("Change"), numeric=True)), self._cells)
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.setItemDelegateForColumn(SPARK, Sparkline(model, self.rows))
        self.setAccessibleName(tr("Benchmarks"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self.clicked.connect(self._clicked)
        self._is_filling = False
        self._shown: Course | None = None

    def refresh(self) -> None:
        """Show the series as they are now, the chosen one selected."""
        self._is_filling = True
        here = self.rows.item(self.currentIndex())
        self.rows.show(self._model.rows())
        self.viewport().update()
        rows = self.rows.rows()
        chosen = self._model.chosen
        wanted = (False, chosen.id if chosen is not None else "")
        if isinstance(here, SystemRow) and chosen is self._shown:
            wanted = (True, here.system)
        self._shown = chosen
        place = next((k for k, row in enumerate(rows) if _key(row) == wanted), -1)
        if place >= 0 and self.currentIndex().row() != place:
            self.setCurrentIndex(self.rows.index(place, NAME))
        elif place < 0:
            self.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.Clear)
        self._is_filling = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold and unfold a system."""
        row = self.rows.item(self.currentIndex())
        if isinstance(row, SystemRow) and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._model.fold(row.system, event.key() == Qt.Key.Key_Right)
        elif isinstance(row, SystemRow) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._model.fold(row.system, not row.is_open)
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        row = self.rows.item(index)
        if isinstance(row, SystemRow):
            self._model.fold(row.system, not row.is_open)

    def _choose(self, now: QModelIndex) -> None:
        row = self.rows.item(now)
        if isinstance(row, Course) and not self._is_filling:
            self._model.choose(row)

    def _cells(self, row: Any) -> tuple[Cell, ...]:
        if isinstance(row, SystemRow):
            glyph = "caret-down" if row.is_open else "caret-right"
            return Cell(f"{row.system}  {row.count}", glyph, "icon.secondary", strong=True), Cell(), Cell(), Cell()
        course: Course = row
        glyph, colour, word = GLYPHS[course.state]
        name = course.name.removeprefix(f"{course.system}.")
        parts = [name, course.case, course.branch if self._model.filter.branch is None else ""]
        tip = f"{course.title}\n{tr(word).capitalize()}. {standing(course)}"
        shift = course.last_shift
        tone = ("severity.error" if shift.is_worse else "severity.ok") if shift is not None else ""
        newest = course.values[-1]
        return (
            Cell(", ".join(part for part in parts if part), glyph, colour, tip=tip),
            Cell(tip=standing(course)),
            Cell(quantity(newest, course.unit)),
            Cell(changed(shift), colour=tone, tip=standing(course)),
        )


def _key(row: SystemRow | Course) -> tuple[bool, str]:
    return (True, row.system) if isinstance(row, SystemRow) else (False, row.id)
