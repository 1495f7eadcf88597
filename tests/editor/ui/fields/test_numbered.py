"""The field of names with numbers: rows, mixed rows, the way to the keyboard, and what can be added."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton

from editor.ui.fields.chooser import Chooser
from editor.ui.fields.fault_line import FaultLine
from editor.ui.fields.note import Note, Said
from editor.ui.fields.state import Fault, FieldState
from editor.ui.fields.words import Dropped, Listed, Numbered, Renamed

LEFT = Qt.MouseButton.LeftButton
NOTES = {
    "attack": Note("Attack", "lightning", "Strike the target.", (Said("Needs: in reach."),), 2.0),
    "flee": Note("Flee", "lightning", "Run for one's life.", (Said("Needs: nearly fallen."),), 1.0),
    "guard": Note("Guard", "lightning", "Stand there.", (Said("Needs nothing."),), 0.5),
}


@pytest.fixture
def actions(field, names, monkeypatch):
    """Makes the field with the actions of one or several entities."""
    monkeypatch.setattr(names, "notes", lambda: NOTES, raising=False)
    monkeypatch.setattr(names, "candidates", lambda: tuple((id, note.title, note.glyph) for id, note in NOTES.items()))

    def make(*lists):
        made = field("refs", *lists, ref="action", number="cost", ge=0.001, le=1000.0, step=0.1)
        made.window().resize(320, 400)
        QApplication.processEvents()
        return made

    return make


def test_rows_stand_as_in_the_file_and_an_own_number_looks_like_one(actions):
    made = actions(("flee=4.0", "attack"))

    assert [line.head.text() for line in made.lines.values()] == ["Flee", "Attack"]
    flee, attack = made.lines.values()
    assert (flee.number.text(), flee.number.property("state") or "") == ("4", "")
    assert (attack.number.text(), attack.number.property("state")) == ("2", "default")
    assert flee.reset.isVisible()
    assert attack.reset is None


def test_a_number_is_typed_relative_to_what_counts(actions, notebook, qtbot):
    number = actions(("attack",)).lines["attack", 0].number

    qtbot.mouseClick(number, LEFT)
    qtbot.keyClicks(number, "*1.5")
    qtbot.keyClick(number, Qt.Key.Key_Return)

    (change,) = notebook.edits
    assert change.apply(["attack", "flee=3"]) == ["attack=3.0", "flee=3"]


def test_a_number_is_dragged_in_one_gesture_and_stays_in_its_range(actions, notebook, qtbot):
    number = actions(("attack=2.0",)).lines["attack", 0].number

    qtbot.mousePress(number, LEFT, pos=QPoint(10, 8))
    qtbot.mouseMove(number, QPoint(50, 8))
    qtbot.mouseMove(number, QPoint(-900, 8))
    qtbot.mouseRelease(number, LEFT, pos=QPoint(-900, 8))

    assert notebook.ended == ["begun", "committed"]
    assert [change.apply(["attack=2.0"]) for change in notebook.previews] == [["attack=3.0"], ["attack=0.001"]]


def test_the_rows_of_several_entities_say_how_many_have_them_and_where_they_differ(actions):
    made = actions(("attack", "guard"), ("flee", "attack=5"))

    assert [line.head.text() for line in made.lines.values()] == ["Flee", "Attack", "Guard"]
    flee, attack, guard = made.lines.values()
    assert (attack.number.text(), attack.number.property("state")) == ("mixed", "mixed")
    assert attack.holders is None
    assert (flee.holders.text(), guard.holders.text()) == ("1 of 2", "1 of 2")


def test_the_keyboard_goes_through_the_rows_opens_resets_and_takes_out(actions, notebook, qtbot):
    made = actions(("attack=3", "guard"))
    attack, guard = made.lines.values()
    attack.head.setFocus()

    qtbot.keyClick(attack.head, Qt.Key.Key_Right)
    assert "Needs: in reach." in attack.told.text()
    assert attack.told.isVisible()
    qtbot.keyClick(attack.head, Qt.Key.Key_Left)
    assert not attack.told.isVisible()
    stops = []
    for _ in range(6):
        stops.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert stops == [attack.head, attack.number, attack.reset, guard.head, guard.number, made.add]
    attack.head.setFocus()
    qtbot.keyClick(attack.head, Qt.Key.Key_Down)
    assert guard.head.hasFocus()
    qtbot.keyClick(guard.head, Qt.Key.Key_F2)
    assert guard.number.hasFocus()
    qtbot.keyClick(guard.head, Qt.Key.Key_Delete)
    attack.reset.setFocus()
    qtbot.keyClick(attack.reset, Qt.Key.Key_Space)
    assert notebook.edits == [Dropped("guard", 0), Numbered("attack", 0, None)]


def test_a_row_that_goes_hands_the_keyboard_to_its_neighbour(actions, qtbot):
    made = actions(("attack", "flee", "guard"))
    made.lines["flee", 0].head.setFocus()

    made.show_state(FieldState((("attack", "guard"),)))

    assert made.lines["guard", 0].head.hasFocus()


def test_a_row_that_comes_back_in_the_middle_is_tabbed_through_in_its_place(actions, qtbot):
    made = actions(("attack", "guard"))

    made.show_state(FieldState((("attack", "flee", "guard"),)))
    QApplication.processEvents()
    made.lines["attack", 0].number.setFocus()
    qtbot.keyClick(made.lines["attack", 0].number, Qt.Key.Key_Tab)

    assert made.lines["flee", 0].head.hasFocus()


def test_what_can_be_added_is_found_by_its_words_and_what_all_have_is_left_out(actions, notebook, qtbot):
    made = actions(("attack", "guard"), ("attack",))

    qtbot.mouseClick(made.add, LEFT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, Chooser)
    rows = [popup.list.item(row) for row in range(popup.list.count())]
    assert [row.text() for row in rows] == ["Flee", "Guard"]
    spoken = rows[1].data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Guard. 1 of 2 have it. Stand there."
    qtbot.keyClicks(popup.search, "fallen")
    assert [row.text() for row in rows if not row.isHidden()] == ["Flee"]
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)

    assert notebook.edits == [Listed("flee")]


def test_a_fault_stands_at_its_row_and_asks_for_its_repair(actions, qtbot):
    made = actions(("atack=3", "guard"))
    fault = Fault("No action is called atack.", "Use Attack", Renamed("atack", 0, "attack"), at=("atack", 0))
    asked = []
    made.repaired.connect(asked.append)

    made.show_state(FieldState((("atack=3", "guard"),), faults=(fault,)))
    (line,) = made.lines["atack", 0].findChildren(FaultLine)
    (button,) = line.findChildren(QPushButton)
    qtbot.mouseClick(button, LEFT)

    assert asked == [fault]
    assert made.lines["atack", 0].number.property("state") == "error"


def test_a_remark_is_spoken_and_told_below(actions):
    made = actions(("attack",))

    made.show_state(FieldState((("attack",),), remarks=(("attack", Said("Of no use to its goals.")),)))
    head = made.lines["attack", 0].head
    head.setChecked(True)

    assert head.accessibleDescription().endswith("Of no use to its goals.")
    assert made.lines["attack", 0].told.text().endswith("Of no use to its goals.")


def test_a_locked_list_can_be_read_and_not_changed(actions, notebook, qtbot):
    made = actions(("attack=3",))
    made.show_state(FieldState((("attack=3",),), why_not="Stop playing first."))
    line = made.lines["attack", 0]

    line.head.setFocus()
    qtbot.keyClick(line.head, Qt.Key.Key_Delete)

    assert not notebook.edits
    assert not any(part.isEnabled() for part in (line.number, line.reset, line.remove, made.add))


def test_everything_in_a_row_has_a_name_for_screen_readers(actions):
    line = actions(("attack=3",)).lines["attack", 0]

    assert line.head.accessibleName() == "Attack"
    assert line.number.accessibleName() == "Cost of Attack"
    assert line.reset.accessibleName() == "Reset Attack to its own cost, 2"
    assert line.remove.accessibleName() == "Remove Attack"


def test_the_keys_of_a_row_are_not_the_windows(actions, notebook, qtbot):
    """Delete in the window takes the entity: in a row it takes the row alone."""
    head = actions(("attack", "guard")).lines["attack", 0].head
    taken = []
    shortcut = QShortcut(QKeySequence("Delete"), head.window(), lambda: taken.append(True))
    head.setFocus()

    qtbot.keyClick(head, Qt.Key.Key_Delete)

    assert not taken
    assert notebook.edits == [Dropped("attack", 0)]
    shortcut.deleteLater()


def test_numbers_stand_in_one_column_whether_their_rows_can_be_reset_or_not(actions):
    stated, own = actions(("attack=3", "guard")).lines.values()

    assert stated.number.geometry().right() == own.number.geometry().right()
    assert stated.remove.geometry().right() == own.remove.geometry().right()


def test_a_row_that_the_next_entity_lacks_is_put_by_and_comes_back_folded(actions):
    made = actions(("flee=4.0", "attack"))
    flee = made.lines["flee", 0]
    flee.head.setChecked(True)

    made.show_state(FieldState((("attack",),)))
    assert list(made.lines) == [("attack", 0)]
    assert not flee.isVisible()

    made.show_state(FieldState((("attack", "flee=1.5"),)))
    QApplication.processEvents()
    assert made.lines["flee", 0] is flee
    assert (flee.isVisible(), flee.number.text(), flee.head.isChecked()) == (True, "1.5", False)
    assert flee.y() > made.lines["attack", 0].y()


def test_what_was_typed_into_a_row_and_not_entered_is_gone_when_it_comes_back(actions):
    made = actions(("flee=4.0", "attack"))
    both, one = FieldState((("flee=4.0", "attack"),)), FieldState((("attack",),))
    number = made.lines["flee", 0].number
    number.setText("9")

    made.show_state(one)
    made.show_state(both)

    assert made.lines["flee", 0].number.text() == "4"
