"""Hands on the encounter board: its buttons, rows, beats, and the trial."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from editor.ui.rooms.encounter.lane import spots
from editor.ui.rooms.encounter.rows import LANE
from tests.stories.driver import LEFT, Designer


class Board:
    """The board of one window."""

    def __init__(self, designer: Designer) -> None:
        self.designer = designer

    @property
    def view(self) -> Any:
        """The panel's view."""
        return self.designer.panel("encounter")

    def open(self) -> None:
        """Bring the board to the front."""
        self.designer.window.docks.focus("encounter")
        self.designer.wait(lambda: self.view is not None and self.view.isVisible())
        self.designer.settle()

    def words(self) -> str:
        """What can be read on it."""
        return self.designer.words_in(self.view)

    def add(self, part: str) -> None:
        """Press the button that adds a part, on the page that is shown."""
        named = {"Trigger": "trigger", "Wave": "spawn_group", "Objective": "objective", "Line": "line"}
        name = f"button.encounter.add_{named.get(part, part.lower())}"
        (button,) = [
            each
            for each in self.view.findChildren(type(self.view.buttons["encounter.add_trigger"]), name)
            if each.isVisible()
        ]
        before = len(self.designer.editor.undo.entries)
        QTest.mouseClick(button, LEFT)
        assert len(self.designer.editor.undo.entries) == before + 1
        self.designer.settle()
        self.designer.come_back()

    def rows(self) -> list[tuple[str, ...]]:
        """Every row as it can be read."""
        rows = self.view.rows
        return [
            tuple(str(rows.index(line, column).data() or "") for column in range(LANE))
            for line in range(rows.rowCount())
        ]

    def select(self, name: str) -> None:
        """Click the row with a name."""
        self.designer.come_back()
        QTest.mouseClick(self.view.board.viewport(), LEFT, pos=self.place(name))
        self.designer.come_back()

    def place(self, name: str) -> QPoint:
        """The middle of a row's name."""
        line = [row[0] for row in self.rows()].index(name)
        index = self.view.rows.index(line, 0)
        self.view.board.scrollTo(index)
        return self.view.board.visualRect(index).center()

    def try_it(self) -> None:
        """Press "Try it" and wait until the trial has ended."""
        trials = self.designer.editor.trials
        QTest.mouseClick(self.view.trying.buttons["encounter.try"], LEFT)
        self.designer.wait(lambda: not trials.is_running)
        assert not trials.error
        assert trials.last is not None

    def click_beat(self, entity: str, what: str, then: str) -> None:
        """Click the mark of a beat and a line of the menu that opens."""
        board, rows = self.view.board, self.view.rows
        line = [card.id for card in rows.rows()].index(entity)
        index = rows.index(line, LANE)
        board.scrollTo(index)
        rect = board.visualRect(index)
        (spot,) = [each for each in spots(self.view._model, rows.item(index), rect) if each.beat.what == what]
        self.designer.come_back()
        QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(spot.x), rect.center().y()))
        self.designer.choose_in_menu(then)

    def begin(self, what: str) -> None:
        """Press a button of the board that puts in all that a kind of encounter needs."""
        names = (what, f"Add what {what} needs")
        buttons = [*self.view.findChildren(QPushButton), *self.view.findChildren(QToolButton)]
        (button,) = [each for each in buttons if each.text() in names and each.isVisible()]
        QTest.mouseClick(button, LEFT)
        self.designer.settle()
        self.designer.come_back()

    def drag(self, name: str, onto: str) -> None:
        """Drag a row onto another one: what Qt's own drag does, which no test can run, from where it lets go."""
        board, rows = self.view.board, self.view.rows
        names = [row[0] for row in self.rows()]
        data = rows.mimeData([rows.index(names.index(name), 0)])
        place = self.place(onto)
        parts = (place, Qt.DropAction.LinkAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
        board.dragEnterEvent(QDragEnterEvent(*parts))
        board.dragMoveEvent(QDragMoveEvent(*parts))
        board.dropEvent(QDropEvent(place.toPointF(), *parts[1:]))
        self.designer.settle()
