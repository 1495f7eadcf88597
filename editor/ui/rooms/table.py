"""A table over plain rows: each cell says what it shows; rows are replaced together, keeping the current one."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from editor.ui.theme.look import look

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
"""How many rows that are made when drawn a view learns of at once: it lays out all that it knows with each change."""


@dataclass(frozen=True)
class Cell:
    """One cell: text, glyph with its colour, text colour, and how it is written."""

    text: str = ""
    glyph: str = ""
    glyph_colour: str = "icon.primary"
    colour: str = ""
    strong: bool = False
    struck: bool = False
    tip: str = ""


@dataclass(frozen=True)
class Column:
    """One column: its title, and whether it holds numbers, which stand at the right."""

    title: str
    numeric: bool = False


class RowsModel(QAbstractTableModel):
    """Rows of any kind, turned into cells when they are drawn."""

    # Qt may ask once more while the program ends and Python has taken the instance's own values away.
    _columns: tuple[Column, ...] = ()
    _rows: Sequence[Any] = ()
    _known = 0
    _drawn: tuple[Any, Sequence[Cell]] | None = None

    def __init__(self, columns: Sequence[Column], cells: Callable[[Any], Sequence[Cell]]) -> None:
        super().__init__()
        self._columns, self._cells = tuple(columns), cells

    def show(self, rows: Sequence[Any]) -> None:
        """Show other rows; equal ones change nothing, and rows that stay at the top or bottom are kept.

        A list or a tuple is copied; another sequence makes its rows itself, each when it is drawn, and the view learns
        of its later ones as it comes near them.
        """
        is_lazy = not isinstance(rows, list | tuple)
        new = rows if is_lazy else tuple(rows)
        if not is_lazy and new == self._rows:
            return
        known = min(len(new), max(self._known, PAGE)) if is_lazy else len(new)
        if new and len(new) == len(self._rows) and known == self._known:
            self._rows = new
            self.refresh()
            return
        self.beginResetModel()
        self._rows, self._known = new, known
        self.endResetModel()

    def reach(self, row: int) -> None:
        """Let the view know of a row that it has not come near yet."""
        if self._known <= row < len(self._rows):
            last = min(len(self._rows), row + PAGE) - 1
            self.beginInsertRows(QModelIndex(), self._known, last)
            self._known = last + 1
            self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are rows that the view does not know of."""
        return not parent.isValid() and self._known < len(self._rows)

    def fetchMore(self, parent: Index) -> None:
        """Tell of the next rows."""
        self.reach(self._known)

    @contextmanager
    def drawing(self) -> Generator[None]:
        """While a view paints: nothing changes then, and it asks for each cell of a row six times in succession."""
        self._drawn = (None, ())
        try:
            yield
        finally:
            self._drawn = None

    def _cells_of(self, row: Any) -> Sequence[Cell]:
        """A row's cells; made once while it is painted."""
        if self._drawn is None:
            return self._cells(row)
        if self._drawn[0] is not row:
            self._drawn = (row, self._cells(row))
        return self._drawn[1]

    def refresh(self) -> None:
        """Draw the same rows again, as when times or colours changed."""
        if self._known:
            self.dataChanged.emit(self.index(0, 0), self.index(self._known - 1, len(self._columns) - 1))

    def item(self, index: Index) -> Any:
        """The row at an index; None outside."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rows(self) -> Sequence[Any]:
        """All rows."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else self._known

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles, aligned as their columns."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a view shows."""
        row = self.item(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._columns[index.column()])
        cell = self._cells_of(row)[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.DecorationRole:
                return look.row_icon(cell.glyph, cell.glyph_colour) if cell.glyph else None
            case Qt.ItemDataRole.ForegroundRole:
                return look.qcolor(cell.colour) if cell.colour else None
            case Qt.ItemDataRole.ToolTipRole:
                return cell.tip or None
            case Qt.ItemDataRole.FontRole if cell.strong or cell.struck:
                font = look.font(strong=cell.strong)
                font.setStrikeOut(cell.struck)
                return font
        return None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
