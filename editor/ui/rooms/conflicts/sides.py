"""The conflicts side by side: as it was, mine, theirs; the version that holds is marked by shape, weight and word."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from editor.ui.api import Table, look, tr
from editor.ui.rooms.conflicts.model import HOLDS, SIDES, ConflictRow, ConflictsModel
from editor.ui.rooms.table import Cell, Column, RowsModel

_ENTITY, _FIELD, _FIRST, _HOLDS = 0, 1, 2, 5
_KEYS = {Qt.Key.Key_1: "base", Qt.Key.Key_2: "ours", Qt.Key.Key_3: "theirs"}
ORIGINS = {
    "disk": ("file-arrow-down", "provenance.disk"),
    "git": ("git-merge", "provenance.merge"),
    "recovery": ("file-arrow-down", "provenance.disk"),
}


class SidesRows(RowsModel):
    """The rows; the headers of the two sides carry the glyphs of who wrote them."""

    def __init__(self, model: ConflictsModel) -> None:
        titles = ("Entity", "Field", "It was", "Mine", "Theirs", "Holds")
        super().__init__([Column(tr(title)) for title in titles], self._dressed)
        self.is_terse = False
        """Whether a row has to say in one column whom it is about and what."""
        self._model = model

    def _dressed(self, row: ConflictRow) -> tuple[Cell, ...]:
        found = cells(row)
        if not self.is_terse:
            return found
        both = f"{row.entity}: {row.field[:1].lower()}{row.field[1:]}"
        return (found[0], Cell(both, tip=f"{both}\n{row.sentence}"), *found[2:])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Titles, and the glyphs of the sides."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DecorationRole:
            if section == _FIRST + 1:
                return look.row_icon("user", "provenance.you", 14)
            if section == _FIRST + 2:
                return look.row_icon(*ORIGINS[self._model.origin], 14)
            return None
        return super().headerData(section, orientation, role)


class SidesTable(Table):
    """One row a conflict; a click, Enter or 1, 2, 3 chooses the version that holds."""

    def __init__(self, model: ConflictsModel) -> None:
        self._model = model
        self._has_one = False
        self.conflicts = SidesRows(model)
        super().__init__((96, 104, 124, 0, 0, 84), drop=(_HOLDS, _FIRST, _ENTITY))
        self.setModel(self.conflicts)
        self.setAccessibleName(tr("Conflicts"))
        self.setAccessibleDescription(tr("Arrows move; Enter chooses the version; 1 as it was, 2 mine, 3 theirs"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAllColumnsShowFocus(False)
        self.setMouseTracking(True)
        self.clicked.connect(self._click)
        self.selectionModel().currentChanged.connect(self._moved)

    def show_rows(self, rows: tuple[ConflictRow, ...]) -> None:
        """Show the conflicts as they are now; the place of the keyboard stays."""
        at = self.currentIndex()
        row, column = at.row(), at.column()
        self.conflicts.show(rows)
        self.conflicts.refresh()
        self._has_one = len({row.entity for row in rows}) < 2 and self._model.place != ("", "")
        self.hide_empty(frozenset({_ENTITY} if self._has_one else ()))
        self._drop_columns()
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.conflicts.index(min(max(row, 0), len(rows) - 1), max(column, _FIRST + 1)))

    def _drop_columns(self) -> None:
        super()._drop_columns()
        is_terse = self.isColumnHidden(_ENTITY) and not self._has_one
        if is_terse != self.conflicts.is_terse:
            self.conflicts.is_terse = is_terse
            self.conflicts.refresh()

    def current(self) -> ConflictRow | None:
        """The row of the keyboard."""
        return self.conflicts.item(self.currentIndex())

    def event(self, event: QEvent) -> bool:
        """Keep 1, 2 and 3 from the brushes, whose keys they are too."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in _KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by key, and go on to the next open row."""
        row = self.current()
        side = _KEYS.get(Qt.Key(event.key())) if event.key() in _KEYS else None
        column = self.currentIndex().column() - _FIRST
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and 0 <= column < len(SIDES):
            side = SIDES[column]
        if row is None or side is None:
            super().keyPressEvent(event)
            return
        column = _FIRST + SIDES.index(side)
        self.setCurrentIndex(self.conflicts.index(self.currentIndex().row(), column))
        self._model.choose(row.key, side)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer is a hand over what can be chosen."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_side = index.isValid() and _FIRST <= index.column() < _HOLDS
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_side else Qt.CursorShape.ArrowCursor)

    def _click(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self.conflicts.item(index)
        if row is not None and _FIRST <= index.column() < _HOLDS:
            self._model.choose(row.key, SIDES[index.column() - _FIRST])

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        row = self.conflicts.item(now)
        if row is not None and (now.row() != before.row() or not before.isValid()) and self.hasFocus():
            self._model.select(row.key)


def cells(row: ConflictRow) -> tuple[Cell, ...]:
    """What stands in a row."""
    tip = row.sentence
    sides: list[Cell] = []
    for side, text in zip(SIDES, row.texts, strict=True):
        is_chosen = side == row.chosen
        glyph = "check-circle-fill" if is_chosen else "circle"
        colour = "text.primary" if is_chosen or row.chosen is None else "text.secondary"
        sides.append(
            Cell(text, glyph, "accent.base" if is_chosen else "icon.secondary", colour, is_chosen, tip=f"{text}\n{tip}")
        )
    holds = tr(HOLDS[row.chosen])
    return (
        Cell(row.entity, colour="text.secondary", tip=tip),
        Cell(row.field, tip=tip),
        *sides,
        Cell(
            holds,
            "check-circle-fill" if row.chosen else "circle-dashed",
            "severity.ok" if row.chosen else "severity.warning",
            "text.primary" if row.chosen else "text.secondary",
            tip=tip,
        ),
    )
