"""The prefabs as pictures with names; pictures are drawn one at a time, so that the window never waits."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QMenu, QStackedLayout, QVBoxLayout, QWidget

from editor.core.drags import ENTITY_MIME, PREFAB_MIME
from editor.ui.api import Attention, EmptyState, Ui, label, look, row, tr
from editor.ui.name_question import prefab_question, variant_question
from editor.ui.rooms.assets.model import Asset, AssetsModel
from editor.ui.rooms.assets.thumbnail import thumbnail
from editor.ui.rooms.search import SearchField

_PICTURE, _CELL, _DRAGGED = 56, (88, 84), 28
_ID = Qt.ItemDataRole.UserRole


class AssetList(QListWidget):
    """Pictures in rows: the current one is edited, Enter and a double click add, a drag carries the prefab's name.

    An entity that is dragged here from the outliner is to become a prefab.
    """

    dropped = Signal(str)

    def __init__(self, model: AssetsModel) -> None:
        super().__init__()
        self._model = model
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Prefabs"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDragEnabled(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setProperty("idle", True)
        self.itemDoubleClicked.connect(lambda item: model.add(item.data(_ID)))
        look.follow(self, AssetList._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds the current prefab."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._model.add(self.currentItem().data(_ID))
        else:
            super().keyPressEvent(event)

    def mimeTypes(self) -> list[str]:
        """A prefab's name."""
        return [PREFAB_MIME]

    def mimeData(self, items: list[QListWidgetItem]) -> QMimeData:
        """The name of the dragged prefab."""
        data = QMimeData()
        data.setData(PREFAB_MIME, "\n".join(str(item.data(_ID)) for item in items).encode())
        return data

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Take the picture along, small and beside the pointer: under it, the scene shows where the prefab will be."""
        items = self.selectedItems()
        if not items:
            return
        drag = QDrag(self)
        drag.setMimeData(self.mimeData(items))
        side = look.px(_DRAGGED)
        drag.setPixmap(items[0].icon().pixmap(QSize(side, side)))
        drag.setHotSpot(QPoint(-look.px(12), -look.px(12)))
        drag.exec(actions, Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one entity of the outliner, where the document can be edited."""
        if self._entity_in(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Wherever it is over the list."""
        self.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask what the prefab is to be called, after the drag has ended; the entity stays where it is."""
        entity = self._entity_in(event.mimeData())
        if entity:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            QTimer.singleShot(0, self, lambda: self.dropped.emit(entity))

    def _entity_in(self, data: QMimeData) -> str:
        """The one entity that a drag carries; empty when it carries another thing, several or the run goes on."""
        ids = bytes(data.data(ENTITY_MIME).data()).decode().split() if data.hasFormat(ENTITY_MIME) else []
        return ids[0] if len(ids) == 1 and not self._model.why_locked else ""

    def supportedDropActions(self) -> Qt.DropAction:
        """A prefab is copied into the scene."""
        return Qt.DropAction.CopyAction

    def _fit(self) -> None:
        self.setIconSize(QSize(look.px(_PICTURE), look.px(_PICTURE)))
        self.setGridSize(QSize(look.px(_CELL[0]), look.px(_CELL[1])))
        self.setFont(look.font("caption"))


class AssetsView(QWidget):
    """Filter and pictures."""

    def __init__(self, model: AssetsModel, ui: Ui) -> None:
        super().__init__()
        self._model = model
        self._is_stale = True
        self._is_following = False
        self._pictures: dict[tuple[str, str, str], QPixmap] = {}
        self._waiting: list[tuple[QListWidgetItem, Asset]] = []
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField(tr("Filter: name, c:component, tag:, is:unused"), glass=False)
        self.search.textChanged.connect(model.search)
        self.note = label("", "caption")
        self.list = AssetList(model)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.itemSelectionChanged.connect(self._selected)
        self.list.dropped.connect(self._save_as)
        self._empty = EmptyState("package", tr("No prefabs"), tr("Prefabs are things made once and placed many times."))
        lists = QWidget()
        self._stack = QStackedLayout(lists)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row((self.search, 1), self.note, margins=(8, 4, 8, 4), gap=8))
        box.addWidget(lists, 1)
        self._painter = QTimer(self)
        self._painter.setInterval(0)
        self._painter.timeout.connect(self._paint_next)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        model.changed.connect(self._changed)
        model.chosen.connect(self._show_chosen)
        look.follow(self, AssetsView._restyled)

    def _attend(self, is_seen: bool) -> None:
        """Take in what changed while nobody could see the panel; unseen, no picture is drawn."""
        if not is_seen:
            self._painter.stop()
        elif self._is_stale:
            self.show_assets()
        elif self._waiting:
            self._painter.start()

    def show_assets(self) -> None:
        """Show the prefabs as they are now; pictures that are not drawn yet follow one by one."""
        self._is_stale = False
        assets = self._model.assets()
        self._is_following = True
        self.list.clear()
        self._waiting = []
        for asset in assets:
            item = QListWidgetItem(asset.name)
            item.setData(_ID, asset.id)
            item.setSizeHint(self.list.gridSize())
            used = tr("not used in this scene") if not asset.uses else tr("used {count} times", count=asset.uses)
            item.setToolTip(f"{asset.id}, {used}")
            self.list.addItem(item)
            picture = self._pictures.get(_key(asset))
            if picture is not None:
                item.setIcon(QIcon(picture))
            else:
                self._waiting.append((item, asset))
        self._is_following = False
        self._show_chosen(self._model.editor.selection.prefab or "")
        why = self._model.why_locked
        self.note.setText(
            why if why and self._model.total else tr("{count} of {total}", count=len(assets), total=self._model.total)
        )
        self._empty.say(*self._nothing())
        self._stack.setCurrentIndex(0 if assets else 1)
        if self._waiting and self._attention.is_on:
            self._painter.start()

    def _selected(self) -> None:
        """What the user chooses here is shown in the inspector."""
        items = self.list.selectedItems()
        if items and not self._is_following:
            self._is_following = True
            self._model.choose(items[0].data(_ID))
            self._is_following = False

    def _show_chosen(self, id: str) -> None:
        """Mark the prefab that is selected; none when entities are."""
        if self._is_following:
            return
        self._is_following = True
        items = [self.list.item(row) for row in range(self.list.count())]
        wanted = next((item for item in items if item.data(_ID) == id), None)
        if wanted is None:
            self.list.clearSelection()
        else:
            self.list.setCurrentItem(wanted)
        self._is_following = False

    def _nothing(self) -> tuple[str, str]:
        if self._model.total:
            return tr("Nothing fits the filter"), tr("No prefab fits “{text}”.", text=self.search.text())
        return tr("No prefabs"), tr("Prefabs are things made once and placed many times.")

    def _paint_next(self) -> None:
        if not self._waiting:
            self._painter.stop()
            return
        item, asset = self._waiting.pop(0)
        picture = thumbnail(asset.mesh, asset.tint, asset.glyph, look.px(_PICTURE))
        self._pictures[_key(asset)] = picture
        item.setIcon(QIcon(picture))

    def _open_menu(self, at: QPoint) -> None:
        item = self.list.itemAt(at)
        if item is None:
            return
        menu = QMenu(self)
        id, title, why = item.data(_ID), item.text(), self._model.why_locked
        add = menu.addAction(f"{tr('Add to the scene')}: {why}" if why else tr("Add to the scene"))
        add.setEnabled(not why)
        add.triggered.connect(lambda: self._model.add(id))
        variant = menu.addAction(f"{tr('Make variant…')}: {why}" if why else tr("Make variant…"))
        variant.setEnabled(not why)
        variant.triggered.connect(lambda: self._make_variant(id, title))
        menu.addAction(tr("Select what is made of it")).triggered.connect(lambda: self._model.select_uses(id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _save_as(self, entity: str) -> None:
        name = prefab_question(self.window(), self._model.name_of(entity), self._model.why_not_named).asked()
        if name:
            self._model.save_as(entity, name)

    def _make_variant(self, id: str, title: str) -> None:
        name = variant_question(self.window(), title, self._model.why_not_named).asked()
        if name:
            self._model.make_variant(id, name)

    def _changed(self) -> None:
        if self._attention.is_on:
            self.show_assets()
        else:
            self._is_stale = True

    def _restyled(self) -> None:
        self._pictures = {}
        self._changed()


def _key(asset: Asset) -> tuple[str, str, str]:
    return asset.mesh, asset.tint, asset.glyph
