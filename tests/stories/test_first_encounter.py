"""The tutorial by hand: a newcomer does what each card says, loses, changes one number, and wins."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.tutorial.steps import STEPS
from tests.stories.board import Board
from tests.stories.drags import drag_asset

pytestmark = pytest.mark.filterwarnings("ignore:Function. .QDragMoveEvent:DeprecationWarning")
LEFT = Qt.MouseButton.LeftButton


def card(designer):
    return designer.panel("tutorial")


def is_at(designer, step):
    """The card has gone on to a step, and says so."""
    number = [each.id for each in STEPS].index(step) + 1
    designer.wait(lambda: card(designer).progress_text.text() == f"{number} of {len(STEPS)}")
    assert card(designer).title.text() == STEPS[number - 1].title
    designer.picture(f"tutorial_{number:02}_{step}")
    # A form that was laid out anew for the picture's sizes is whole again before hands go on.
    for _ in range(3):
        QApplication.processEvents()


def type_in(designer, key, text):
    """Type into the inspector; a card that speaks may have let the window go on a platform without a window manager."""
    designer.come_back()
    designer.type_in_inspector(key, text)


def click_fix(designer, words):
    """Click the quick fix of a line in Problems."""
    (line,) = [number for number, text in enumerate(designer.problems()) if words in text]
    table, rows = designer.panel("problems").table, designer.panel("problems").rows
    place = table.visualRect(rows.index(line, 3)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=place)


def test_ten_minutes_from_an_empty_field_to_a_victory(designer, tmp_path):
    # Given a newcomer at the start screen, who chooses the first encounter and a folder
    designer.name_folder(tmp_path / "first_encounter", lambda: designer.choose("Help", "First encounter"))
    designer.wait(lambda: card(designer) is not None and designer.viewport.isVisible())
    designer.editor.settings.set("play.autopilot", "average")
    designer.editor.settings.set("play.seed", 7)
    start, board = designer.documents(), Board(designer)
    is_at(designer, "hero")
    # The card outlines what it speaks of
    QTest.mouseClick(card(designer).show_me, LEFT)
    designer.wait(card(designer).pointer.isVisible)
    # When the party is dragged in and moved, and saved
    drag_asset(designer, "Hero", (0.0, 0.0, 8.0))
    is_at(designer, "ally")
    drag_asset(designer, "Ally", (3.0, 0.0, 7.5))
    is_at(designer, "move")
    designer.drag_gizmo("x", -1.0)
    is_at(designer, "save")
    designer.press("Ctrl+S")
    is_at(designer, "area")
    # And the encounter is made on the board
    board.open()
    board.add("Trigger")
    is_at(designer, "wave")
    type_in(designer, "transform.position.z", "0.5")
    board.add("Wave")
    assert "Type 3 at Count" in card(designer).hint.text()
    type_in(designer, "transform.position.z", "-9")
    type_in(designer, "spawn_group.count", "3")
    is_at(designer, "victory")
    board.add("Victory")
    is_at(designer, "problem")
    click_fix(designer, "can't be lost")
    is_at(designer, "objective")
    board.open()
    board.select("Trigger")
    board.add("Objective")
    is_at(designer, "line")
    board.select("Trigger")
    board.add("Line")
    type_in(designer, "line.text", "They wait beyond the lamp.")
    is_at(designer, "try")
    board.open()
    board.try_it()
    assert designer.editor.trials.last.outcome == "defeat"
    # Then it is played, and lost
    is_at(designer, "play")
    assert designer.problems() == []
    designer.press("F4")
    designer.play()
    is_at(designer, "end")
    designer.play_until("defeat")
    # When one number is tuned, taken back and done again, it is won
    is_at(designer, "tune")
    designer.stop()
    designer.select("wave")
    type_in(designer, "spawn_group.count", "2")
    is_at(designer, "undo")
    designer.press("Ctrl+Z", designer.window)
    is_at(designer, "again")
    assert designer.value("wave", "spawn_group.count") == 3
    designer.press("Ctrl+Shift+Z", designer.window)
    designer.play()
    designer.play_until("victory")
    designer.wait(lambda: card(designer)._model.face == "finished")
    designer.picture("tutorial_17_finished")
    designer.stop()
    # And all of it can be taken back
    while designer.editor.undo.can_undo:
        designer.press("Ctrl+Z", designer.window)
    assert designer.documents() == start
