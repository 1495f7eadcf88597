"""The outliner's tree for Qt's views: follows the entity tree step by step, so that an edit never rebuilds it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QPersistentModelIndex, QSize, Qt

from editor.core.entities.drags import ENTITY_MIME, PREFAB_MIME
from editor.tr import tr
from editor.ui.rooms.known_glyph import known_glyph
from editor.ui.rooms.outliner.glyphs import FOLDER, OBJECT
from editor.ui.rooms.outliner.model import OutlinerModel
from editor.ui.rooms.outliner.tree import Node
from editor.ui.theme.look import look

Index = QModelIndex | QPersistentModelIndex
_NODE = Qt.ItemDataRole.UserRole
# Joining flags takes a microsecond, and a view asks for those of thousands of rows.
_BRANCH = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
_ENTITY = _BRANCH | Qt.ItemFlag.ItemIsDragEnabled
_FREE_ENTITY = _ENTITY | Qt.ItemFlag.ItemIsEditable


class OutlinerItems(QAbstractItemModel):
    """Name, severity, visibility and lock of every entity; the scene is the only top row."""

    def __init__(self, model: OutlinerModel) -> None:
        super().__init__()
        self._model = model
        self._tree = model.tree
        self.is_removing = False
        self._links = (
            (self._tree.about_to_reset, self.beginResetModel),
            (self._tree.was_reset, self.endResetModel),
            (self._tree.about_to_insert, self._about_to_insert),
            (self._tree.inserted, self.endInsertRows),
            (self._tree.about_to_remove, self._about_to_remove),
            (self._tree.removed, self._removed),
            (self._tree.about_to_move, self._about_to_move),
            (self._tree.moved, self.endMoveRows),
            (self._tree.changed, self._changed),
        )
        for signal, slot in self._links:
            signal.connect(slot, check_nargs=False)

    def close(self) -> None:
        """Stop following the tree."""
        for signal, slot in self._links:
            signal.disconnect(slot)

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """The nodes of those entities that are shown."""
        return [self._tree.nodes[id] for id in ids if id in self._tree.nodes]

    def node(self, index: Index) -> Node | None:
        """The node of an index."""
        return index.internalPointer() if index.isValid() else None

    def index_of(self, node: Node) -> QModelIndex:
        """The index of a node."""
        return self.createIndex(node.row if node.parent is not None else 0, 0, node)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        """The index of a child."""
        above = self.node(parent)
        if above is None:
            root = self._tree.root
            return self.createIndex(0, column, root) if root is not None and row == 0 else QModelIndex()
        return self.createIndex(row, column, above.children[row]) if row < len(above.children) else QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        """The index of the node above."""
        node = self.node(index)
        return self.index_of(node.parent) if node is not None and node.parent is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many children a node has; the top has the scene."""
        if parent.column() > 0:
            return 0
        node = self.node(parent)
        return len(node.children) if node is not None else int(self._tree.root is not None)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """One: marks are drawn at the row's end, so that names have the whole width."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Entities are selected, renamed and dragged; the scene and the encounter take drops."""
        node = self.node(index)
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        if node.kind != "entity":
            return _BRANCH
        return _ENTITY if self._model.why_locked else _FREE_ENTITY

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a view shows."""
        node = self.node(index)
        if node is None:
            return None
        if role == _NODE:
            return node
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, look.size("size.row"))
        return self._name_data(node, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename an entity."""
        node = self.node(index)
        return role == Qt.ItemDataRole.EditRole and node is not None and self._model.rename(node, str(value))

    def supportedDropActions(self) -> Qt.DropAction:
        """Entities are moved, prefabs are copied."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Entity ids or prefab names, one a line."""
        return [ENTITY_MIME, PREFAB_MIME]

    def mimeData(self, indexes: Any) -> QMimeData:
        """The ids of the dragged rows."""
        ids = [node.id for node in map(self.node, indexes) if node is not None and node.kind == "entity"]
        data = QMimeData()
        data.setData(ENTITY_MIME, "\n".join(dict.fromkeys(ids)).encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Whether the dragged entities may stand under a node; prefabs may stand anywhere in the scene."""
        if data.hasFormat(PREFAB_MIME):
            return not self._model.why_locked and self.node(parent) is not None
        return data.hasFormat(ENTITY_MIME) and not self._model.why_not_parent(
            lines_of(data, ENTITY_MIME), self.node(parent)
        )

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Put the dragged entities under a node. False, so that the view removes nothing: the document decides."""
        target = self.node(parent)
        if target is not None and data.hasFormat(PREFAB_MIME):
            self._model.add_prefabs(lines_of(data, PREFAB_MIME), target)
        elif target is not None:
            beside = target.children[row] if 0 <= row < len(target.children) else None
            self._model.put_under(lines_of(data, ENTITY_MIME), target, beside)
        return False

    def _name_data(self, node: Node, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return node.name
        if role == Qt.ItemDataRole.DecorationRole:
            is_group = bool(node.children) or node.is_group
            glyph = FOLDER if node.glyph == OBJECT and is_group and "appearance" not in node.components else node.glyph
            return look.row_icon(known_glyph(glyph), "accent.base" if node.is_of_prefab else "icon.secondary")
        if role == Qt.ItemDataRole.ForegroundRole and (node.hidden or node.hidden_by):
            return look.qcolor("text.disabled")
        if role == Qt.ItemDataRole.ToolTipRole:
            origin = tr("{id}, from the prefab {name}", id=node.id, name=node.prefab) if node.prefab else node.id
            if node.part_of:
                origin = tr("{id}, a part of {instance}", id=node.id, instance=node.part_of)
            if node.hidden_by:
                origin = f"{origin}\n{tr('Hidden with {name}', name=node.hidden_by)}"
            return "\n".join([origin, *(finding.text for finding in self._model.editor.findings.of_entity(node.id))])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = [node.name, *sorted(node.states - {"broken"}), *([node.severity] if node.severity else [])]
            return ", ".join(words)
        return None

    def _about_to_insert(self, parent: Node, row: int) -> None:
        self.beginInsertRows(self.index_of(parent), row, row)

    def _about_to_remove(self, parent: Node, row: int) -> None:
        self.is_removing = True
        self.beginRemoveRows(self.index_of(parent), row, row)

    def _removed(self) -> None:
        self.endRemoveRows()
        self.is_removing = False

    def _about_to_move(self, before: Node, row: int, home: Node, to: int) -> None:
        self.beginMoveRows(self.index_of(before), row, row, self.index_of(home), to)

    def _changed(self, node: Node) -> None:
        self.dataChanged.emit(self.index_of(node), self.index_of(node))


def lines_of(data: QMimeData, format: str) -> list[str]:
    """The ids or names that a drag carries."""
    return [line for line in bytes(data.data(format).data()).decode().split("\n") if line]
