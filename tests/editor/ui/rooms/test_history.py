"""The history: newest first, undone on top, and a way back to each moment."""

from editor.ui.rooms.authoring import set_key
from editor.ui.rooms.history.model import HistoryModel, ago
from editor.ui.rooms.history.view import HistoryView


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
    assert [ago(seconds) for seconds in (0.2, 12.7, 200.0, 7300.0)] == ["now", "12 s", "3 min", "2 h"]
