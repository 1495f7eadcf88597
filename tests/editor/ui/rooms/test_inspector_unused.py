"""Values that do not count are left out, told why where somebody stated them, and back once they count."""

import pytest

from editor.ui.rooms.inspector.model import InspectorModel
from editor.ui.rooms.inspector.view import InspectorView
from engine.document import Path, Set
from tests.editor.ui.rooms.test_inspector import row_of, state_of


@pytest.fixture
def model(editor):
    inspector = InspectorModel(editor)
    yield inspector
    inspector.close()


def put(editor, file, entity, component, **values):
    path = Path.entity(file, entity, component)
    editor.run(Set(path=path, old=editor.document.value(path), new=values))


def seen(view, component):
    (section,) = [each for each in view._shown if each.section.facts.id == component]
    return {key.partition(".")[2] for key, row in section.rows.items() if not row.isHidden()}


def test_a_box_has_no_radius_and_a_circle_no_size(editor, model, show):
    view = show(InspectorView, model)
    editor.selection.set(["rock"])
    assert "radius" not in seen(view, "obstacle")
    assert {"size", "walkable"} <= seen(view, "obstacle")

    put(editor, "scenes/glade", "rock", "obstacle", shape="circle")

    assert "radius" in seen(view, "obstacle")
    assert "walkable" not in seen(view, "obstacle")


def test_a_stated_value_that_does_not_count_stays_and_says_why(editor, model, show):
    put(editor, "scenes/glade", "rock", "obstacle", shape="box", radius=3.0)
    view = show(InspectorView, model)
    editor.selection.set(["rock"])

    assert "radius" in seen(view, "obstacle")
    assert state_of(model, "obstacle.radius").unused == "Not used while Shape is Box."


def test_of_several_a_value_is_shown_that_counts_for_any(editor, model):
    put(editor, "encounters/ambush", "gate", "obstacle", shape="circle")
    editor.selection.set(["gate", "rock"])
    assert state_of(model, "obstacle.radius").unused == ""


def test_who_looks_for_a_value_finds_it(editor, model, show):
    view = show(InspectorView, model)
    editor.selection.set(["rock"])
    view.find.setText("radius")
    assert seen(view, "obstacle") == {"radius"}


def test_the_area_of_a_trigger_that_is_to_be_reached_counts_instead_of_the_radius(editor, model):
    put(editor, "encounters/ambush", "pack", "objective", kind="reach", target="gate", radius=3.0)
    editor.selection.set(["pack"])
    assert state_of(model, "objective.radius").unused == "Not used: the trigger Gate trigger says it itself."
    assert state_of(model, "objective.seconds").unused == "Not used while Kind is Reach."
    put(editor, "encounters/ambush", "pack", "objective", kind="reach", target="rock")
    assert state_of(model, "objective.radius").unused == ""


def test_every_choice_that_a_field_waits_for_exists(editor):
    """A word that its choice does not have would leave the field out for ever."""
    for component in editor.document.vocabulary.components.values():
        for spec in component.fields():
            for key, words in spec.only:
                choices = component.field(key).choices
                assert set(words) <= set(choices), f"{component.component_id}.{spec.name}"
            if spec.yields_to is not None:
                assert component.field(spec.yields_to[0]).ref == "entity"
                assert spec.yields_to[1] in editor.document.vocabulary.components


def test_a_speaker_is_somebody_and_those_of_one_name_say_where_they_are(editor, model):
    put(editor, "encounters/ambush", "gate", "line", text="Halt!")
    for entity in ("kael", "lyra"):
        path = Path.entity("scenes/glade", entity, "name")
        editor.run(Set(path=path, old=editor.document.value(path), new="Guard"))
    path = Path.entity("scenes/glade", "kael", "parent")
    editor.run(Set(path=path, old="party", new=None))
    editor.selection.set(["gate"])
    offered = {id: title for id, title, _ in model.offered(row_of(model, "line.speaker"))}
    assert offered == {"kael": "Guard", "lyra": "Guard (Party)"}


def test_a_trigger_is_asked_for_and_offered(editor, model):
    editor.selection.set(["pack"])
    assert [id for id, _, _ in model.offered(row_of(model, "spawn_group.trigger"))] == ["gate"]


def test_what_is_named_already_is_offered_even_where_it_does_not_fit(editor, model):
    put(editor, "encounters/ambush", "pack", "spawn_group", prefab="kael", trigger="rock", when="trigger")
    editor.selection.set(["pack"])
    assert {id for id, _, _ in model.offered(row_of(model, "spawn_group.trigger"))} == {"gate", "rock"}
