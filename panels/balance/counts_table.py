"""Tables of how often something happens in a run of each skill: who falls to whom, and which abilities are used."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from editor.ui.api import Cell, Column, RowsModel, Table, look, tr
from engine.world.ids import SKILLS
from panels.balance.where import Killed, Used
from panels.balance.words import SHORT

MOST_ROWS, NUMBER = 30, 62
Row = Killed | Used


class CountsTable(Table):
    """Words first, then a number for each skill; `picked` carries the id of whom a row is about."""

    picked = Signal(str)

    def __init__(self, name: str, words: tuple[str, ...], cells: Callable[[Row], Sequence[Cell]]) -> None:
        self._rows: tuple[Row, ...] = ()
        super().__init__((*(0,) * (len(words) - 1), 74, *(NUMBER,) * len(SKILLS)))
        numbers = [Column(tr(SHORT[skill]), numeric=True) for skill in SKILLS]
        self._cells = RowsModel([*(Column(each) for each in words), *numbers], cells)
        self._cells.setParent(self)
        self.setModel(self._cells)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.clicked.connect(self._pick)
        look.follow(self, CountsTable._fit_height)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the table is as high as they are, up to a few."""
        self._rows = tuple(rows)
        self._cells.show(rows)
        self._fit_height()

    def redraw(self) -> None:
        """Draw the same rows again, as when they grow old."""
        self._cells.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._pick(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _fit_height(self) -> None:
        rows = min(max(len(self._rows), 1), MOST_ROWS)
        self.setFixedHeight(look.size("size.row") * (rows + 1) + look.px(4))

    def _pick(self, index: QModelIndex) -> None:
        if index.row() < len(self._rows):
            self.picked.emit(self._rows[index.row()].entity)


def killed_table(is_stale: Callable[[], bool]) -> CountsTable:
    """Who falls, by whom, with what."""

    def cells(row: Row) -> list[Cell]:
        assert isinstance(row, Killed)
        colour = "text.disabled" if is_stale() else ""
        words = (row.who, row.by, row.ability, *row.rates.words)
        return [Cell(text, colour=colour, tip=row.sentence) for text in words]

    return CountsTable(tr("Who falls to whom"), (tr("Who falls"), tr("By whom"), tr("With")), cells)


def used_table(is_stale: Callable[[], bool]) -> CountsTable:
    """Whose ability, and how often it is used; "never" where it is not."""

    def cells(row: Row) -> list[Cell]:
        assert isinstance(row, Used)
        colour = "text.disabled" if is_stale() else ""
        words = (row.who, row.ability, *row.words)
        return [Cell(text, colour=colour, tip=row.sentence) for text in words]

    return CountsTable(tr("Uses of abilities"), (tr("Who"), tr("Ability")), cells)
