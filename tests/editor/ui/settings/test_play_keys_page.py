"""The page of the game's keys: pressed, taken from others, told."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.core.play.keys import ROLES
from editor.ui.settings.play_keys_page import PlayKeysPage
from editor.ui.shell.window import MainWindow


def choose(page: PlayKeysPage, role: str) -> None:
    page.table.setCurrentIndex(page.model.index([each.id for each in ROLES].index(role), 0))


def test_a_key_is_given_by_pressing_it(window: MainWindow, qtbot: Any):
    page = PlayKeysPage(window, window.editor)
    qtbot.addWidget(page)
    page.show()
    choose(page, "dash")

    page.press.click()
    QTest.keyClick(page.press, Qt.Key.Key_F)
    assert page.keys.by_role["dash"] == ("space", "f")
    assert page.note.text() == (
        "F belonged to Use: revive, mend, pick up, which lost it. "
        "Without a key it cannot be done by hand: Use: revive, mend, pick up."
    )
    row = [each.id for each in ROLES].index("use")
    assert not page.model.item(row, 1).icon().isNull(), "a row without a key stands out"
    choose(page, "use")
    assert page.note.text() == "It has no key, so it cannot be done by hand."

    page.press.click()
    QTest.mouseClick(page.press, Qt.MouseButton.BackButton)
    assert page.keys.by_role["use"] == ("mouse back",)
    page.press.click()
    QTest.mouseClick(page.press, Qt.MouseButton.MiddleButton)
    assert page.note.text() == "The middle button turns the view."
    page.press.click()
    QTest.keyClick(page.press, Qt.Key.Key_Escape)
    assert page.isVisible()
    page.default_button.click()
    assert page.keys.by_role["use"] == ("f",)
    assert window.editor.settings.play_keys == {}


def test_what_the_editor_does_with_the_same_key_is_told(window: MainWindow, qtbot: Any):
    page = PlayKeysPage(window, window.editor)
    qtbot.addWidget(page)
    choose(page, "use")

    assert page.note.text() == "While you play, the key is the game's; otherwise it does this: Frame selection."


def test_reset_all_gives_back_what_one_reset_does_not(window: MainWindow, qtbot: Any):
    page = PlayKeysPage(window, window.editor)
    qtbot.addWidget(page)
    choose(page, "jump")
    page.give("f")
    page.default_button.click()
    assert page.keys.by_role["use"] == ()
    page.all_button.click()
    assert page.keys.by_role["use"] == ("f",)
    assert window.editor.settings.play_keys == {}
