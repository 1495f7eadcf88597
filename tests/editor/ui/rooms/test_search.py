"""The field that narrows a list: its placeholder is its name for screen readers, Esc empties it."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.ui.rooms.search import SearchField


def test_a_screen_reader_reads_what_the_placeholder_shows(qtbot: QtBot):
    field = SearchField("Filter messages")
    qtbot.addWidget(field)

    assert field.accessibleName() == field.placeholderText() == "Filter messages"
    assert field.toolTip() == "Filter messages"


def test_escape_empties_the_field(qtbot: QtBot):
    field = SearchField("Filter messages")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "kael")

    qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert field.text() == ""
