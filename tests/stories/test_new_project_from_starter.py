"""A project of one's own: from the start screen through a folder, first entities and saving, back to it by its card."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from editor.ui.actions.entity import RenameQuestion
from editor.ui.start.screen import Card, Picture
from engine.document import Document
from tests.stories.drags import drag_asset

pytestmark = pytest.mark.filterwarnings("ignore:Function. .QDragMoveEvent:DeprecationWarning")
LEFT = Qt.MouseButton.LeftButton


def button(designer, title):
    """The button of the start screen with these words."""
    (found,) = [each for each in designer.window.start.findChildren(QPushButton) if each.text() == title]
    return found


def cards(designer):
    """The cards of recent projects, by title."""
    shown = designer.window.start._recent.findChildren(Card)
    return {card.accessibleName(): card for card in shown if card.isVisible()}


def watchman(dialog):
    """Type a name and take it."""
    dialog.field.selectAll()
    QTest.keyClicks(dialog.field, "Watchman")
    QTest.mouseClick(dialog.buttons["rename"], LEFT)


def test_a_project_is_made_filled_saved_left_and_found_again(designer, tmp_path):
    folder = tmp_path / "night_watch"
    # Given the start screen, where nothing was opened yet
    assert designer.window.start.isVisible()
    assert cards(designer) == {}
    samples = designer.window.start._samples.findChildren(Picture)
    assert len(samples) == 2
    assert not any(picture._pixmap.isNull() for picture in samples)
    designer.picture("new_1_start_screen")
    # When a new project is asked for and given a folder that does not exist yet
    new = button(designer, "New project…")
    designer.name_folder(folder, lambda: QTest.mouseClick(new, LEFT))
    designer.wait(lambda: designer.viewport is not None and designer.viewport.isVisible())
    # Then it is a copy of the starter, called after the folder, with its field open
    assert designer.editor.title == "Night watch"
    assert (designer.editor.scene, designer.editor.encounter) == ("field", "first_fight")
    assert {"prefabs/hero", "prefabs/ally", "prefabs/raider"} <= designer.documents().keys()
    assert not designer.editor.is_dirty
    start = designer.documents()
    designer.picture("new_2_opened")
    # When the first entities are dragged in, and one is named
    drag_asset(designer, "Hero", (0.0, 0.0, 6.0))
    drag_asset(designer, "Raider", (0.0, 0.0, 0.0))
    designer.in_dialog(RenameQuestion, watchman, lambda: designer.press("Ctrl+R", designer.window))
    assert designer.value("hero", "transform.position") == (0.0, 0.0, 6.0)
    assert designer.editor.view.entity("raider").name == "Watchman"
    designer.picture("new_3_first_entities")
    # Then undo takes all of it back to the last byte, and redo brings it again
    made = designer.documents()
    while designer.editor.undo.can_undo:
        designer.press("Ctrl+Z", designer.window)
    assert designer.documents() == start
    while designer.editor.undo.can_redo:
        designer.press("Ctrl+Shift+Z", designer.window)
    assert designer.documents() == made
    # When it is saved and closed
    designer.press("Ctrl+S", designer.window)
    assert designer.files() == made
    assert not designer.editor.is_dirty
    designer.press("Ctrl+W", designer.window)
    designer.wait(designer.window.start.isVisible)
    # Then its card is first among the recent projects, with its last picture
    card = cards(designer)["Night watch"]
    picture = card.findChild(Picture)
    assert not picture._pixmap.isNull()
    assert str(folder.name) in card.accessibleDescription()
    designer.picture_of(designer.window, "new_4_recent")
    # And Enter on the card opens it again as it was
    card.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card, Qt.Key.Key_Return)
    designer.wait(lambda: designer.editor.document is not None and designer.viewport.isVisible())
    assert designer.documents() == made
    assert designer.editor.view.entity("raider").name == "Watchman"
    assert Document.open(folder).entities("scenes/field")[-2:] == ("hero", "raider")
    assert not designer.editor.undo.can_undo
    designer.picture("new_5_opened_again")


def test_a_folder_that_holds_something_is_refused_with_nothing_changed(designer, tmp_path):
    folder = tmp_path / "taken"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine", encoding="utf-8")

    said = designer.answer("close", lambda: designer.window.start_project(folder))

    assert "is not empty" in said
    assert designer.window.start.isVisible()
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]
