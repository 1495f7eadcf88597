"""The outliner's tree widget: eye and lock under the pointer, rename in place, and the selection kept in step."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem

from editor.ui.kit.views import RowDelegate, Tree
from editor.ui.rooms.outliner.item_model import EYE, LOCK, MARK, NAME, OutlinerItems
from editor.ui.rooms.outliner.model import OutlinerModel
from editor.ui.rooms.outliner.tree import Node
from editor.ui.theme.look import look

_TOGGLES = {EYE: ("hidden", "eye-slash", "eye"), LOCK: ("locked", "lock-simple-fill", "lock-simple-open")}


class OutlinerDelegate(RowDelegate):
    """Draws eye and lock: solid where they are set, faint under the pointer, else nothing."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row's part of one column."""
        super().paint(painter, option, index)
        toggle = _TOGGLES.get(index.column())
        node = index.internalPointer()
        if toggle is None or node is None or node.kind != "entity":
            return
        key, is_set_glyph, free_glyph = toggle
        tree = option.widget
        is_set = getattr(node, key)
        is_hovered = isinstance(tree, OutlinerTree) and tree.hovered is node
        if not (is_set or is_hovered):
            return
        glyph = is_set_glyph if is_set else free_glyph
        picture = look.pixmap(glyph, "icon.primary" if is_set else "icon.disabled", 16)
        side = look.px(16)
        place = QRect(0, 0, side, side)
        place.moveCenter(option.rect.center())
        painter.drawPixmap(place.topLeft(), picture)


class OutlinerTree(Tree):
    """The tree of entities."""

    def __init__(self, model: OutlinerModel, items: OutlinerItems) -> None:
        super().__init__()
        self._model, self._items = model, items
        self.hovered: Node | None = None
        self._is_following = False
        self.setItemDelegate(OutlinerDelegate(self))
        self.setModel(items)
        self.setAccessibleName("Entities")
        self.setMouseTracking(True)
        self.setAllColumnsShowFocus(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(look.px(20))
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (MARK, EYE, LOCK):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, look.px(24 if column == MARK else 22))
        items.modelReset.connect(self.restore)
        items.rowsRemoved.connect(lambda *_: self.show_selection(model.editor.selection.ids))
        self.selectionModel().selectionChanged.connect(self._selected)
        self.restore()

    def restore(self) -> None:
        """Open all branches after the tree was read anew, and show the selection."""
        self.expandAll()
        self.show_selection(self._model.editor.selection.ids)

    def show_selection(self, ids: Iterable[str]) -> None:
        """Select the rows of these entities and scroll to the last one."""
        if self._is_following:
            return
        nodes = self._items.nodes(ids)
        self._is_following = True
        try:
            self._select_rows(nodes)
        finally:
            self._is_following = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Remember the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self._items.node(self.indexAt(event.position().toPoint())))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        super().leaveEvent(event)
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the eye or the lock toggles it and leaves the selection."""
        index = self.indexAt(event.position().toPoint())
        node = self._items.node(index)
        if node is not None and event.button() == Qt.MouseButton.LeftButton and index.column() in _TOGGLES:
            self._model.toggle(node, _TOGGLES[index.column()][0])
            return
        super().mousePressEvent(event)

    def _hover(self, node: Node | None) -> None:
        if node is self.hovered:
            return
        before, self.hovered = self.hovered, node
        for each in (before, node):
            if each is not None and (each.parent is not None or each.kind == "scene"):
                for column in (EYE, LOCK):
                    self.update(self._items.index_of(each, column))

    def _select_rows(self, nodes: list[Node]) -> None:
        chosen = QItemSelection()
        for node in nodes:
            self._open_above(node)
            chosen.select(self._items.index_of(node), self._items.index_of(node, LOCK))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        if nodes:
            last = self._items.index_of(nodes[-1])
            self.selectionModel().setCurrentIndex(last, flags.NoUpdate)
            self.scrollTo(last)

    def _open_above(self, node: Node) -> None:
        above = node.parent
        while above is not None:
            index = self._items.index_of(above)
            if not self.isExpanded(index):
                self.expand(index)
            above = above.parent

    def _selected(self, *_: object) -> None:
        # While a row goes, Qt chooses another one; what is selected is the editor's to say.
        if self._is_following or self._items.is_removing:
            return
        nodes = [self._items.node(index) for index in self.selectionModel().selectedRows(NAME)]
        current = self._items.node(self.currentIndex())
        ids = [node.id for node in nodes if node is not None]
        if current is not None and current.id in ids:
            ids.remove(current.id)
            ids.append(current.id)
        self._is_following = True
        try:
            self._model.select(ids)
        finally:
            self._is_following = False
