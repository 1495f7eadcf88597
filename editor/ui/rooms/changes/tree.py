"""The differences as a tree: files, their entities, and below each what it was and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView

from editor.core.history.changes import AS_PREFAB, Change
from editor.ui.api import Tree, look, tr
from editor.ui.rooms.changes.model import ChangesModel
from engine.schema.file_bytes import named_on_disk

_CHANGES = Qt.ItemDataRole.UserRole
GLYPHS = {
    "added": ("plus", "severity.ok"),
    "removed": ("trash", "severity.error"),
    "changed": ("pencil-simple", "icon.secondary"),
    "moved": ("list-bullets", "icon.secondary"),
    "file": ("file", "icon.secondary"),
}
FOLDER_GLYPHS = {"scenes": "stack", "encounters": "sword", "prefabs": "puzzle-piece"}
NARROW_BELOW = 280
LEAST, MOST_SHARE = 48, 0.34
"""A column of values is at least so wide [px at 100 % text size], and at most this share of the tree."""
MOST = 2_000
"""So many differences are listed; nobody reads more, and all can still be reverted by their file."""


class ChangesTree(Tree):
    """What differs; Enter goes to the entity."""

    def __init__(self, model: ChangesModel) -> None:
        super().__init__()
        self._model = model
        self._items = QStandardItemModel(self)
        self._shown: tuple[Change, ...] = ()
        self._was_narrow = False
        self.setModel(self._items)
        self.setHeaderHidden(False)
        self.setAccessibleName(tr("Changes"))
        self.clicked.connect(self._go)
        look.follow(self, ChangesTree._dress)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show these; what was selected or folded stays so where it is still there."""
        if changes == self._shown and self._items.columnCount():
            return
        chosen = {_key(index) for index in self.selectionModel().selectedRows()}
        folded = {_key(index) for index in self._rows() if not self.isExpanded(index)}
        self._shown = changes
        self._items.clear()
        self._items.setHorizontalHeaderLabels([tr("Change"), tr("Was"), tr("Is now")])
        for file, here in groupby(changes[:MOST], key=lambda change: change.file):
            self._add_file(file, tuple(here))
        for index in self._rows():
            key = _key(index)
            self.setExpanded(index, key not in folded)
            if key in chosen:
                flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
                self.selectionModel().select(index, flags)
        self._dress()

    def chosen(self) -> tuple[Change, ...]:
        """The differences of the selected rows, each once."""
        chosen = (change for index in self.selectionModel().selectedRows() for change in index.data(_CHANGES))
        return tuple({change.step: change for change in chosen}.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the entity of the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        super()._fit()
        header = self.header()
        header.setStretchLastSection(False)
        if header.count():
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, header.count()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        self._share_room()
        self._span_names()
        self._shade()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The values have the room that they need; names are cut before numbers are."""
        super().resizeEvent(event)
        self._share_room()
        if self._is_narrow != self._was_narrow:
            self._was_narrow = self._is_narrow
            self._span_names()
            self._shade()

    def _share_room(self) -> None:
        metrics, most = self.fontMetrics(), int(self.viewport().width() * MOST_SHARE)
        for column in range(1, self.header().count()):
            # Where a name has the whole row, nothing stands beside it.
            rows = [index for index in self._rows() if not (self._is_narrow and self._is_name(index))]
            texts = [str(index.siblingAtColumn(column).data() or "") for index in rows]
            wanted = max((metrics.horizontalAdvance(text) for text in texts), default=0) + look.px(16)
            self.header().resizeSection(column, min(max(wanted, look.px(LEAST)), max(most, look.px(LEAST))))

    @staticmethod
    def _is_name(index: QModelIndex) -> bool:
        """Whether a row names a file or an entity, rather than one of its values."""
        return not index.data(_CHANGES + 2)[2]

    def _span_names(self) -> None:
        """Names of files and entities with nothing beside them have the whole row; in a narrow tree, all of them."""
        for index in self._rows():
            is_alone = not any(index.siblingAtColumn(column).data() for column in (1, 2))
            spans = is_alone or (self._is_name(index) and self._is_narrow)
            self.setFirstColumnSpanned(index.row(), index.parent(), spans)

    @property
    def _is_narrow(self) -> bool:
        return self.viewport().width() < look.px(NARROW_BELOW)

    def _shade(self) -> None:
        """Icons and colours bake the theme, so they are made anew with it."""
        for index in self._rows():
            item = self._items.itemFromIndex(index)
            glyph, colour = item.data(_CHANGES + 1)
            # Values stand below the glyph of whose they are: where there is little room their own says nothing more.
            has_glyph = self._is_name(index) or not self._is_narrow
            item.setIcon(look.row_icon(glyph, colour) if has_glyph else QIcon())
            was = self._items.itemFromIndex(index.siblingAtColumn(1))
            if was is not None:
                was.setForeground(look.qcolor("text.secondary"))

    def _add_file(self, file: str, changes: tuple[Change, ...]) -> None:
        folder, _, name = file.partition("/")
        glyph = FOLDER_GLYPHS.get(folder, "file")
        own = [change for change in changes if change.entity is None and change.kind in ("added", "removed", "file")]
        document = self._model.editor.document
        node = document.files.get(file) if document is not None and name else None
        title = (node.title if node is not None else "") or name.replace("_", " ") or tr("Project")
        if folder == "encounters":
            # One is often called as the scene that it takes place in.
            title = tr("Encounter: {title}", title=title)
        top = _row(title, changes, (glyph, "icon.secondary"), (file, None, ""))
        top[0].setToolTip(named_on_disk(file))
        if own:
            top[2].setText(_KINDS[own[0].kind]())
        self._items.appendRow(top)
        for entity, here in groupby((each for each in changes if each not in own), key=lambda change: change.entity):
            self._add_entity(top[0], file, entity, tuple(here))

    def _add_entity(self, above: QStandardItem, file: str, entity: str | None, changes: tuple[Change, ...]) -> None:
        kinds = {change.kind for change in changes}
        kind = kinds.pop() if len(kinds) == 1 else "changed"
        parent = above
        if entity is not None:
            line = _row(changes[0].name, changes, GLYPHS[kind], (file, entity, ""))
            if kind in ("added", "removed"):
                line[2].setText(_KINDS[kind]())
                line[0].setToolTip(f"{changes[0].name}: {_KINDS[kind]()}")
            above.appendRow(line)
            parent = line[0]
        for change in changes:
            if change.kind in ("added", "removed"):
                continue
            field, was, now = _values(change)
            called = f"{tr(change.what)} {field}".rstrip()
            line = _row(called, (change,), GLYPHS[change.kind], (file, entity, change.what))
            # That it was its prefab's is told by the tooltip: the number has the room.
            line[1].setText(was.removesuffix(f", {AS_PREFAB}"))
            line[2].setText(now)
            for cell in line:
                cell.setToolTip(f"{change.name}, {change.what}: {change.was} → {change.now}")
            parent.appendRow(line)

    def _rows(self) -> list[QModelIndex]:
        found: list[QModelIndex] = []
        open_ones = [QModelIndex()]
        while open_ones:
            above = open_ones.pop()
            rows = [self._items.index(row, 0, above) for row in range(self._items.rowCount(above))]
            found += rows
            open_ones += rows
        return found

    def _go(self, index: QModelIndex) -> None:
        changes: Sequence[Change] = index.siblingAtColumn(0).data(_CHANGES) or ()
        if changes and len({change.entity for change in changes}) == 1:
            self._model.go_to(changes[0])


_KINDS = {"added": lambda: tr("added"), "removed": lambda: tr("removed"), "file": lambda: tr("rewritten")}


def _values(change: Change) -> tuple[str, str, str]:
    """The field that both values of a component begin with, and the values without it: their numbers come first."""
    was, now = change.was.split(" "), change.now.split(" ")
    if "," in change.now or len(was) < 2 or len(now) < 2 or was[0] != now[0] or not was[0].isalpha():
        return "", change.was, change.now
    return was[0], " ".join(was[1:]), " ".join(now[1:])


def _row(
    text: str, changes: Sequence[Change], glyph: tuple[str, str], key: tuple[str, str | None, str]
) -> tuple[QStandardItem, QStandardItem, QStandardItem]:
    cells = QStandardItem(text), QStandardItem(), QStandardItem()
    cells[0].setData(tuple(changes), _CHANGES)
    cells[0].setData(glyph, _CHANGES + 1)
    cells[0].setData(key, _CHANGES + 2)
    cells[0].setToolTip(text)
    return cells


def _key(index: QModelIndex) -> object:
    return index.data(_CHANGES + 2)
