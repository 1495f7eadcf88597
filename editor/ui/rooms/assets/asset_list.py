"""The assets as pictures in rows, to be chosen, opened and dragged."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from editor.core.entities.drags import ENTITY_MIME, MESH_MIME, PREFAB_MIME, dragged_meshes
from editor.ui.api import look, tr
from editor.ui.rooms.assets.model import AssetsModel

PICTURE, _CELL, _DRAGGED = 56, (88, 84), 28
ID = Qt.ItemDataRole.UserRole
_KEYS = {Qt.Key.Key_F2: "rename", Qt.Key.Key_Delete: "delete"}


class AssetList(QListWidget):
    """Pictures in rows: the current one is edited, Enter and a double click edit, add or open, a drag carries its name.

    An entity that is dragged here from the outliner is to become a prefab, a file of a mesh is to be imported.
    """

    dropped = Signal(str)
    asked = Signal(str, str)
    """What a key asks of an asset: "rename" or "delete", and its key."""

    def __init__(self, model: AssetsModel) -> None:
        super().__init__()
        self._model = model
        self.setAccessibleName(tr("Assets"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        # Cards that stay where they are make Qt refuse all drops.
        self.viewport().setAcceptDrops(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setProperty("idle", True)
        self.itemDoubleClicked.connect(self._take)
        look.follow(self, AssetList._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what a double click does. F2 renames the current one, Del deletes it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._take(self.currentItem())
        elif event.key() in _KEYS and self.currentItem() is not None:
            self.asked.emit(_KEYS[event.key()], str(self.currentItem().data(ID)))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """F2 and Del mean the asset while the list has the keyboard, not what is selected in the scene."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def mimeTypes(self) -> list[str]:
        """Names of prefabs or of meshes."""
        return [PREFAB_MIME, MESH_MIME]

    def mimeData(self, items: list[QListWidgetItem]) -> QMimeData:
        """The names of what is dragged; nothing for what cannot be placed."""
        data = QMimeData()
        for kind, mime in (("prefab", PREFAB_MIME), ("mesh", MESH_MIME)):
            keys = (str(item.data(ID)).partition("/") for item in items)
            names = [name for its, _, name in keys if its == kind]
            if names:
                data.setData(mime, "\n".join(names).encode())
        return data

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Take the picture along, small and beside the pointer: under it, the scene shows where it will be."""
        items = self.selectedItems()
        data = self.mimeData(items)
        if not data.formats():
            return
        drag = QDrag(self)
        drag.setMimeData(data)
        side = look.px(_DRAGGED)
        drag.setPixmap(items[0].icon().pixmap(QSize(side, side)))
        drag.setHotSpot(QPoint(-look.px(12), -look.px(12)))
        drag.exec(actions, Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one entity of the outliner, or files of meshes, where the document can be edited."""
        if self._entity_in(event.mimeData()) or self._files_in(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Wherever it is over the list."""
        self.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask what the prefab is to be called, after the drag has ended; the entity stays where it is."""
        entity, files = self._entity_in(event.mimeData()), self._files_in(event.mimeData())
        if files:
            event.acceptProposedAction()
            self._model.editor.meshes.asked.emit(files, None)
        if entity:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            QTimer.singleShot(0, self, lambda: self.dropped.emit(entity))

    def _entity_in(self, data: QMimeData) -> str:
        """The one entity that a drag carries; empty when it carries another thing, several or the run goes on."""
        ids = bytes(data.data(ENTITY_MIME).data()).decode().split() if data.hasFormat(ENTITY_MIME) else []
        return ids[0] if len(ids) == 1 and not self._model.why_locked else ""

    def _files_in(self, data: QMimeData) -> list[Path]:
        """The files of meshes that a drag carries; none while the run goes on."""
        return [] if self._model.why_locked else dragged_meshes(url.toLocalFile() for url in data.urls())

    def supportedDropActions(self) -> Qt.DropAction:
        """What is dragged is copied into the scene."""
        return Qt.DropAction.CopyAction

    def _take(self, item: QListWidgetItem) -> None:
        asset = self._model.get(str(item.data(ID)))
        if asset is not None:
            self._model.take(asset)

    def _fit(self) -> None:
        self.setIconSize(QSize(look.px(PICTURE), look.px(PICTURE)))
        self.setGridSize(QSize(look.px(_CELL[0]), look.px(_CELL[1])))
        self.setFont(look.font("caption"))
