"""The tree beside the conflicts: files and their entities, each with how much of it is resolved."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from editor.ui.api import RowDelegate, Tree, look, tr
from editor.ui.rooms.conflicts.model import ConflictsModel, Place
from editor.ui.rooms.known_glyph import known_glyph

_PLACE = Qt.ItemDataRole.UserRole
_MARK = Qt.ItemDataRole.UserRole + 1
GAP = 8


class MarkDelegate(RowDelegate):
    """Draws "1 of 2" or a tick at the right end of a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        """The usual width and room for the mark."""
        hint = super().sizeHint(option, index)
        hint.setWidth(hint.width() + look.px(GAP * 2) + look.text_width(index.data(_MARK) or "", "caption"))
        return hint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        """The row, and its mark."""
        mark = index.data(_MARK) or ""
        room = look.text_width(mark, "caption") + look.px(GAP * 2)
        own = QStyleOptionViewItem(option)
        own.rect = option.rect.adjusted(0, 0, -room, 0)
        if option.state & QStyle.StateFlag.State_Selected or option.state & QStyle.StateFlag.State_MouseOver:
            # The row's fill goes on under the mark.
            blank = QStyleOptionViewItem(option)
            super().initStyleOption(blank, index)
            blank.text, blank.features = "", QStyleOptionViewItem.ViewItemFeature.None_
            blank.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, blank.widget)
        super().paint(painter, own, index)
        place: Place = index.data(_PLACE)
        is_done = place.resolved == place.count
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setFont(look.font("caption"))
        colour = "text.primary" if is_selected else "severity.ok" if is_done else "text.secondary"
        painter.setPen(look.qcolor(colour))
        at = option.rect.adjusted(0, 0, -look.px(GAP), 0)
        painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark)
        painter.restore()


class PlacesTree(Tree):
    """All conflicts, files, entities; choosing one shows its conflicts and selects the entity."""

    def __init__(self, model: ConflictsModel) -> None:
        super().__init__()
        self._model = model
        self._items = QStandardItemModel(self)
        self._is_filling = False
        self._shown: tuple[Place, ...] = ()
        self.setModel(self._items)
        self.setItemDelegate(MarkDelegate(self))
        self.setAccessibleName(tr("Files and entities with conflicts"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._chosen)

    def show_places(self, places: tuple[Place, ...]) -> None:
        """Show the places as they are now, the chosen one current."""
        self._is_filling = True
        kinds = [(place.kind, place.file, place.entity) for place in places]
        if kinds != [(place.kind, place.file, place.entity) for place in self._shown]:
            self._build(places)
        self._shown = places
        for item, place in zip(self._rows(), places, strict=True):
            self._dress(item, place)
            if (place.file, place.entity) == self._model.place:
                self.setCurrentIndex(item.index())
        self._is_filling = False

    def _build(self, places: tuple[Place, ...]) -> None:
        self._items.clear()
        above: QStandardItem = self._items.invisibleRootItem()
        for place in places:
            item = QStandardItem()
            parent = above if place.kind == "entity" else self._items.invisibleRootItem()
            parent.appendRow(item)
            if place.kind == "file":
                above = item
        self.expandAll()

    def _dress(self, item: QStandardItem, place: Place) -> None:
        is_done = place.resolved == place.count
        mark = tr("resolved") if is_done else tr("{done} of {count}", done=place.resolved, count=place.count)
        item.setText(tr(place.title) if place.kind == "all" else place.title)
        glyph = "check-circle-fill" if is_done else known_glyph(place.icon)
        item.setIcon(look.row_icon(glyph, "severity.ok" if is_done else "icon.secondary"))
        item.setData(place, _PLACE)
        item.setData(mark, _MARK)
        item.setToolTip(f"{place.file}.toml" if place.file else "")
        item.setData(f"{item.text()}, {mark}", Qt.ItemDataRole.AccessibleTextRole)

    def _rows(self) -> list[QStandardItem]:
        found: list[QStandardItem] = []
        root = self._items.invisibleRootItem()
        for row in range(root.rowCount()):
            item = root.child(row)
            found += [item, *(item.child(below) for below in range(item.rowCount()))]
        return found

    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        place = index.data(_PLACE)
        if self._is_filling or place is None:
            return
        self._model.show(place.file, place.entity)
        rows = self._model.rows()
        if place.entity and rows:
            self._model.select(rows[0].key)
