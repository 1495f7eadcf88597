"""A table over plain rows: each cell says what it shows; rows are replaced together, keeping the current one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from editor.ui.theme.look import look

Index = QModelIndex | QPersistentModelIndex


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
    _rows: tuple[Any, ...] = ()

    def __init__(self, columns: Sequence[Column], cells: Callable[[Any], Sequence[Cell]]) -> None:
        super().__init__()
        self._columns, self._cells = tuple(columns), cells

    def show(self, rows: Sequence[Any]) -> None:
        """Show other rows; equal ones change nothing, and rows that stay at the top or bottom are kept."""
        new = tuple(rows)
        if new == self._rows:
            return
        if len(new) == len(self._rows):
            self._rows = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(self._columns) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def refresh(self) -> None:
        """Draw the same rows again, as when times or colours changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def item(self, index: Index) -> Any:
        """The row at an index; None outside."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rows(self) -> tuple[Any, ...]:
        """All rows."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

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
        cell = self._cells(row)[index.column()]
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
