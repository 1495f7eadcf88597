"""Values and components go from one entity to others by the clipboard."""

import pytest
from PySide6.QtWidgets import QApplication

from editor.ui.rooms.inspector.model import InspectorModel
from engine.document import Path
from tests.editor.ui.rooms.test_inspector import row_of, state_of


@pytest.fixture
def model(editor):
    inspector = InspectorModel(editor)
    yield inspector
    inspector.close()


def written(editor, entity, *keys):
    return editor.document.value(Path.entity("scenes/glade", entity, *keys))


def test_a_copied_component_is_text_and_its_values_go_to_all_selected_in_one_step(editor, model):
    saved = editor.document.text("scenes/glade")
    editor.selection.set(["kael"])
    text = model.carrying.text_of("health")
    assert text.startswith("[health]\n")
    assert "maximum = 120.0" in text

    editor.selection.set(["lyra", "rock"])
    model.carrying.paste(text)

    assert state_of(model, "health.current").values == (90.0, 90.0)
    assert len(editor.undo.entries) == 1
    editor.undo.undo()
    assert editor.document.text("scenes/glade") == saved


def test_what_the_prefab_says_anyway_is_not_repeated(editor, model):
    editor.selection.set(["kael"])
    text = model.carrying.text_of("health")
    editor.selection.set(["lyra"])

    model.carrying.paste(text)

    assert written(editor, "lyra", "health", "current") is None
    assert editor.view.entity("lyra").components["health"].current == 90.0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "The clipboard holds no component; copy one from its menu first."),
        ("current = 3", "The clipboard holds no component; copy one from its menu first."),
        ("[nothing]\n", "The clipboard holds nothing, which is no component of this project."),
        ("[team]\n", "The clipboard holds Team."),
    ],
)
def test_a_paste_that_makes_no_sense_says_why(editor, model, text, why):
    editor.selection.set(["kael"])
    assert model.carrying.why_not(text, "health") == why


def test_a_component_with_a_value_that_does_not_fit_is_refused_and_nothing_changes(editor, model):
    editor.selection.set(["kael"])
    saved = editor.document.text("scenes/glade")
    said = []
    editor.said.connect(said.append)

    model.carrying.paste('[health]\ncurrent = "many"\n')

    assert said[0].startswith("The clipboard's health.current does not fit")
    assert editor.document.text("scenes/glade") == saved


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("health.current", "+5", 95.0),
        ("transform.position", "(3, 2, 1)", (3.0, 2.0, 1.0)),
        ("transform.position", "1 km; +1; 30 cm", (1000.0, 1.0, 0.3)),
        ("appearance.tint", "#FA0", "#ffaa00"),
        ("team.side", "Hostile", "hostile"),
        ("appearance.mesh", "rock", "rock"),
    ],
)
def test_a_value_is_pasted_as_text(editor, model, key, text, value):
    editor.selection.set(["kael"])
    model.paste(row_of(model, key), text)
    assert state_of(model, key).value == value


def test_a_text_that_is_no_such_value_is_told(editor, model):
    editor.selection.set(["kael"])
    said = []
    editor.said.connect(said.append)

    model.paste(row_of(model, "transform.position"), "over there")

    assert said == ["The clipboard holds “over there”; expected three numbers [x, y, z]."]


def test_the_menus_copy_and_paste(editor, model, show):
    from editor.ui.rooms.inspector.view import InspectorView

    view = show(InspectorView, model)
    editor.selection.set(["lyra"])
    section = next(each for each in model.form.sections if each.facts.id == "health")
    {title: run for title, run, _ in view.menus.row(section.rows[0])}["Copy value"]()
    assert QApplication.clipboard().text() == "60.0"
    {title: run for title, run, _ in view.menus.section(section)}["Copy component"]()
    editor.selection.set(["rock"])
    entries = {title: (run, why) for title, run, why in view.menus.entity()}
    run, why = entries["Paste component"]
    assert not why
    run()
    assert editor.view.entity("rock").components["health"].current == 60.0
