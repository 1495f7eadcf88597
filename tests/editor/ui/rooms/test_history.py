"""The history: newest first, undone on top, and a way back to each moment."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.ui.rooms.authoring import set_key
from editor.ui.rooms.history.model import HistoryModel, ago
from editor.ui.rooms.history.view import LONG, HistoryView
from engine.document import Path, Set


def rename(editor, name):
    set_key(editor, [("scenes/glade", "rock")], "name", name, "Rename")


def test_rows_say_what_was_done_and_where_one_is(editor):
    model = HistoryModel(editor)
    rename(editor, "Boulder")
    editor.save()
    rename(editor, "Cliff")
    editor.undo.undo()

    rows = model.rows()

    assert [(row.kind, row.state) for row in rows] == [
        ("entry", "undone"),
        ("saved", "done"),
        ("entry", "current"),
        ("opened", "done"),
    ]
    assert "Cliff" in rows[0].sentence
    model.close()


def test_clicking_a_row_goes_there_and_back(editor, show):
    model = HistoryModel(editor)
    view = show(HistoryView, model, 660, 220)
    rename(editor, "Boulder")
    rename(editor, "Cliff")

    view.table.clicked.emit(view.rows.index(2, 0))
    assert editor.view.get("rock").name == "Rock"
    view.table.clicked.emit(view.rows.index(0, 0))

    assert editor.view.get("rock").name == "Cliff"
    assert view.table.currentIndex().row() == 0


def test_without_a_project_it_says_what_will_be_here(closed_editor, show):
    view = show(HistoryView, HistoryModel(closed_editor), 660, 220)

    assert view._stack.currentIndex() == 1


def test_times_are_short():
    assert [ago(seconds) for seconds in (0.2, 12.7, 200.0, 7300.0, 180_000.0)] == ["now", "12 s", "3 min", "2 h", "2 d"]


def test_a_change_that_lies_ahead_of_the_clock_is_now():
    assert ago(-7200.0) == "now"


@pytest.mark.parametrize("index", [0, 1, 2, 3])
@pytest.mark.parametrize("saved", [None, 0, 1, 2, 3])
def test_every_row_leads_to_its_own_moment_and_the_current_one_is_found(editor, index, saved):
    model = HistoryModel(editor)
    for number in range(3):
        rename(editor, f"Rock {number}")
    editor.undo._saved = saved
    editor.undo.jump(index)

    rows = list(model.rows())

    assert [row.index for row in rows if row.kind != "saved"] == [3, 2, 1, 0]
    assert rows[model.rows().current].index == index
    assert rows[model.rows().current].kind != "saved"
    assert [row.state == "current" for row in rows].count(True) == 1
    marks = [place for place, row in enumerate(rows) if row.kind == "saved"]
    assert [rows[place + 1].index for place in marks] == ([saved] if saved else [])


def test_a_long_history_can_be_searched_by_what_and_by_whom(editor, show):
    model = HistoryModel(editor)
    view = show(HistoryView, model, 660, 220)
    assert not view.search.isVisible()
    path = Path.entity("scenes/glade", "rock", "name")
    for number in range(LONG):
        old = editor.document.value(path)
        editor.run(Set(path=path, old=old, new=f"Rock {number}"), "merge" if number == 3 else "you")
    assert view.search.isVisible()

    QTest.keyClicks(view.search, "merge")
    assert [row.index for row in view.rows.rows()] == [4]
    QTest.keyClick(view.search, Qt.Key.Key_Escape)

    assert view.rows.rowCount() == LONG + 1
    view.search.setText("nothing like it")
    assert view._stack.currentIndex() == 2


def test_the_keyboard_goes_through_the_history(editor, show):
    model = HistoryModel(editor)
    view = show(HistoryView, model, 660, 220)
    rename(editor, "Boulder")
    rename(editor, "Cliff")
    view.table.setFocus()

    QTest.keyClick(view.table, Qt.Key.Key_Down)
    QTest.keyClick(view.table, Qt.Key.Key_Return)

    assert editor.view.get("rock").name == "Boulder"
    assert view.table.currentIndex().row() == 1


def test_a_history_of_ten_thousand_makes_only_the_rows_that_are_seen(editor, show, monkeypatch):
    model = HistoryModel(editor)
    view = show(HistoryView, model, 660, 220)
    command = Set(path=Path.entity("scenes/glade", "rock", "name"), old="Rock", new="Rock")
    with editor.undo.changed.blocked():
        for _ in range(10_000):
            editor.undo.remember(command)
    made = []
    whole = type(model.rows())._entry
    monkeypatch.setattr(type(model.rows()), "_entry", lambda rows, index: made.append(index) or whole(rows, index))

    rename(editor, "Boulder")
    view.table.viewport().repaint()

    assert len(view.rows.rows()) == 10_002
    assert view.rows.rowCount() < 1000
    assert len(set(made)) < 100
    editor.undo.jump(5000)
    assert view.rows.item(view.table.currentIndex()).index == 5000
    view.table.verticalScrollBar().setValue(view.table.verticalScrollBar().maximum())
    view.rows.fetchMore(view.table.rootIndex())
    assert view.rows.rowCount() > 5200
