"""The inspector: the form from the vocabulary, edits of one and of several entities, references, sections."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from editor.ui.fields.change import Calculated, To
from editor.ui.fields.expression import parse_entry
from editor.ui.rooms.inspector.model import InspectorModel
from editor.ui.rooms.inspector.view import InspectorView
from engine.document import Path, Set


@pytest.fixture
def model(editor):
    inspector = InspectorModel(editor)
    yield inspector
    inspector.close()


def row_of(model, key):
    return next(row for section in model.form.sections for row in section.rows if row.key == key)


def state_of(model, key):
    return model.state(row_of(model, key))


def edit(model, key, text, axis=None):
    row = row_of(model, key)
    model.editing(row).edit(Calculated(parse_entry(text), axis, row.spec.kind == "int"))


def field_of(view, key):
    return next(section.rows[key].field for section in view._shown if key in section.rows)


def test_every_component_is_a_section_and_every_field_a_row(editor, model):
    editor.selection.set(["kael"])

    known = editor.document.vocabulary.components
    for section in model.form.sections:
        assert [row.spec for row in section.rows] == list(known[section.facts.id].fields())
    assert next(section.facts.id for section in model.form.sections) == "transform"


def test_a_project_component_needs_no_edit_here(editor, model):
    """The form asks the vocabulary only: what the vocabulary adds is in it."""
    editor.selection.set(["rock"])

    known = set(editor.document.vocabulary.components)
    assert {kind.component_id for kind in model.addable()} == known - {"obstacle", "provenance"}


def test_what_the_program_alone_writes_is_not_written_by_hand(editor, model):
    said = {"proposal": "20261127-120000-0a1b2c3d"}
    editor.run(Set(path=Path.entity("scenes/glade", "rock", "provenance"), old=None, new=said))
    editor.selection.set(["rock"])

    assert "written by the program alone" in state_of(model, "provenance.client").why_not
    assert "written by the program alone" in model.carrying.why_not('[provenance]\nclient = "me"\n')
    model.remove_component("provenance")
    assert "provenance" not in editor.view.entity("rock").components


def test_a_prefabs_value_shows_through_until_it_is_overridden(editor, model):
    editor.selection.set(["kael"])
    assert state_of(model, "health.current").values == (90.0,)
    assert not state_of(model, "health.current").overridden

    edit(model, "health.current", "45*2-10")

    assert state_of(model, "health.current").values == (80.0,)
    assert state_of(model, "health.current").overridden


def test_reverting_takes_the_override_out_of_the_file(editor, model):
    saved = editor.document.text("scenes/glade")
    editor.selection.set(["kael"])
    edit(model, "health.current", "10")

    model.revert(row_of(model, "health.current"))

    assert editor.document.value(Path.entity("scenes/glade", "kael", "health", "current")) is None
    editor.undo.jump(0)
    assert editor.document.text("scenes/glade") == saved


def test_a_relative_edit_of_several_is_one_step(editor, model):
    editor.selection.set(["kael", "lyra"])
    assert state_of(model, "health.current").is_mixed

    edit(model, "health.current", "*1.5")

    assert state_of(model, "health.current").values == (135.0, 90.0)
    assert len(editor.undo.entries) == 1
    editor.undo.undo()
    assert state_of(model, "health.current").values == (90.0, 60.0)


def test_one_axis_of_several_vectors_can_be_set(editor, model):
    editor.run(_set(editor, "lyra", {"position": [5.0, 1.0, 7.0]}))
    editor.selection.set(["kael", "lyra"])

    edit(model, "transform.position", "4", axis=1)

    assert state_of(model, "transform.position").values == ((1.0, 4.0, 2.0), (5.0, 4.0, 7.0))


def test_a_scrub_is_one_entry_and_cancelling_leaves_no_trace(editor, model):
    saved = editor.document.text("scenes/glade")
    editor.selection.set(["kael"])
    scrub = model.editing(row_of(model, "health.current"))

    scrub.begin()
    for by in ("+5", "+10", "+20"):
        scrub.preview(Calculated(parse_entry(by)))
    assert state_of(model, "health.current").values == (110.0,)
    scrub.commit()
    assert len(editor.undo.entries) == 1

    scrub.begin()
    scrub.preview(Calculated(parse_entry("+5")))
    scrub.cancel()
    assert state_of(model, "health.current").values == (110.0,)
    editor.undo.undo()
    assert editor.document.text("scenes/glade") == saved


def test_a_value_out_of_range_is_told_with_its_repair(editor, model):
    editor.selection.set(["kael"])
    edit(model, "health.armour", "2")

    (fault,) = state_of(model, "health.armour").faults
    assert fault.text == "Expected 0 to 1."
    assert fault.fix_title == "Use 1"
    model.repair(row_of(model, "health.armour"), fault)

    assert state_of(model, "health.armour").value == 1.0
    assert not state_of(model, "health.armour").faults


def test_a_missing_reference_is_told_and_can_be_cleared(editor, model):
    editor.selection.set(["pack"])
    row = row_of(model, "spawn_group.trigger")
    model.editing(row).edit(To("rift_alpha"))

    (fault,) = model.state(row).faults
    assert fault.text == "No entity has the id rift_alpha."
    model.repair(row, fault)

    assert not model.state(row).value


def test_the_next_entity_that_is_clicked_becomes_the_reference(editor, model):
    editor.selection.set(["pack"])
    row = row_of(model, "spawn_group.trigger")
    model.editing(row).edit(To(None))

    model.picking.start(row)
    editor.selection.set(["gate"])

    assert model.state(row).value == "gate"
    assert editor.selection.ids == ("pack",)
    assert not model.picking.is_on


def test_components_are_added_reset_and_removed_as_commands(editor, model):
    saved = editor.document.text("scenes/glade")
    editor.selection.set(["rock"])

    model.add_component("health")
    edit(model, "health.current", "5")
    model.reset_section("health")
    assert state_of(model, "health.current").value == state_of(model, "health.current").inherited[0]
    model.remove_component("health")

    assert "health" not in editor.view.get("rock").components
    editor.undo.jump(0)
    assert editor.document.text("scenes/glade") == saved


def test_with_nothing_selected_the_scenes_own_settings_are_edited(editor, model, show):
    view = show(InspectorView, model)
    titles = [section.section.facts.title for section in view._shown]
    assert titles[0] == "Scene"
    assert "Terrain" in titles
    field = field_of(view, "terrain.amplitude")

    field.setFocus()
    field.setText("3.5")
    field.setModified(True)
    field.returnPressed.emit()

    assert editor.view.header.terrain.amplitude == 3.5
    assert len(editor.undo.entries) == 1


def test_a_pinned_form_stays(editor, model):
    editor.selection.set(["kael"])
    model.pin(True)

    editor.selection.set(["rock"])

    assert [subject.id for subject in model.entities] == ["kael"]


def test_typing_into_a_field_changes_the_document_and_undo_changes_the_field(editor, model, show, qtbot):
    view = show(InspectorView, model)
    editor.selection.set(["kael"])
    field = field_of(view, "health.current")

    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field, "6.5*2+1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert editor.view.get("kael").components["health"].current == 14.0
    field.clearFocus()
    assert field.text() == "14"
    editor.undo.undo()

    assert field.text() == "90"


def test_widgets_are_kept_when_only_values_change(editor, model, show):
    view = show(InspectorView, model)
    editor.selection.set(["kael"])
    before = field_of(view, "health.current")

    edit(model, "health.current", "12")
    editor.selection.set(["lyra"])

    assert field_of(view, "health.current") is before
    assert before.text() == "60"


def test_dragging_over_a_number_scrubs_it(editor, model, show, qtbot):
    view = show(InspectorView, model)
    editor.selection.set(["kael"])
    field = field_of(view, "health.current")

    qtbot.mousePress(field, Qt.MouseButton.LeftButton, pos=QPoint(40, 8))
    qtbot.mouseMove(field, QPoint(60, 8))
    qtbot.mouseMove(field, QPoint(140, 8))
    qtbot.mouseRelease(field, Qt.MouseButton.LeftButton, pos=QPoint(140, 8))

    assert editor.view.get("kael").components["health"].current > 90.0
    assert len(editor.undo.entries) == 1


def test_text_that_is_no_number_stays_with_a_sentence(editor, model, show, qtbot):
    view = show(InspectorView, model)
    editor.selection.set(["kael"])
    field = field_of(view, "health.current")

    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field, "many")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert field.text() == "many"
    assert field.property("state") == "error"
    assert not editor.undo.entries


def test_every_field_can_be_reached_by_keyboard_and_has_a_name(editor, model, show):
    view = show(InspectorView, model)
    editor.selection.set(["kael"])

    for section in view._shown:
        for row in section.rows.values():
            inner = [row.field, *row.field.findChildren(QWidget)]
            reachable = [each for each in inner if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
            assert any(each.accessibleName() for each in reachable), section.section.facts.id


def test_without_a_project_it_says_what_will_be_here(closed_editor, show):
    view = show(InspectorView, InspectorModel(closed_editor))

    assert view._stack.currentIndex() == 1


def _set(editor, id, block):
    from engine.document import Set

    path = Path.entity("scenes/glade", id, "transform")
    return Set(path=path, old=editor.document.value(path), new=block)


def test_an_override_can_be_given_to_the_prefab_and_reaches_all_its_instances(editor, model):
    saved = {file: editor.document.text(file) for file in ("scenes/glade", "prefabs/kael")}
    editor.selection.set(["kael"])
    edit(model, "health.maximum", "150")
    row = row_of(model, "health.maximum")
    (goal,) = model.prefabs.goals(row)
    assert (goal.prefab, goal.why_not) == ("kael", "")

    model.prefabs.apply(row, "kael")

    assert editor.view.get("lyra").components["health"].maximum == 150.0
    assert not state_of(model, "health.maximum").overridden
    assert len(editor.undo.entries) == 2
    editor.undo.jump(0)
    assert {file: editor.document.text(file) for file in saved} == saved


def test_tags_are_typed_as_words(editor, model):
    editor.selection.set(["kael"])

    model.set_tags("shield, companion shield")

    assert editor.view.get("kael").tags == ("shield", "companion")


def test_a_component_that_nothing_knows_is_shown_and_kept(editor, show):
    path = editor.document.folder / "scenes/glade.toml"
    path.write_text(path.read_text(encoding="utf-8") + "[entities.rock.moonlight]\nphase = 3\n", encoding="utf-8")
    editor.open_project(editor.document.folder)
    editor.selection.set(["rock"])
    model = InspectorModel(editor)
    view = show(InspectorView, model)

    sections = {section.section.facts.id: section for section in view._shown}

    assert not sections["moonlight"].rows
    assert not sections["moonlight"].section.facts.is_known
    assert "phase = 3" in editor.document.text("scenes/glade")


def test_esc_stops_picking_wherever_the_focus_is(editor, model, show, qtbot):
    view = show(InspectorView, model)
    editor.selection.set(["pack"])
    row = row_of(model, "spawn_group.trigger")
    field = field_of(view, row.key)

    qtbot.mouseClick(field.pick, Qt.MouseButton.LeftButton)
    assert model.picking.is_on
    assert field.edit.property("state") == "pick"
    qtbot.keyClick(view.header.name, Qt.Key.Key_Escape)

    assert not model.picking.is_on
    assert field.edit.text() == "Gate trigger"


def test_a_section_that_was_closed_stays_closed_for_the_next_entity(editor, model, show):
    view = show(InspectorView, model)
    editor.selection.set(["kael"])
    next(section for section in view._shown if section.section.facts.id == "health").header.click()

    editor.selection.set(["lyra"])

    assert not next(s for s in view._shown if s.section.facts.id == "health").header.isChecked()


def test_a_component_that_was_added_is_in_sight(editor, model, show, qtbot):
    editor.selection.set(["kael"])
    view = show(InspectorView, model, 300, 260)
    view.scroll.verticalScrollBar().setValue(0)

    view._add_component("light")

    def is_seen():
        (section,) = [each for each in view._shown if each.section.facts.id == "light"]
        return not section.header.visibleRegion().isEmpty()

    qtbot.waitUntil(is_seen)


@pytest.mark.parametrize("other", ["lyra", "rock"])
@pytest.mark.parametrize("text", ["f", "7"])
def test_what_was_typed_for_one_entity_never_reaches_another(editor, model, show, qtbot, text, other):
    editor.selection.set(["kael"])
    view = show(InspectorView, model)
    line = field_of(view, "transform.position").axes[2]
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)

    editor.selection.set([other])  # as a drop into the picture does: the keyboard stays in the field
    line.clearFocus()

    assert not line.isModified()
    assert not editor.undo.entries
