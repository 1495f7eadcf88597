"""The reasons as a tree for Qt: sections at the top, their rows below, two columns."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.ui.api import tr
from panels.goap_inspector.numbers import Number
from panels.goap_inspector.sections import Row, Section
from panels.goap_inspector.words import number as number_text
from panels.goap_inspector.words import spoken

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 1
TOP = 0
COLUMNS = 2
ENABLED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ReasonRows(QAbstractItemModel):
    """Two levels: `ITEM_ROLE` gives the Section or the Row; an empty section has one row that says so."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sections: tuple[Section, ...] = ()

    def show(self, sections: tuple[Section, ...]) -> bool:
        """Show other sections; True when other ones stand there, so that all of the tree is another one.

        Else only rows that differ are told of, place by place: while a game plays, most of them stay as they are.
        """
        if [section.id for section in sections] != [section.id for section in self.sections]:
            self.beginResetModel()
            self.sections = sections
            self.endResetModel()
            return True
        for place, section in enumerate(sections):
            if section != self.sections[place]:
                self._show_section(place, section)
        return False

    def _show_section(self, place: int, section: Section) -> None:
        top = self.createIndex(place, 0, TOP)
        before, after = rows_of(self.sections[place]), rows_of(section)
        kept = min(len(before), len(after))
        if len(after) < len(before):
            self.beginRemoveRows(top, kept, len(before) - 1)
            self._put(place, section)
            self.endRemoveRows()
        elif len(after) > len(before):
            self.beginInsertRows(top, kept, len(after) - 1)
            self._put(place, section)
            self.endInsertRows()
        else:
            self._put(place, section)
        self.dataChanged.emit(top, self.createIndex(place, 1, TOP))
        for row in range(kept):
            if before[row] != after[row]:
                self.dataChanged.emit(self.createIndex(row, 0, place + 1), self.createIndex(row, 1, place + 1))

    def _put(self, place: int, section: Section) -> None:
        self.sections = (*self.sections[:place], section, *self.sections[place + 1 :])

    def item(self, index: Index) -> Section | Row | None:
        """What stands at an index."""
        if not index.isValid():
            return None
        owner = index.internalId()
        if owner == TOP:
            return self.sections[index.row()]
        return rows_of(self.sections[owner - 1])[index.row()]

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        """The index of a section, or of a row below one."""
        if row < 0 or not 0 <= column < COLUMNS:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, column, TOP) if row < len(self.sections) else QModelIndex()
        if parent.internalId() != TOP or parent.column() or row >= len(rows_of(self.sections[parent.row()])):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        """The section of a row."""
        owner = index.internalId() if index.isValid() else TOP
        return QModelIndex() if owner == TOP else self.createIndex(owner - 1, 0, TOP)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Sections, or rows of a section."""
        if not parent.isValid():
            return len(self.sections)
        if parent.internalId() == TOP and parent.column() == 0:
            return len(rows_of(self.sections[parent.row()]))
        return 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        """Text and number."""
        return COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Costs and weights can be edited in place where nothing stands against it."""
        if not index.column():
            return ENABLED
        item = self.item(index)
        is_editable = isinstance(item, Row) and item.edit is not None and not item.edit.why_not
        return ENABLED | Qt.ItemFlag.ItemIsEditable if is_editable else ENABLED

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts for readers of the screen, tips, and the item itself for the painter."""
        item = self.item(index)
        if item is None:
            return None
        if role == ITEM_ROLE:
            return item
        if isinstance(item, Section):
            return tr((item.title, item.note)[index.column()]) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return item.number if index.column() else item.text
        if role == Qt.ItemDataRole.ToolTipRole and index.column() and item.edit is not None:
            return tip_of(item.edit)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(
                part for part in (f"{item.text}: {item.detail}" if item.detail else item.text, item.tip) if part
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() and item.edit is not None:
                return f"{_called(item.edit)} {item.number}"
            return ", ".join(part for part in (item.text, item.detail, item.number) if part)
        return None


def _called(number: Number) -> str:
    return f"{'Cost' if number.kind == 'cost' else 'Weight'} of {spoken(number.name).lower()}"


def tip_of(number: Number) -> str:
    """What the number is, what it would be without an own one, and how it is changed or why it can't be."""
    own = tr("Not changed here.")
    if number.is_own:
        listed = "actions" if number.kind == "cost" else "goals"
        own = f"Its own; {number_text(number.default)} without it. A file states a list as a whole: what a prefab\n"
        own += f"changes later in its {listed} is not taken over until all that is its own here is given back."
    how = number.why_not or tr("Click or press F2 to change it.")
    return f"{_called(number)}\n{own}\n{how}"


def rows_of(section: Section) -> tuple[Row, ...]:
    """A section's rows, or the one that says why there are none."""
    return section.rows or (Row("", section.empty, tone="off"),)
