"""The console as a table: tick, source, message, count."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import Attention, EmptyState, Table, Ui, explain, look, row, tool_button, tr
from editor.ui.rooms.console.model import SEVERITIES, ConsoleModel
from editor.ui.rooms.search import SearchField, nothing_found
from editor.ui.rooms.severities import GLYPHS, SeverityButton
from editor.ui.rooms.table import Cell, Column, RowsModel

WORDS_FROM, WHOLE_FILTER = 560, 120
"""From this width on [px at 100 % text size] the severities have their words."""


class ConsoleTable(Table):
    """The lines; Ctrl+C copies those that are shown."""

    def __init__(self, rows: RowsModel, view: ConsoleView) -> None:
        super().__init__((64, 96, 0, 48), drop=(1, 0))
        self._view = view
        self.setModel(rows)
        self.setAccessibleName(tr("Log"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._view.copy()
        else:
            super().keyPressEvent(event)


class ConsoleView(QWidget):
    """Severity filter, search, copy, clear, and the lines."""

    def __init__(self, model: ConsoleModel, ui: Ui) -> None:
        super().__init__()
        self._model = model
        self._is_stale = True
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons = {each: SeverityButton(each, model.show, is_on=each in model.shown) for each in SEVERITIES}
        self.search = SearchField(tr("Filter messages"), glass=False)
        self.search.textChanged.connect(model.search)
        self.copy_button = tool_button("copy", tr("Copy the shown lines (Ctrl+C)"))
        self.copy_button.clicked.connect(self.copy)
        self.clear_button = tool_button("trash", tr("Clear the log"))
        self.clear_button.clicked.connect(model.clear)
        columns = (
            Column(tr("Tick"), numeric=True),
            Column(tr("Source")),
            Column(tr("Message")),
            Column(tr("Times"), numeric=True),
        )
        self.rows = RowsModel(columns, _cells)
        self.table = ConsoleTable(self.rows, self)
        self.search.narrowed = self.table
        self.table.doubleClicked.connect(lambda index: model.select(self.rows.item(index)))
        bar = row(
            *self.buttons.values(), None, (self.search, 1), self.copy_button, self.clear_button, margins=(4, 4, 4, 4)
        )
        look.follow(self.search, lambda field: field.setMinimumWidth(look.px(WHOLE_FILTER)))
        look.follow(self.search, lambda field: field.setMaximumWidth(look.px(180)))
        lists = QWidget()
        self._stack = QStackedLayout(lists)
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                "terminal-window",
                tr("Nothing was said yet"),
                tr("What the editor and the game report appears here."),
                tr("Play"),
                lambda: ui.run("play.start"),
                "F5",
            )
        )
        self._stack.addWidget(nothing_found(self.search))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(lists, 1)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        model.changed.connect(self._changed)
        self.show_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons lose their words before they are cut, as when the panel stands at a side."""
        super().resizeEvent(event)
        for button in self.buttons.values():
            button.compact(self.width() < look.px(WORDS_FROM))

    def _attend(self, is_seen: bool) -> None:
        """Take in what came while nobody could see the panel."""
        if is_seen and self._is_stale:
            self.show_lines()

    def show_lines(self) -> None:
        """Show the lines as they are now."""
        self._is_stale = False
        for severity, button in self.buttons.items():
            button.count(self._model.count(severity))
        self.rows.show(self._model.lines())
        is_narrowed = bool(self.search.text()) and not self.rows.rows()
        self._stack.setCurrentIndex(1 if self._model.is_empty else 2 if is_narrowed else 0)
        nothing = tr("No line is shown.") if not self.rows.rows() else ""
        explain(self.copy_button, tr("Copy the shown lines (Ctrl+C)"), nothing)
        explain(self.clear_button, tr("Clear the log"), tr("It is empty.") if self._model.is_empty else "")

    def copy(self) -> None:
        """Put the shown lines on the clipboard."""
        QApplication.clipboard().setText(self._model.text())

    def _changed(self) -> None:
        if self._attention.is_on:
            self.show_lines()
        else:
            self._is_stale = True


def _cells(line: Any) -> tuple[Cell, ...]:
    glyph, colour = GLYPHS[line.severity]
    return (
        Cell("" if line.tick is None else f"{line.tick:,}", colour="text.secondary"),
        Cell(line.source, colour="text.secondary"),
        Cell(line.text, glyph, colour, tip=line.text),
        Cell(f"{line.times:,}"),
    )
