"""One field for each kind of value: what it shows, and what it asks for when it is used."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from editor.ui.fields.change import Added, Taken, To
from editor.ui.fields.state import FieldState


def result(notebook, old):
    (change,) = notebook.edits
    return change.apply(old)


def test_a_number_at_rest_is_short_and_exact_while_it_is_edited(field, qtbot):
    number = field("float", 1.23456, unit="m")
    assert number.text() == "1.23"

    qtbot.mouseClick(number, Qt.MouseButton.LeftButton)

    assert number.text() == "1.23456"


def test_arrow_keys_step_and_shift_is_finer(field, notebook, qtbot):
    number = field("float", 2.0, step=0.5)
    number.setFocus()

    qtbot.keyClick(number, Qt.Key.Key_Up)
    qtbot.keyClick(number, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert [change.apply(2.0) for change in notebook.edits] == [2.5, 1.95]


def test_a_whole_number_stays_whole(field, notebook, qtbot):
    number = field("int", 4)

    qtbot.mouseClick(number, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(number, "7/2")
    qtbot.keyClick(number, Qt.Key.Key_Return)

    assert result(notebook, 4) == 4
    assert isinstance(result(notebook, 4), int)


def test_a_scrub_goes_in_steps_stays_in_range_and_can_be_cancelled(field, notebook, qtbot):
    number = field("float", 1.0, step=0.5, ge=0.0, le=3.0)

    qtbot.mousePress(number, Qt.MouseButton.LeftButton, pos=QPoint(10, 8))
    qtbot.mouseMove(number, QPoint(30, 8))
    qtbot.mouseMove(number, QPoint(26, 8))
    qtbot.mouseMove(number, QPoint(200, 8))
    assert [change.apply(1.0) for change in notebook.previews][-2:] == [3.0, 3.0]
    qtbot.keyClick(number, Qt.Key.Key_Escape)

    assert notebook.ended == ["begun", "cancelled"]


def test_the_wheel_never_changes_a_number(field, notebook):
    number = field("float", 1.0)
    number.setFocus()

    centre = QPointF(number.rect().center())
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    place = QPointF(number.mapToGlobal(number.rect().center()))
    wheel = QWheelEvent(centre, place, QPoint(), QPoint(0, 120), buttons, keys, phase, False)
    QApplication.sendEvent(number, wheel)

    assert not notebook.edits


def test_different_numbers_show_as_mixed(field):
    number = field("float", 1.0, 2.0)

    assert (number.text(), number.property("state")) == ("mixed", "mixed")


def test_only_the_axis_that_differs_is_mixed(field):
    vector = field("vec3", (1.0, 2.0, 3.0), (1.0, 5.0, 3.0))

    assert [axis.text() for axis in vector.axes] == ["1", "mixed", "3"]


def test_one_axis_is_edited_alone(field, notebook, qtbot):
    vector = field("vec3", (1.0, 2.0, 3.0))

    qtbot.mouseClick(vector.axes[1], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(vector.axes[1], "9")
    qtbot.keyClick(vector.axes[1], Qt.Key.Key_Return)

    assert result(notebook, (1.0, 2.0, 3.0)) == [1.0, 9.0, 3.0]


def test_a_choice_is_made_and_a_mixed_one_says_which(field, notebook):
    choice = field("enum", "box", "circle", choices=("box", "circle"))
    assert choice.placeholderText() == "mixed: Box, Circle"

    choice.activated.emit(1)

    assert notebook.edits == [To("circle")]


def test_a_mixed_choice_in_a_narrow_field_is_cut_and_its_tooltip_is_whole(field):
    choice = field("enum", "box", "circle", choices=("box", "circle"))
    choice.resize(90, 22)
    choice.show()

    assert choice.placeholderText().endswith("…")
    assert choice.toolTip() == "mixed: Box, Circle"

    choice.resize(400, 22)

    assert (choice.placeholderText(), choice.toolTip()) == ("mixed: Box, Circle", "")


def test_a_flag_is_ticked_and_a_mixed_one_shows_a_bar(field, notebook, qtbot):
    flag = field("bool", True, False)
    assert flag.checkState() == Qt.CheckState.PartiallyChecked

    flag.click()

    assert notebook.edits == [To(True)]


@pytest.mark.parametrize(("typed", "colour"), [("7A5CFF", "#7a5cff"), ("#fa0", "#ffaa00")])
def test_a_colour_is_typed_as_a_code(field, notebook, qtbot, typed, colour):
    colours = field("color", "#ffffff")
    colours.code.setFocus()
    colours.code.selectAll()

    qtbot.keyClicks(colours.code, typed)
    qtbot.keyClick(colours.code, Qt.Key.Key_Return)

    assert notebook.edits == [To(colour)]


def test_a_colour_that_is_none_is_told(field, notebook, qtbot):
    colours = field("color", "#ffffff")
    told = []
    colours.refused.connect(told.append)
    colours.code.setFocus()
    colours.code.selectAll()

    qtbot.keyClicks(colours.code, "blue")
    qtbot.keyClick(colours.code, Qt.Key.Key_Return)

    assert not notebook.edits
    assert "7A5CFF" in told[-1]


@pytest.mark.parametrize(
    ("value", "faults", "text", "state"),
    [("gate", (), "Gate trigger", ""), ("", (), "None", ""), ("lost", ("No such entity.",), "Missing: lost", "error")],
)
def test_a_reference_is_set_empty_or_missing(field, value, faults, text, state):
    reference = field("ref", value, ref="entity", faults=faults)

    assert (reference.edit.text(), reference.edit.property("state") or "") == (text, state)


def test_a_reference_is_typed_by_title(field, notebook, qtbot):
    reference = field("ref", "gate", ref="entity")
    reference.edit.setFocus()

    qtbot.keyClicks(reference.edit, "kael")
    qtbot.keyClick(reference.edit, Qt.Key.Key_Return)

    assert notebook.edits == [To("kael")]


def test_a_part_of_a_title_is_enough_where_only_one_holds_it(field, notebook, qtbot):
    reference = field("ref", "kael", ref="entity")
    reference.edit.setFocus()

    qtbot.keyClicks(reference.edit, "trig")
    qtbot.keyClick(reference.edit, Qt.Key.Key_Return)

    assert notebook.edits == [To("gate")]


def test_a_click_selects_the_text_and_opens_the_list(field, notebook, qtbot):
    reference = field("ref", "", ref="entity")

    qtbot.mouseClick(reference.edit, Qt.MouseButton.LeftButton)

    assert reference.edit.selectedText() == "None"
    popup = reference.edit.completer().popup()
    assert popup.isVisible()
    qtbot.keyClicks(popup, "kael")
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert notebook.edits == [To("kael")]


def test_a_reference_is_chosen_from_the_list_that_down_opens(field, notebook, qtbot):
    reference = field("ref", "gate", ref="entity")
    reference.edit.setFocus()

    qtbot.keyClick(reference.edit, Qt.Key.Key_Down)
    completer = reference.edit.completer()
    assert completer.completionModel().rowCount() == 2
    completer.activated[QModelIndex].emit(completer.completionModel().index(1, 0))
    completer.popup().hide()

    assert notebook.edits == [To("kael")]


def test_picking_starts_and_stops_by_the_same_button(field, names, qtbot):
    reference = field("ref", "gate", ref="entity")

    reference.pick.click()
    assert names.is_picking
    reference.show_picking(True)
    assert reference.edit.property("state") == "pick"
    reference.pick.click()

    assert not names.is_picking


def test_a_text_is_taken_on_enter_and_given_back_on_esc(field, notebook, qtbot):
    text = field("text", "Hold the gate")
    text.setFocus()
    text.selectAll()

    qtbot.keyClicks(text, "Run")
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert text.text() == "Hold the gate"
    text.selectAll()
    qtbot.keyClicks(text, "Run")
    qtbot.keyClick(text, Qt.Key.Key_Return)

    assert notebook.edits == [To("Run")]


def test_a_long_text_is_cut_at_rest_and_whole_while_it_is_edited(field, qtbot):
    whole = "Talren must not stay down for eight seconds in a row"
    text = field("text", whole)
    assert text.text().endswith("…")
    assert text.toolTip() == whole

    text.setFocus()

    assert text.text() == whole


def test_texts_are_lines_and_an_empty_line_goes(field, notebook, qtbot):
    texts = field("texts", ("one", "two"))
    texts.lines[0].setFocus()
    texts.lines[0].selectAll()

    qtbot.keyClick(texts.lines[0], Qt.Key.Key_Delete)
    qtbot.keyClick(texts.lines[0], Qt.Key.Key_Return)

    assert notebook.edits == [To(["two"])]


def test_chips_are_added_and_taken_for_every_entity(field, notebook):
    chips = field("refs", ("gate",), ref="entity")

    chips._append("kael")

    assert notebook.edits == [Added("kael")]
    assert Added("kael").apply(("gate",)) == ["gate", "kael"]
    assert Added("gate").apply(("gate",)) == ["gate"]
    assert Taken("gate").apply(("gate", "kael")) == ["kael"]


@pytest.mark.parametrize("kind", ["float", "vec3", "bool", "text", "color", "texts"])
def test_a_field_that_cannot_be_edited_now_is_off(field, kind):
    value = {"vec3": (0.0, 0.0, 0.0), "color": "#ffffff", "texts": ("a",), "bool": True, "text": "a"}.get(kind, 1.0)
    widget = field(kind, value, why_not="Stop the run to edit the document.")

    inner = [widget, *widget.findChildren(QWidget)]
    assert any(not each.isEnabled() for each in inner)


def test_an_unknown_kind_is_shown_read_only(field):
    plain = field("list", (1, 2, 3))

    assert plain.isReadOnly()
    assert plain.text() == "(1, 2, 3)"


def test_mixed_lists_say_so(field):
    texts = field("texts", ("a",), ("b",))

    assert not texts.lines
    assert FieldState((("a",), ("b",))).is_mixed


def test_chips_of_several_show_what_all_have_and_name_the_rest(field, notebook):
    chips = field("refs", ("gate", "kael"), ("kael",), ref="entity")

    labels = [label for label in chips.findChildren(QLabel) if label.isVisible()]
    assert [label.text() for label in labels] == ["Kael", "mixed"]
    assert labels[1].toolTip() == "Not all have: Gate trigger"


def test_three_numbers_pasted_into_one_axis_are_the_vector(field, notebook, qtbot):
    vector = field("vec3", (1.0, 2.0, 3.0), unit="m")
    QApplication.clipboard().setText("4, 50 cm, +1")

    qtbot.mouseClick(vector.axes[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(vector.axes[1], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert result(notebook, (1.0, 2.0, 3.0)) == [4.0, 0.5, 4.0]


def test_a_refused_text_stays_while_values_come_and_goes_with_escape(field, notebook, qtbot):
    number = field("float", 1.0, unit="m")
    qtbot.mouseClick(number, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(number, "2 kg")
    qtbot.keyClick(number, Qt.Key.Key_Return)

    number.clearFocus()
    number.show_state(FieldState((5.0,), (5.0,)))
    assert (number.text(), number.property("state")) == ("2 kg", "error")
    number.setFocus()
    qtbot.keyClick(number, Qt.Key.Key_Escape)

    assert number.text() == "5"
    assert not notebook.edits


def test_a_refused_text_shows_its_beginning_and_that_it_goes_on(field, notebook, qtbot):
    number = field("float", 1.0, unit="m")
    number.setFixedWidth(60)
    qtbot.mouseClick(number, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(number, "two hundred and something")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    typing = number.grab().toImage()

    number.clearFocus()

    assert number.cursorPosition() == 0
    rest = number.grab().toImage()
    number.setModified(False)
    assert rest not in (typing, number.grab().toImage()), "the dots are drawn for what was refused alone"


def test_a_result_that_no_file_could_hold_leaves_the_number(field, notebook, qtbot):
    number = field("float", 1e300)
    qtbot.mouseClick(number, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(number, "*1e300")
    qtbot.keyClick(number, Qt.Key.Key_Return)

    assert result(notebook, 1e300) == 1e300
