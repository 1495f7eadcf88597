"""The outliner's tree widget: eye and lock under the pointer, rename in place, and the selection kept in step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    QPointF,
    QRect,
    Qt,
)
from PySide6.QtGui import QDropEvent, QHelpEvent, QHoverEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyleOptionViewItem, QToolTip, QWidget

from editor.tr import tr
from editor.ui.kit.views import RowDelegate, Tree
from editor.ui.rooms.outliner.glyphs import is_scenery
from editor.ui.rooms.outliner.item_model import Index, OutlinerItems
from editor.ui.rooms.outliner.model import OutlinerModel
from editor.ui.rooms.outliner.tree import Node
from editor.ui.rooms.severities import GLYPHS
from editor.ui.theme.look import look

_SLOT, _END = 22, 4
_MOST_OPEN = 2000
_TOGGLES = (("hidden", "eye-slash", "eye"), ("locked", "lock-simple-fill", "lock-simple-open"))


class OutlinerDelegate(RowDelegate):
    """Draws the marks at the row's end: the severity, and eye and lock where they are set or under the pointer.

    Each mark has its own place, counted from the end, so that marks stand below each other; the name is cut only where
    marks are drawn.
    """

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row and its marks."""
        super().paint(painter, option, index)
        node = index.internalPointer()
        if node is None or node.kind != "entity":
            return
        for place, (glyph, colour) in self._marks(option, node).items():
            spot = slot(option.widget, option.rect, place)
            side = look.px(16)
            picture = QRect(0, 0, side, side)
            picture.moveCenter(spot.center())
            painter.drawPixmap(picture.topLeft(), look.pixmap(glyph, colour, 16))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Cut the name before the marks."""
        super().initStyleOption(option, index)
        node = index.internalPointer()
        marks = self._marks(option, node) if node is not None and node.kind == "entity" else {}
        if marks:
            taken = look.px(_SLOT) * (max(marks) + 1) + look.px(_END + 26)
            room = option.widget.viewport().width() - option.rect.left() - taken
            option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def _marks(self, option: QStyleOptionViewItem, node: Node) -> dict[int, tuple[str, str]]:
        """Glyph and colour by place from the end."""
        tree = option.widget
        is_hovered = isinstance(tree, OutlinerTree) and tree.hovered is node
        marks = {}
        for place, (key, set_glyph, free_glyph) in enumerate(_TOGGLES, start=1):
            if getattr(node, key):
                marks[place] = (set_glyph, "icon.primary")
            elif is_hovered:
                marks[place] = (free_glyph, "icon.disabled")
        if node.severity:
            marks[0] = GLYPHS[node.severity]
        return marks


def slot(tree: QWidget, row: QRect, place: int) -> QRect:
    """Where a mark stands in a row, counted from the end."""
    right = tree.viewport().width() - look.px(_END) - look.px(_SLOT) * place
    return QRect(right - look.px(_SLOT), row.top(), look.px(_SLOT), row.height())


class OutlinerTree(Tree):
    """The tree of entities."""

    def __init__(self, model: OutlinerModel, items: OutlinerItems) -> None:
        super().__init__()
        self._model, self._items = model, items
        self.hovered: Node | None = None
        self._is_following = False
        self._is_restoring = False
        self._is_open: dict[str, bool] = {}
        self.setItemDelegate(OutlinerDelegate(self))
        self.setModel(items)
        self.setAccessibleName(tr("Entities"))
        self.setMouseTracking(True)
        self.setAllColumnsShowFocus(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        items.modelReset.connect(self.restore)
        self.expanded.connect(lambda index: self._remember(index, True))
        self.collapsed.connect(lambda index: self._remember(index, False))
        # What is hidden or shown takes along what stands below it, which is drawn anew with it.
        items.dataChanged.connect(lambda *_: self.viewport().update())
        items.rowsRemoved.connect(lambda *_: self.show_selection(model.editor.selection.ids))
        self.doubleClicked.connect(self._frame)
        self.selectionModel().selectionChanged.connect(self._selected)
        self.restore()

    def restore(self) -> None:
        """Open branches after the tree was read anew, and show the selection.

        With a filter all that fits is open; else scenery stays closed, and what the user opened or closed stays so.
        """
        self._is_restoring = True
        if self._model.tree.root is None:
            pass
        elif self._model.filter and len(self._model.tree.nodes) <= _MOST_OPEN:
            self.expandAll()
        else:
            self._expand_below(self._model.tree.root)
        self._is_restoring = False
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

    def fold_all(self, *, is_open: bool) -> None:
        """Open or close every branch below the scene, and remember it as the user's wish."""
        root = self._model.tree.root
        if root is None:
            return
        for node in root.walk():
            if node.children:
                self.setExpanded(self._items.index_of(node), is_open or node is root)

    def event(self, event: QEvent) -> bool:
        """Claim the keys of "Select all" while a filter is on: it is about what is shown then."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._asks_for_all(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Select all that fits the filter; nobody would see what else was renamed or deleted with it."""
        if self._asks_for_all(event):
            self._model.select(id for id in self._model.tree.nodes if id in self._model.tree.fitting)
        else:
            super().keyPressEvent(event)

    def _asks_for_all(self, event: QKeyEvent) -> bool:
        return bool(self._model.filter) and event.matches(QKeySequence.StandardKey.SelectAll)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Remember the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self._items.node(self.indexAt(event.position().toPoint())))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        super().leaveEvent(event)
        self._hover(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """No row stays lit: Qt keeps the one below a drag, and the pointer need not come back to it."""
        super().dropEvent(event)
        nowhere = QPointF(-1.0, -1.0)
        QApplication.sendEvent(self.viewport(), QHoverEvent(QEvent.Type.HoverLeave, nowhere, nowhere, nowhere))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the eye or the lock toggles it and leaves the selection."""
        key = self._toggle_at(event.position().toPoint())
        node = self._items.node(self.indexAt(event.position().toPoint()))
        if key and node is not None and event.button() == Qt.MouseButton.LeftButton:
            self._model.toggle(node, key)
            return
        super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what a click on the eye or the lock does."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            key = self._toggle_at(event.pos())
            node = self._items.node(self.indexAt(event.pos()))
            if key and node is not None:
                words = {"hidden": (tr("Hide"), tr("Show")), "locked": (tr("Lock"), tr("Unlock"))}[key]
                QToolTip.showText(event.globalPos(), words[getattr(node, key)], self)
                return True
        return super().viewportEvent(event)

    def _toggle_at(self, at: QPoint) -> str:
        """Which mark of an entity's row is at a place: "hidden", "locked" or none."""
        index = self.indexAt(at)
        node = self._items.node(index)
        if node is None or node.kind != "entity":
            return ""
        row = self.visualRect(index)
        places = (key for place, (key, _, _) in enumerate(_TOGGLES, start=1) if slot(self, row, place).contains(at))
        return next(places, "")

    def _frame(self, index: Index) -> None:
        """A double click brings the entity into the viewport's picture."""
        node = self._items.node(index)
        if node is not None and node.kind == "entity":
            self._model.editor.tools.frame((node.id,))

    def _hover(self, node: Node | None) -> None:
        if node is self.hovered:
            return
        before, self.hovered = self.hovered, node
        for each in (before, node):
            if each is not None and (each.parent is not None or each.kind == "scene"):
                self.update(self._items.index_of(each))

    def _select_rows(self, nodes: list[Node]) -> None:
        chosen = QItemSelection()
        for parent in {id(node.parent): node.parent for node in nodes if node.parent is not None}.values():
            self._open(parent)
        for first, last in _runs(nodes):
            chosen.select(self._items.index_of(first), self._items.index_of(last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        if nodes:
            last = self._items.index_of(nodes[-1])
            self.selectionModel().setCurrentIndex(last, flags.NoUpdate)
            self.scrollTo(last)

    def _expand_below(self, node: Node) -> None:
        if not node.children:
            return
        self.setExpanded(self._items.index_of(node), self._is_open.get(node.id, _starts_open(node)))
        for child in node.children:
            self._expand_below(child)

    def _remember(self, index: Index, is_open: bool) -> None:
        node = self._items.node(index)
        if node is not None and not self._is_restoring and not self._model.filter:
            self._is_open[node.id] = is_open

    def _open(self, branch: Node) -> None:
        """Open a branch and all above it, without taking that for the user's wish."""
        self._is_restoring = True
        above: Node | None = branch
        while above is not None:
            index = self._items.index_of(above)
            if not self.isExpanded(index):
                self.expand(index)
            above = above.parent
        self._is_restoring = False

    def _selected(self, *_: object) -> None:
        # While a row goes, Qt chooses another one; what is selected is the editor's to say.
        if self._is_following or self._items.is_removing:
            return
        nodes = [self._items.node(index) for index in self.selectionModel().selectedRows()]
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


def _starts_open(node: Node) -> bool:
    """Scenery and instances start closed: whoever places ten camps looks for them, not for their tents."""
    return not is_scenery(node) and not any(child.part_of for child in node.children)


def _runs(nodes: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """First and last of each unbroken run of siblings: a selection of few ranges is drawn and compared quickly."""
    by_parent: dict[int, list[Node]] = {}
    for node in nodes:
        by_parent.setdefault(id(node.parent), []).append(node)
    for siblings in by_parent.values():
        siblings.sort(key=lambda node: node.row)
        first = last = siblings[0]
        for node in siblings[1:]:
            if node.row > last.row + 1:
                yield first, last
                first = node
            last = node
        yield first, last
