"""The tree of findings: what was open stays open while it is narrowed, and the chosen finding stays chosen."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem

from editor.ui.api import RowDelegate, Tree, look, tr
from engine.audit.site import Finding
from panels.unwrap_audit.groups import Groups
from panels.unwrap_audit.tree_model import FIRST_COUNT, KIND, PLACE, FindingTree, Index

MOST_OPEN = 200
"""Findings; where words leave no more than these, all of them are shown at once."""
KIND_WIDTH, COUNT_WIDTH, COUNTS_FROM, KIND_FROM = 96, 44, 400, 560


class WholeTips(RowDelegate):
    """Tooltips are those of the model, which tell the whole row by themselves."""

    def is_cut(self, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Nothing is to be added to a tooltip."""
        return False


class FindingTreeView(Tree):
    """`chosen` carries the finding that the keyboard is at, None on a crate or a file; `opened` the one entered."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.items = FindingTree()
        self._open_crates: set[str] = set()
        self._open_files: set[str] = set()
        self._is_following = True
        self.setModel(self.items)
        self.setItemDelegate(WholeTips(self))
        self.setAccessibleName(tr("Findings"))
        self.setHeaderHidden(False)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(PLACE, QHeaderView.ResizeMode.Stretch)
        self.expanded.connect(lambda index: self._remember(index, is_open=True))
        self.collapsed.connect(lambda index: self._remember(index, is_open=False))
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(self._enter)
        look.follow(self, FindingTreeView._fit_columns)

    def show_groups(self, groups: Groups, current: Finding | None, *, is_searched: bool) -> None:
        """Show other findings, with `current` chosen where it is among them."""
        self._is_following = False
        self.setUpdatesEnabled(False)
        self.items.show(groups)
        self._open(groups, is_all=len(groups.rows) <= MOST_OPEN and is_searched)
        self._choose(groups, current)
        self.setUpdatesEnabled(True)
        self._is_following = True

    def choose(self, finding: Finding) -> None:
        """Go to a finding, where it is shown."""
        self._choose(self.items.groups, finding)

    def chosen_findings(self) -> tuple[Finding, ...]:
        """The findings of all chosen rows, each once and in order; those below chosen crates and files among them."""
        groups = self.items.groups
        places: set[int] = set()
        for index in self.selectionModel().selectedRows():
            places.update(self.items.places(index))
        return tuple(groups.table.findings[int(groups.rows[place])] for place in sorted(places))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a finding elsewhere, and a crate or a file here."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if self.items.finding(index) is None:
                self.setExpanded(index, not self.isExpanded(index))
            self._enter(index)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns go where there is no room for them; a current row that was in sight stays so."""
        current = self.currentIndex()
        rect = self.visualRect(current)
        was_seen = current.isValid() and rect.isValid() and 0 <= rect.center().y() < event.oldSize().height()
        super().resizeEvent(event)
        self._fit_columns()
        if was_seen:
            # Where the rows stand and how many there is room for is settled by then.
            QTimer.singleShot(0, self, lambda: self.scrollTo(self.currentIndex()))

    def _open(self, groups: Groups, *, is_all: bool) -> None:
        if is_all or groups.crates == 1:
            for crate in range(groups.crates):
                self.setExpanded(self.items.crate_index(crate), True)
        if is_all:
            for file in range(groups.files):
                self.setExpanded(self.items.file_index(file), True)
            return
        if self._open_crates:
            for crate in range(groups.crates):
                if groups.crate_name(crate) in self._open_crates:
                    self.setExpanded(self.items.crate_index(crate), True)
        if self._open_files:
            for file in range(groups.files):
                if groups.file_name(file) in self._open_files:
                    self.setExpanded(self.items.file_index(file), True)

    def _choose(self, groups: Groups, finding: Finding | None) -> None:
        row = groups.table.row_of(finding.fingerprint) if finding is not None else None
        place = int(groups.rows.searchsorted(row)) if row is not None else len(groups.rows)
        if place >= len(groups.rows) or int(groups.rows[place]) != row:
            return
        index = self.items.finding_index(place)
        file = index.parent()
        if not (self.isExpanded(file) and self.isExpanded(file.parent())):
            if self._is_following:
                self.setExpanded(file.parent(), True)
                self.setExpanded(file, True)
            else:
                return
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _moved(self, now: QModelIndex) -> None:
        if self._is_following:
            self.chosen.emit(self.items.finding(now))

    def _enter(self, index: QModelIndex) -> None:
        found = self.items.finding(index)
        if found is not None:
            self.opened.emit(found)

    def _remember(self, index: QModelIndex, *, is_open: bool) -> None:
        # Where all is opened at once Qt tells so of findings, too.
        if not self._is_following or self.items.finding(index) is not None:
            return
        file = self.items.file_at(index)
        groups = self.items.groups
        names, name = (
            (self._open_crates, groups.crate_name(index.row()))
            if file is None
            else (self._open_files, groups.file_name(file))
        )
        (names.add if is_open else names.discard)(name)

    def _fit_columns(self) -> None:
        header = self.header()
        header.setMinimumSectionSize(look.px(20))
        has_counts, has_kind = self.width() >= look.px(COUNTS_FROM), self.width() >= look.px(KIND_FROM)
        for column in range(KIND, self.items.columnCount()):
            is_count = column >= FIRST_COUNT
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, look.px(COUNT_WIDTH if is_count else KIND_WIDTH))
            self.setColumnHidden(column, not (has_counts if is_count else has_kind))
        # A title over the only column says nothing, and has the height of a row.
        self.setHeaderHidden(not (has_counts or has_kind))
