"""The inspector of many values and many things: what is looked for, what stays folded, what only some have."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from editor.core.entities.drags import ENTITY_MIME
from editor.ui.rooms.inspector.model import InspectorModel
from editor.ui.rooms.inspector.view import InspectorView
from engine.document import Path, Set
from tests.editor.ui.rooms.test_inspector import field_of, row_of, state_of


@pytest.fixture
def model(editor):
    inspector = InspectorModel(editor)
    yield inspector
    inspector.close()


def test_finding_a_value_shows_its_rows_and_leaves_folds_as_they_were(editor, model, show, qtbot):
    view = show(InspectorView, model)
    editor.selection.set(["kael"])
    sections = {widget.section.facts.id: widget for widget in view._shown}
    sections["health"].header.click()
    assert editor.settings.get("editing.folded_sections") == ["health"]

    view.find.setText("maxi")

    assert {id for id, widget in sections.items() if widget.isVisible()} == {"health"}
    assert [key for key, row in sections["health"].rows.items() if row.isVisible()] == ["health.maximum"]
    view.find.setText("nobody has this")
    assert view.nothing_found.isVisible()
    qtbot.mouseClick(view.nothing_found.button, Qt.MouseButton.LeftButton)
    assert view.find.text() == ""
    assert all(widget.isVisible() for widget in sections.values())
    assert not sections["health"].header.isChecked()
    assert not view.nothing_found.isVisible()


@pytest.mark.parametrize("way", [Qt.Key.Key_Tab, Qt.Key.Key_Down])
def test_tab_goes_on_from_what_was_typed_to_the_value_that_was_found_also_in_a_folded_section(
    editor, model, show, qtbot, way
):
    editor.settings.set("editing.folded_sections", ["health"])
    view = show(InspectorView, model)
    editor.selection.set(["kael"])
    view.activateWindow()
    view.find.setFocus()
    qtbot.keyClicks(view.find, "maxi")

    qtbot.keyClick(view.find, way)

    field = field_of(view, "health.maximum")
    assert field is QApplication.focusWidget() or field.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert view.isAncestorOf(QApplication.focusWidget())


def test_what_is_found_stays_found_for_the_next_selection(editor, model, show):
    view = show(InspectorView, model)
    editor.selection.set(["kael"])
    view.find.setText("position")

    editor.selection.set(["rock"])
    assert view.nothing_found.isVisible()
    editor.selection.set(["kael"])

    shown = [key for widget in view._shown for key, row in widget.rows.items() if row.isVisible()]
    assert shown == ["transform.position"]


def test_what_was_folded_is_folded_in_the_next_window_too(editor, show):
    editor.settings.set("editing.folded_sections", ["team"])
    view = show(InspectorView, InspectorModel(editor))
    editor.selection.set(["kael"])

    folded = [widget.section.facts.id for widget in view._shown if not widget.header.isChecked()]
    assert folded == ["team"]


def test_a_refused_text_is_let_go_when_something_else_is_shown(editor, model, show, qtbot):
    view = show(InspectorView, model)
    editor.selection.set(["kael"])
    field = field_of(view, "health.current")
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field, "many")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    row = next(section.rows["health.current"] for section in view._shown if "health.current" in section.rows)
    assert row._fault_box is not None

    editor.selection.set(["lyra"])

    assert row._fault_box is None
    assert field.text() == "60"


def test_what_only_some_have_is_told_and_leads_to_them(editor, model, show):
    view = show(InspectorView, model)
    editor.selection.set(["kael", "lyra"])
    assert not view.only_some.isVisible() or model.partial == (("Transform", ("kael",)),)

    editor.selection.set(["kael", "lyra", "rock"])

    assert ("Health", ("kael", "lyra")) in model.partial
    assert ("Obstacle", ("rock",)) in model.partial
    assert view.only_some.isVisible()
    link = next(each for each in view.only_some.findChildren(QPushButton) if each.text() == "Health (2)")
    link.click()
    assert editor.selection.ids == ("kael", "lyra")


def test_one_tag_is_added_to_many_and_another_taken_away_in_one_step(editor, model, show):
    saved = editor.document.text("scenes/glade")
    view = show(InspectorView, model)
    editor.selection.set(["kael", "lyra"])
    assert view.header.tags.placeholderText().startswith("Mixed tags")

    model.set_tags("+boss -scout")
    assert [editor.view.entity(id).tags for id in ("kael", "lyra")] == [("boss",), ("boss",)]
    assert view.header.tags.text() == "boss"
    model.set_tags("a b")
    assert [editor.view.entity(id).tags for id in ("kael", "lyra")] == [("a", "b"), ("a", "b")]
    assert len(editor.undo.entries) == 2
    editor.undo.jump(0)
    assert editor.document.text("scenes/glade") == saved


def test_an_entity_dropped_on_a_reference_is_named_by_it(editor, model, show):
    editor.run(Set(path=Path.entity("scenes/glade", "rock", "trigger"), old=None, new={}))
    view = show(InspectorView, model)
    editor.selection.set(["pack"])
    field = field_of(view, "spawn_group.trigger")
    drag = QMimeData()
    drag.setData(ENTITY_MIME, b"rock")
    point, keys, buttons = QPointF(4, 4), Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton

    event = QDropEvent(point, Qt.DropAction.MoveAction, drag, buttons, keys)
    field.edit.dropEvent(event)

    assert state_of(model, "spawn_group.trigger").value == "rock"
    for refused in (b"rock\ngate", b"lyra"):
        drag.setData(ENTITY_MIME, refused)
        field.edit.dropEvent(QDropEvent(point, Qt.DropAction.MoveAction, drag, buttons, keys))
    assert len(editor.undo.entries) == 2, "several are no answer, and nobody waits for what is no trigger"


def test_a_reference_leads_to_what_it_names(editor, model, show):
    view = show(InspectorView, model)
    editor.selection.set(["pack"])
    entries = {title: run for title, run, _ in view.menus.row(row_of(model, "spawn_group.trigger"))}

    entries["Select Gate trigger"]()

    assert editor.selection.ids == ("gate",)


def test_a_number_is_pulled_by_its_label_and_a_click_on_it_edits(editor, model, show, qtbot):
    view = show(InspectorView, model)
    editor.selection.set(["kael"])
    row = next(section.rows["health.current"] for section in view._shown if "health.current" in section.rows)

    qtbot.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    qtbot.mouseMove(row, QPoint(40, 10))
    qtbot.mouseMove(row, QPoint(60, 10))
    qtbot.mouseRelease(row, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert state_of(model, "health.current").value == 90.0 + 10 * (row._spec.step or 0.9)
    assert len(editor.undo.entries) == 1

    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert row.field.hasFocus()
