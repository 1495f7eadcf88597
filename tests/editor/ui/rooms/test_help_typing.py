"""Letters that are typed while the help has the keyboard go on with its search, and to nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from editor.ui.rooms.help.model import HelpModel
from editor.ui.rooms.help.view import HelpView


@pytest.mark.parametrize("holder", ["browser", "table", "home"])
def test_letters_search_wherever_in_the_help_the_keyboard_is_and_run_no_shortcut(editor, show, qtbot, holder):
    view = show(HelpView, HelpModel(editor))
    tools: list[str] = []
    for letter in "bu":
        shortcut = QShortcut(QKeySequence(letter), view, context=Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda letter=letter: tools.append(letter))
    if holder == "table":
        view.search.setText("b")
    has_keyboard = getattr(view, holder)
    has_keyboard.setFocus()
    assert QApplication.focusWidget() is has_keyboard

    for letter in "udget" if holder == "table" else "budget":
        qtbot.keyClick(QApplication.focusWidget(), letter)

    assert tools == []
    assert view.search.text() == "budget"
    assert QApplication.focusWidget() is view.search
    assert view.rows.rowCount()
