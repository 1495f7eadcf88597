"""The command palette: letters, reasons, entities."""

import time
from typing import Any

import pytest
from PySide6.QtCore import Qt

from editor.ui.palette.fuzzy import match
from editor.ui.palette.results import find
from editor.ui.shell.window import MainWindow


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("gro", "Group", "Put on the ground"),
        ("sa", "Select all", "Save"),
        ("frame", "Frame selection", "Far away more"),
    ],
)
def test_word_starts_and_runs_win(typed: str, better: str, worse: str):
    other = match(typed, worse)

    assert match(typed, better).score > (other.score if other else -1e9)  # type: ignore[union-attr]


def test_letters_out_of_order_are_no_match():
    assert match("pg", "Group") is None
    assert match("", "Group").places == ()  # type: ignore[union-attr]


def test_matched_letters_are_named():
    assert match("adgr", "Add group").places == (0, 1, 4, 5)  # type: ignore[union-attr]


def test_enter_runs_the_chosen_line(window: MainWindow, qtbot: Any):
    window.open_palette()
    qtbot.keyClicks(window.palette_popup.field, "select all")
    qtbot.keyClick(window.palette_popup.field, Qt.Key.Key_Return)

    assert len(window.editor.selection) == len([e for e in window.editor.view.entities if not e.hidden])
    assert not window.palette_popup.isVisible()


def test_a_line_that_is_off_says_why_and_does_not_run(window: MainWindow, qtbot: Any):
    window.open_palette()
    qtbot.keyClicks(window.palette_popup.field, "lock or unlock")
    line = window.palette_popup.model.lines[0]
    assert line.why_not == "Select something first."

    qtbot.keyClick(window.palette_popup.field, Qt.Key.Key_Return)

    assert window.palette_popup.isVisible()
    assert window.editor.undo.entries == []


def test_entities_are_found_after_an_at_sign(window: MainWindow, qtbot: Any):
    window.open_palette("@lyra")
    qtbot.keyClick(window.palette_popup.field, Qt.Key.Key_Return)

    assert window.editor.selection.ids == ("lyra",)


def test_escape_gives_the_keyboard_back(window: MainWindow, qtbot: Any):
    window.docks.focus("outliner")
    before = window.focusWidget()
    window.open_palette()

    qtbot.keyClick(window.palette_popup.field, Qt.Key.Key_Escape)

    assert window.focusWidget() is before


def test_what_was_used_comes_first_next_time(window: MainWindow):
    window.ui.run("select.all")

    lines = find(window.editor, "", window.ui.run, window.palette_popup._recent).lines

    assert lines[0].title == "Select all"


def test_results_take_a_fraction_of_a_frame(window: MainWindow):
    began = time.process_time()
    for typed in ("", "a", "se", "add g", "zzz"):
        find(window.editor, typed, window.ui.run, [])

    assert (time.process_time() - began) / 5 < 0.05


@pytest.mark.parametrize(
    ("typed", "title"),
    [("terrain", "Shape the ground"), ("sculpt", "Shape the ground"), ("crater", "Stamp a landform")],
)
def test_what_other_editors_call_a_thing_finds_it(window: MainWindow, typed: str, title: str):
    found = find(window.editor, typed, lambda _id: None, []).lines

    assert title in [line.title for line in found]


def test_a_title_goes_before_other_words(window: MainWindow):
    found = find(window.editor, "smooth", lambda _id: None, []).lines

    assert found[0].title == "Smooth the ground"


def test_settings_are_found_by_their_titles_after_actions(window: MainWindow):
    sources = window.palette_popup._others
    found = find(window.editor, "rotation step", lambda _id: None, [], sources).lines

    assert "Setting: Rotation step" in [line.title for line in found]


def test_the_help_is_searched_after_a_question_mark(window: MainWindow, qtbot: Any):
    window.open_palette("?reduced motion")
    lines = window.palette_popup.model.lines

    assert lines[0].title == "Appearance: Reduced motion"
    qtbot.keyClick(window.palette_popup.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.docks.is_visible("help"))
    assert window.hosts["help"].model.address == "settings:appearance#reduced_motion"


def test_where_nothing_fits_the_palette_says_so(window: MainWindow):
    window.open_palette("zzzzqqq")

    assert window.palette_popup._count.text() == "Nothing found"
    window.palette_popup.close_palette()
