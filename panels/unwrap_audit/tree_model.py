"""Crates, their files and the findings in these as a tree over arrays: nothing is made for a row before it is seen."""

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from editor.ui.api import look, tr
from engine.audit.site import PRIORITIES, Finding
from panels.unwrap_audit.groups import Groups, grouped
from panels.unwrap_audit.table import FindingTable
from panels.unwrap_audit.words import MARKS, crate_title, kind_title, plain_tip

Index = QModelIndex | QPersistentModelIndex
CRATE, FIRST_FINDING = 0, 1 << 32
"""Inner ids: crates have `CRATE`, files 1 and the number of their crate, findings `FIRST_FINDING` and their file's."""
PLACE, KIND, FIRST_COUNT = 0, 1, 2
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NONE = grouped(FindingTable(), np.zeros(0, dtype=np.int32))


class FindingTree(QAbstractItemModel):
    """Place, kind, and how many of each priority; a finding has a dot below its own."""

    # Qt may ask once more while the program ends and Python has taken the instance's own values away.
    groups: Groups = _NONE

    def show(self, groups: Groups) -> None:
        """Show other findings."""
        self.beginResetModel()
        self.groups = groups
        self.endResetModel()

    # --- which row is what ---------------------------------------------------------------------------------------

    def crate_index(self, crate: int) -> QModelIndex:
        """The row of a crate, by its number in `groups`."""
        return self.createIndex(crate, 0, CRATE)

    def file_index(self, file: int) -> QModelIndex:
        """The row of a file, by its number in `groups`."""
        crate = int(self.groups.crate_of[file])
        return self.createIndex(file - int(self.groups.first_file[crate]), 0, 1 + crate)

    def finding_index(self, place: int) -> QModelIndex:
        """The row of the finding at a place of `groups.rows`."""
        file = self.groups.file_of(place)
        return self.createIndex(place - int(self.groups.first_row[file]), 0, FIRST_FINDING + file)

    def file_at(self, index: Index) -> int | None:
        """The number of the file that an index stands for; None for crates and findings."""
        owner = index.internalId() if index.isValid() else CRATE
        return (
            None if owner == CRATE or owner >= FIRST_FINDING else int(self.groups.first_file[owner - 1]) + index.row()
        )

    def places(self, index: Index) -> range:
        """The places in `groups.rows` of all findings at or below an index."""
        if not index.isValid():
            return range(0)
        groups, owner = self.groups, index.internalId()
        if owner >= FIRST_FINDING:
            place = int(groups.first_row[owner - FIRST_FINDING]) + index.row()
            return range(place, place + 1)
        file = self.file_at(index)
        first, last = (
            (file, file + 1) if file is not None else map(int, groups.first_file[index.row() : index.row() + 2])
        )
        return range(int(groups.first_row[first]), int(groups.first_row[last]))

    def finding(self, index: Index) -> Finding | None:
        """The finding of a row; None for crates and files."""
        if not index.isValid() or index.internalId() < FIRST_FINDING:
            return None
        return self.groups.table.findings[int(self.groups.rows[self.places(index)[0]])]

    # --- Qt's questions ------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        """The index of a crate, or of what stands below one."""
        if row < 0 or not 0 <= column < self.columnCount() or row >= self.rowCount(parent):
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, column, CRATE)
        file = self.file_at(parent)
        return self.createIndex(row, column, 1 + parent.row() if file is None else FIRST_FINDING + file)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        """The file of a finding, the crate of a file."""
        owner = index.internalId() if index.isValid() else CRATE
        if owner == CRATE:
            return QModelIndex()
        return self.file_index(owner - FIRST_FINDING) if owner >= FIRST_FINDING else self.crate_index(owner - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Crates, files of a crate, findings of a file."""
        groups = self.groups
        if not parent.isValid():
            return groups.crates
        owner = parent.internalId()
        if parent.column() or owner >= FIRST_FINDING:
            return 0
        if owner == CRATE:
            return int(groups.first_file[parent.row() + 1] - groups.first_file[parent.row()])
        file = int(groups.first_file[owner - 1]) + parent.row()
        return int(groups.first_row[file + 1] - groups.first_row[file])

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        """Crates and files have some."""
        return not parent.isValid() or (parent.column() == 0 and parent.internalId() < FIRST_FINDING)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        """Place, kind and the priorities."""
        return FIRST_COUNT + len(PRIORITIES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles; numbers stand at the right."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return (tr("Place"), tr("Kind"), *PRIORITIES)[section]
            if role == Qt.ItemDataRole.TextAlignmentRole and section >= FIRST_COUNT:
                return _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a view shows."""
        if not index.isValid():
            return None
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column >= FIRST_COUNT else None
        if index.internalId() >= FIRST_FINDING:
            found = self.finding(index)
            return None if found is None else _finding_data(found, column, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._group_text(index, column)
        file = self.file_at(index)
        if role == Qt.ItemDataRole.DecorationRole and column == PLACE:
            return look.row_icon("file" if file is not None else "archive", "icon.secondary")
        if role == Qt.ItemDataRole.ToolTipRole and column == PLACE and file is not None:
            return self.groups.file_name(file)
        return None

    def _group_text(self, index: Index, column: int) -> str:
        groups, file = self.groups, self.file_at(index)
        if column == PLACE:
            return crate_title(groups.crate_name(index.row())) if file is None else groups.file_title(file)
        if column == KIND:
            return ""
        counts = groups.crate_counts[index.row()] if file is None else groups.file_counts[file]
        count = int(counts[column - FIRST_COUNT])
        return f"{count:,}" if count else ""


def _finding_data(found: Finding, column: int, role: int) -> Any:
    is_fixed = found.status == "fixed"
    match role:
        case Qt.ItemDataRole.DisplayRole if column == PLACE:
            return f"{found.line:,}  {found.code}"
        case Qt.ItemDataRole.DisplayRole if column == KIND:
            return kind_title(found.kind)
        case Qt.ItemDataRole.DisplayRole:
            return "\N{BLACK CIRCLE}" if PRIORITIES[column - FIRST_COUNT] == found.priority else ""
        case Qt.ItemDataRole.AccessibleTextRole if column >= FIRST_COUNT:
            return found.priority if PRIORITIES[column - FIRST_COUNT] == found.priority else ""
        case Qt.ItemDataRole.DecorationRole if column == PLACE:
            return look.row_icon(*(("check-circle-fill", "severity.ok") if is_fixed else MARKS[found.priority]))
        case Qt.ItemDataRole.ToolTipRole if column == PLACE:
            return plain_tip(f"{found.code}\n{found.priority}: {found.reason}")
        case Qt.ItemDataRole.ForegroundRole if is_fixed:
            return look.qcolor("text.disabled")
        case Qt.ItemDataRole.FontRole if is_fixed and column == PLACE:
            font = look.font()
            font.setStrikeOut(True)
            return font
    return None
