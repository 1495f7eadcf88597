"""The page of findings: the tree and what narrows it on the left, the chosen finding beside or below it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import EmptyState, Entry, Ui, column, look, open_menu, tr
from engine.audit.site import Finding
from panels.unwrap_audit.detail import Detail
from panels.unwrap_audit.filter_bar import FilterBar
from panels.unwrap_audit.model import AuditModel
from panels.unwrap_audit.tree import FindingTreeView
from panels.unwrap_audit.words import crate_title

BESIDE_FROM, BELOW_FROM, LOW = 620, 360, 190
"""Beside each other from this width on, and where it is too low for one below the other; low is below this height."""
SHARES = {Qt.Orientation.Horizontal: (9, 11), Qt.Orientation.Vertical: (1, 1)}


class FindingsPage(QWidget):
    """Where it is narrow the source stands below the tree."""

    def __init__(self, model: AuditModel, ui: Ui) -> None:
        super().__init__()
        self._model = model
        self.filters, self.tree = FilterBar(model), FindingTreeView()
        self.detail = Detail(model, ui, self.tree.chosen_findings)
        self.filters.search.narrowed = self.tree
        self.nothing = EmptyState(
            "magnifying-glass", tr("Nothing fits the filter"), "", tr("Show all findings"), model.widen
        )
        lists = QWidget()
        self._lists = QStackedLayout(lists)
        for page in (self.tree, self.nothing):
            self._lists.addWidget(page)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        side = column(self.filters, (lists, 1))
        for part in (side, self.detail):
            part.setMinimumSize(1, 1)
            self._split.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._split)
        self._is_new = True
        self.tree.chosen.connect(model.choose)
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self.detail.fix.refresh())
        self.tree.opened.connect(lambda _found: self.detail.open_outside())
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self.offer)
        links = ((model.narrowed, self._narrowed), (model.chosen_changed, self.detail.refresh))
        for signal, slot in links:
            signal.connect(slot)
        self.destroyed.connect(lambda _=None: [signal.disconnect(slot, missing_ok=True) for signal, slot in links])
        look.follow(self, FindingsPage._fit)
        self._narrowed()

    def show_findings(self) -> None:
        """Show the findings that are let through."""
        model = self._model
        self.filters.refresh()
        self.tree.show_groups(model.groups, model.chosen, is_searched=bool(model.narrowing.words))
        self._lists.setCurrentWidget(self.tree if len(model.groups.rows) or not len(model.table) else self.nothing)

    def offer(self, at: QPoint) -> QMenu | None:
        """Open the menu of the row under the pointer, or of the current one."""
        index = self.tree.indexAt(at)
        if not index.isValid():
            index = self.tree.currentIndex()
        if not index.isValid():
            return None
        found = self.tree.items.finding(index)
        return open_menu(self.tree, self.tree.viewport().mapToGlobal(at), self.entries(found, index))

    def entries(self, found: Finding | None, index: object) -> list[Entry]:
        """What can be done with a row."""
        model, groups = self._model, self.tree.items.groups
        places = self.tree.items.places(index)  # type: ignore[arg-type]
        crate = groups.table.columns["crate"][int(groups.rows[places[0]])]
        only = (
            tr("Show only {crate}", crate=crate_title(crate)),
            lambda: model.narrow(crate=crate),
            ""
            if crate and model.narrowing.crate != crate
            else tr("It is the only one shown.")
            if crate
            else tr("It belongs to no crate."),
        )
        if found is None:
            return [only]
        return [
            (tr("Open in my editor"), self.detail.open_outside, ""),
            (tr("Copy file, line and column"), self.detail.copy_place, ""),
            only,
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _narrowed(self) -> None:
        self.show_findings()
        self.detail.refresh()

    def _fit(self) -> None:
        for part in (self.filters, self.detail):
            part.set_low(is_low=self.height() < look.px(LOW))
        is_beside = self.width() >= look.px(BESIDE_FROM) or self.height() < look.px(BELOW_FROM)
        way = Qt.Orientation.Horizontal if is_beside else Qt.Orientation.Vertical
        if way == self._split.orientation() and not self._is_new:
            return
        self._is_new = not self.width()
        self._split.setOrientation(way)
        whole = self.width() if is_beside else self.height()
        tree, detail = SHARES[way]
        self._split.setSizes([whole * tree // (tree + detail), whole * detail // (tree + detail)])
