"""A designer wants other keys, meets a conflict, decides, and finds the keys again after a restart."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu

from editor.ui.settings.shortcuts_page import ShortcutsPage
from tests.stories.driver import LEFT, Designer, plain


def keys_in_menu(designer: Designer, menu: str, title: str) -> str:
    """The keys that stand beside a line of a menu now."""
    top = next(item.menu() for item in designer.window.menuBar().actions() if plain(item.text()) == menu)
    assert isinstance(top, QMenu)
    top.aboutToShow.emit()
    line = next(item.text() for item in top.actions() if plain(item.text()) == title)
    return line.partition("\t")[2]


def open_page(designer: Designer, work: Callable[[ShortcutsPage], None]) -> None:
    """Press Ctrl+K, work in the page and close it with Esc."""

    def in_it(page: ShortcutsPage) -> None:
        work(page)
        QTest.keyClick(page, Qt.Key.Key_Escape)

    designer.in_dialog(ShortcutsPage, in_it, lambda: designer.press("Ctrl+K"))


def find(page: ShortcutsPage, words: str) -> None:
    """Type into the search field and choose the first line with the arrow key."""
    page.field.clear()
    QTest.keyClicks(page.field, words)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Home)
    assert page.chosen() is not None


def click(button: QAbstractButton) -> None:
    assert button.isEnabled(), button.toolTip()
    QTest.mouseClick(button, LEFT)


def record(page: ShortcutsPage, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """Press Enter in the list, and then the new keys."""
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.recorder.is_waiting
    QTest.keyClick(page.recorder, key, modifiers)


def test_keys_are_taken_from_another_action_and_given_back(
    at_the_window: Callable[[], Designer], starter: Path
) -> None:
    designer = at_the_window()
    designer.open(starter)
    before = designer.documents()
    assert keys_in_menu(designer, "Edit", "Duplicate") == "Ctrl+D"

    def take_it(page: ShortcutsPage) -> None:
        find(page, "select all")
        record(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        assert page.clash.text() == "Ctrl+D belongs to Duplicate (Edit). What shall Select all (Edit) do?"
        designer.picture_of(page, "conflict")
        # To leave it changes nothing; to record the same again and take it does.
        click(page.leave_button)
        assert designer.editor.actions.keys("select.all") == "Ctrl+A"
        page.table.setFocus()
        record(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        click(page.take_button)
        designer.picture_of(page, "taken")

    open_page(designer, take_it)

    assert keys_in_menu(designer, "Edit", "Select all") == "Ctrl+D"
    assert keys_in_menu(designer, "Edit", "Duplicate") == ""
    designer.press("Ctrl+D")
    assert set(designer.editor.selection.ids) == {entity.id for entity in designer.editor.view.entities}
    assert designer.documents() == before, "nothing was duplicated"
    designer.picture("new_keys")
    designer.window.close()

    again = at_the_window()
    again.open(starter)
    assert keys_in_menu(again, "Edit", "Select all") == "Ctrl+D"
    again.press("Ctrl+D")
    assert len(again.editor.selection) > 1

    def swap_and_undo(page: ShortcutsPage) -> None:
        find(page, "redo")
        record(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        click(page.swap_button)
        assert again.editor.actions.keys("select.all") == "Ctrl+Shift+Z"
        click(page.undo_button)
        assert again.editor.actions.keys("select.all") == "Ctrl+D"
        # The default keys of Duplicate are taken: that is a conflict like any other.
        find(page, "duplicate")
        click(page.reset_button)
        assert "Select all" in page.clash.text()
        click(page.leave_button)
        click(page.all_button)
        assert not page.all_button.isEnabled()
        assert page.all_button.toolTip().endswith("No keys have been changed.")

    open_page(again, swap_and_undo)

    assert again.editor.settings.shortcuts == {}
    assert keys_in_menu(again, "Edit", "Duplicate") == "Ctrl+D"
    assert keys_in_menu(again, "Edit", "Select all") == "Ctrl+A"
    again.press("Ctrl+A")
    again.press("Ctrl+D")
    assert again.editor.undo.entries[-1].sentence.startswith("Duplicate")
    again.press("Ctrl+Z")
    assert again.documents() == before
