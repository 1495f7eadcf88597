"""Menus by the keyboard: Alt opens the bar, Alt and a letter a menu, and no field ever types that letter."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from editor.ui.kit.line_edit import LineEdit
from editor.ui.rooms.inspector.section import SectionWidget
from editor.ui.shell.mnemonics import with_mnemonics
from tests.stories.driver import plain

ALT = Qt.KeyboardModifier.AltModifier


def number_field(window, qtbot) -> QLineEdit:
    """A number of the inspector with the keyboard in it."""
    window.editor.selection.set(["kael"])
    view = window.hosts["inspector"].view
    found: list[QLineEdit] = []

    def look_for() -> bool:
        found[:] = [
            section.rows["health.current"].field
            for section in view.findChildren(SectionWidget)
            if section.isVisible() and "health.current" in section.rows
        ]
        return bool(found)

    qtbot.waitUntil(look_for)
    found[0].setFocus()
    qtbot.waitUntil(found[0].hasFocus)
    return found[0]


def test_each_menu_of_the_bar_has_a_letter_of_its_own(window):
    letters = [action.text().partition("&")[2][:1].lower() for action in window.menuBar().actions()]
    assert all(letters)
    assert len(set(letters)) == len(letters)


def test_alt_and_a_letter_opens_a_menu_from_within_a_field(window, qtbot):
    field = number_field(window, qtbot)
    before = field.text()
    QTest.keyClick(field, Qt.Key.Key_F, ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu is window.menus.menu("File")
    assert field.text() == before
    menu.close()


def test_lines_of_an_open_menu_are_reached_by_their_letters(window, qtbot):
    QTest.keyClick(number_field(window, qtbot), Qt.Key.Key_E, ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    line = next(action for action in menu.actions() if plain(action.text()) == "Select all")
    letter = line.text().partition("&")[2][:1]
    window.editor.selection.clear()
    QTest.keyClick(menu, getattr(Qt.Key, f"Key_{letter.upper()}"))
    assert "kael" in window.editor.selection.ids


def test_alt_alone_leads_to_the_menu_bar(window, qtbot):
    field = number_field(window, qtbot)
    QTest.keyPress(field, Qt.Key.Key_Alt, ALT)
    QTest.keyRelease(field, Qt.Key.Key_Alt)
    bar = window.menuBar()
    assert bar.activeAction() is bar.actions()[0]
    QTest.keyClick(bar, Qt.Key.Key_Escape)


def test_a_letter_that_no_menu_has_is_not_typed(qtbot):
    field = LineEdit("7")
    qtbot.addWidget(field)
    QTest.keyClick(field, Qt.Key.Key_Q, ALT)
    assert field.text() == "7"
    QTest.keyClick(field, Qt.Key.Key_Q, ALT | Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "8")
    assert field.text().endswith("8"), "what is typed without Alt stays"


def test_letters_begin_words_where_they_can_and_keys_are_left_alone():
    assert with_mnemonics(["Save\tCtrl+S", "Save as", "Fix && mend", "S"]) == [
        "&Save\tCtrl+S",
        "Save &as",
        "&Fix && mend",
        "S",
    ]
