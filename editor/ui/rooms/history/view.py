"""The history as a table: what, who, when; a click goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import Attention, EmptyState, Table, Ui, label, row, tr
from editor.ui.rooms.history.model import WHO, HistoryModel, HistoryRow, HistoryRows
from editor.ui.rooms.search import SearchField, nothing_found
from editor.ui.rooms.table import Cell, Column, RowsModel

GLYPHS = {
    "you": ("user", "provenance.you"),
    "assistant": ("sparkle", "provenance.assistant"),
    "merge": ("git-merge", "provenance.merge"),
    "disk": ("file-arrow-down", "provenance.disk"),
}
_TIMES_EVERY_MS = 5000
LONG = 15
"""From so many changes on there is a field to search them."""


class HistoryTable(Table):
    """The rows; Enter and a click go to the moment of the current one."""

    def __init__(self, model: HistoryModel, rows: RowsModel) -> None:
        super().__init__((0, 130, 72))
        self._model, self._rows = model, rows
        self.setModel(rows)
        self.setAccessibleName(tr("History"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.clicked.connect(self._go)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        """The current moment stays in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def _go(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self._rows.item(index)
        if row is not None:
            self._model.jump(row)


class HistoryView(QWidget):
    """The history, or what will be here."""

    def __init__(self, model: HistoryModel, ui: Ui) -> None:
        super().__init__()
        self._model = model
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rows = RowsModel((Column(tr("Change")), Column(tr("Who")), Column(tr("When"))), _cells)
        self.table = HistoryTable(model, self.rows)
        self._empty = EmptyState(
            "clock-counter-clockwise", tr("No project is open"), tr("Every change is kept here, with a way back to it.")
        )
        self.search = SearchField(tr("Filter by what was changed, or by whom"))
        self.search.textChanged.connect(model.search)
        self.search.narrowed = self.table
        self._found = label("", "caption")
        self._bar = row((self.search, 1), self._found, margins=(4, 4, 8, 4), gap=8)
        self._nothing = nothing_found(self.search, tr("No change has these words"))
        lists = QWidget()
        self._stack = QStackedLayout(lists)
        for page in (self.table, self._empty, self._nothing):
            self._stack.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar)
        box.addWidget(lists, 1)
        self.setFocusProxy(self.table)
        self._clock = QTimer(self)
        self._clock.setInterval(_TIMES_EVERY_MS)
        self._clock.timeout.connect(self.show_rows)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        model.changed.connect(self._changed)
        self.show_rows()

    def _attend(self, is_seen: bool) -> None:
        """Times go on while the panel is seen; a hidden panel costs nothing."""
        if is_seen:
            self.show_rows()
            self._clock.start()
        else:
            self._clock.stop()

    def _changed(self) -> None:
        if self._attention.is_on:
            self.show_rows()

    def show_rows(self) -> None:
        """Show the history as it is now, the current row selected."""
        model = self._model
        rows = model.rows()
        is_open = model.editor.document is not None
        self._stack.setCurrentIndex(0 if rows else 2 if is_open else 1)
        self._bar.setVisible(is_open and (model.count >= LONG or bool(model.words)))
        self._found.setText(
            tr("{found} of {count}", found=f"{len(rows):,}", count=f"{model.count:,}") if model.words else ""
        )
        self.rows.show(rows)
        self._mark_current(rows)

    def _mark_current(self, rows: Sequence[HistoryRow]) -> None:
        current = rows.current if isinstance(rows, HistoryRows) else None
        if current is not None:
            self.rows.reach(current)
            self.table.setCurrentIndex(self.rows.index(current, 0))


def _cells(row: HistoryRow) -> tuple[Cell, Cell, Cell]:
    if row.kind != "entry":
        glyph = "floppy-disk" if row.kind == "saved" else "folder-open"
        colour = "text.primary" if row.state == "current" else "text.secondary"
        return Cell(tr(row.sentence), glyph, "icon.secondary", colour, row.state == "current"), Cell(), Cell()
    glyph, colour = GLYPHS.get(row.who, GLYPHS["you"])
    is_undone = row.state == "undone"
    text = "text.disabled" if is_undone else "text.primary"
    who = WHO.get(row.who, row.who.capitalize())
    if row.is_recovered:
        who = tr("{who}, recovered", who=who)
    what = Cell(row.sentence, glyph, colour, text, row.state == "current", is_undone, row.sentence)
    return what, Cell(who, colour=colour, tip=who), Cell(row.when, colour="text.secondary")
