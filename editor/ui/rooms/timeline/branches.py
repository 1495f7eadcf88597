"""The branches of the run as a table, and what a comparison of two of them found."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QVBoxLayout, QWidget

from editor.ui.api import ElidedLabel, NameQuestion, Table, look, row, tool_button, tr
from editor.ui.kit.popup import SEPARATOR, Entry, open_menu
from editor.ui.rooms.table import Cell, Column, RowsModel
from editor.ui.rooms.timeline.model import TICKS_A_SECOND, TimelineModel

WIDTH = 440
ENDS = {
    "victory": ("trophy-fill", "severity.ok", "Won"),
    "defeat": ("flag-fill", "severity.error", "Lost"),
    "timeout": ("timer", "severity.warning", "Out of time"),
    "running": ("play", "icon.secondary", "Up to there"),
}
PRESENT = "This is the present run."


class BranchTable(Table):
    """All runs. Enter or a double click goes over to one, F2 renames, Delete lets it go; the menu key does all."""

    def __init__(self, model: TimelineModel) -> None:
        super().__init__((0, 72, 72, 112), drop=(1,))
        self._model = model
        columns = (
            Column(tr("Run")), Column(tr("Parts at"), numeric=True), Column(tr("Length"), numeric=True),
            Column(tr("Ended")),
        )  # fmt: skip
        self.rows = RowsModel(columns, _branch_cells)
        self.setModel(self.rows)
        self.setAccessibleName(tr("Branches"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(lambda index: self._switch(self.rows.item(index)))

    @property
    def chosen(self) -> Any:
        """The run of the current row, or None."""
        return self.rows.item(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go over, rename, delete."""
        key, chosen = event.key(), self.chosen
        if chosen is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._switch(chosen)
        elif key == Qt.Key.Key_F2:
            self.ask_name(chosen)
        elif key == Qt.Key.Key_Delete and not chosen.is_present:
            self._model.delete_branch(chosen.number)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a run."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos())) if by_mouse else self.currentIndex()
        branch = self.rows.item(index)
        if branch is None:
            return
        self.setCurrentIndex(index)
        open_menu(self, event.globalPos() if by_mouse else self._spot(), self.entries(branch))

    def entries(self, branch: Any) -> list[Entry]:
        """The menu of a run."""
        here = tr(PRESENT) if branch.is_present else ""
        model = self._model
        return [
            (tr("Go over to it"), lambda: self._switch(branch), here),
            (tr("Compare with the present run"), lambda: model.compare(branch.number), here),
            SEPARATOR,
            (tr("Rename…"), lambda: self.ask_name(branch), ""),
            (tr("Delete"), lambda: model.delete_branch(branch.number), here),
        ]

    def ask_name(self, branch: Any) -> None:
        """Ask for another name of a run."""
        question = NameQuestion(
            self.window(), tr("Rename the run"), "", branch.name, tr("Rename"),
            lambda name: "" if name.strip() else tr("A run needs a name."), "git-branch",
        )  # fmt: skip
        name = question.asked()
        if name:
            self._model.rename_branch(branch.number, name)

    def _switch(self, branch: Any) -> None:
        if branch is not None and not branch.is_present:
            self._model.switch_branch(branch.number)

    def _spot(self) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())


class DifferenceTable(Table):
    """What differs at the first tick at which two runs do; a click selects whom a row is about."""

    def __init__(self, model: TimelineModel) -> None:
        super().__init__((0, 84, 84, 84), drop=(1,))
        columns = (Column(tr("Column")), Column(tr("Of")), Column(tr("Branch"), numeric=True),
                   Column(tr("Present run"), numeric=True))  # fmt: skip
        self.rows = RowsModel(columns, _difference_cells)
        self.setModel(self.rows)
        self.setAccessibleName(tr("Differences"))
        self.clicked.connect(lambda index: model.select(self.rows.item(index)[1]))


class BranchSide(QWidget):
    """The table of branches, and in its place the last comparison until it is closed."""

    def __init__(self, model: TimelineModel) -> None:
        super().__init__()
        self._model = model
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.table = BranchTable(model)
        self.differences = DifferenceTable(model)
        self.said = ElidedLabel("")
        self.jump = tool_button("crosshair-simple", tr("Go to the tick before they part"))
        self.jump.clicked.connect(model.jump_to_difference)
        self.close_button = tool_button("x", tr("Back to the branches"))
        self.close_button.clicked.connect(model.forget_comparison)
        found = QWidget()
        lines = QVBoxLayout(found)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(row((self.said, 1), self.jump, self.close_button, margins=(8, 0, 4, 0), gap=2))
        lines.addWidget(self.differences, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(found)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)
        look.follow(self, lambda side: side.setFixedWidth(look.px(WIDTH)))

    def show_branches(self) -> None:
        """Show the runs, or how two of them differ."""
        compared = self._model.compared
        self.table.rows.show(self._model.branches())
        self.pages.setCurrentIndex(0 if compared is None else 1)
        if compared is None:
            return
        self.said.setText(told(compared))
        self.jump.setEnabled(compared.found.tick is not None)
        self.differences.rows.show(lines_of(compared.found))


def told(compared: Any) -> str:
    """A comparison in a sentence."""
    found, pair = compared.found, {"one": compared.one, "other": compared.other}
    if found.tick is None:
        seconds = f"{found.compared / TICKS_A_SECOND:.1f}"
        return tr("“{one}” and “{other}” are the same for all of their {seconds} s", seconds=seconds, **pair)
    return tr("“{one}” and “{other}” differ from tick {tick} on", tick=f"{found.tick:,}", **pair)


def lines_of(found: Any) -> list[tuple[str, str, str, str, str, str]]:
    """A comparison as rows: column, entity, name, one value, the other, what the column is."""
    lines: list[tuple[str, str, str, str, str, str]] = []
    for column in found.columns:
        if not column.rows:
            lines.append((column.column, "", "", "", "", column.doc))
        lines += [(column.column, each.entity, each.name, each.one, each.other, column.doc) for each in column.rows]
        more = column.count - len(column.rows)
        if column.rows and more > 0:
            lines.append((column.column, "", tr("and {more} more", more=more), "", "", column.doc))
    return lines


def _branch_cells(branch: Any) -> tuple[Cell, ...]:
    glyph, colour, ended = ENDS[branch.outcome]
    name = Cell(branch.name, "git-commit" if branch.is_present else "git-branch", "icon.secondary",
                strong=branch.is_present, tip=tr(PRESENT) if branch.is_present else branch.name)  # fmt: skip
    parts = "" if branch.is_present else f"{branch.parted / TICKS_A_SECOND:.1f} s"
    return name, Cell(parts), Cell(f"{branch.end / TICKS_A_SECOND:.1f} s"), Cell(tr(ended), glyph, colour)


def _difference_cells(line: tuple[str, str, str, str, str, str]) -> tuple[Cell, ...]:
    column, _entity, name, one, other, doc = line
    return Cell(column, tip=doc), Cell(name, colour="text.secondary"), Cell(one, tip=one), Cell(other, tip=other)
