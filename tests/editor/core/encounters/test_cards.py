"""New parts of an encounter: valid at once, linked to what is selected, one entry each, apart from each other."""

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.editor import Editor
from editor.core.encounters.authoring import add_part, link_to, place_before, why_not_link, why_not_placed
from editor.core.encounters.cards import AREA_M, RADIUS_M
from editor.core.encounters.flow import START, flow_of
from editor.core.project import scene_files
from engine.document import AddEntity
from engine.document.prefabs import prefab_of
from engine.rules import check

PARTS = ("spawn_group", "trigger", "objective", "line", "victory", "defeat")
SHARED = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def texts(editor: Editor) -> dict[str, str]:
    assert editor.document is not None
    return {file: editor.document.text(file) for file in editor.document.files}


def part(editor: Editor, entity: str, component: str) -> Any:
    return editor.view.entity(entity).components[component]


def added(editor: Editor, component: str, *, after: str = "") -> str:
    """Add a part with something selected, or nothing; its id."""
    editor.selection.set([after] if after else [])
    add_part(editor, component, component)
    (new,) = editor.selection.ids
    return new


def undo_all(editor: Editor) -> None:
    while editor.undo.can_undo:
        editor.undo.undo()


@pytest.mark.parametrize("starter", ["ambush", "stand"])
def test_a_starter_is_one_entry_that_leaves_nothing_to_mend(editor: Editor, starter: str):
    before = texts(editor)

    editor.actions.run(f"encounter.begin_{starter}")

    assert len(editor.undo.entries) == 1
    assert [finding.text for finding in check(editor.view, editor.view.vocabulary)] == []
    assert {card.kind for card in flow_of(editor.view)} >= {"wave", "objective", "line", "victory", "defeat"}
    assert not any(card.is_lost for card in flow_of(editor.view))
    editor.undo.undo()
    assert texts(editor) == before


def test_a_starter_uses_the_party_the_victory_and_the_defeat_that_are_there(editor: Editor):
    for component in ("victory", "defeat"):
        added(editor, component)
    editor.actions.run("add.prefab_hero") if "add.prefab_hero" in editor.actions else None
    editor.actions.run("encounter.begin_ambush")

    editor.actions.run("encounter.begin_stand")

    view = editor.view
    assert [len(list(view.with_component(name))) for name in ("player", "victory", "defeat")] == [1, 1, 1]


@pytest.mark.parametrize("spot", [(-1.0, 0.0, 3.0), (0.0, 0.0, 10.0), (0.0, 0.0, 29.0), (2.0, 0.0, -12.0)])
def test_a_starter_lies_ahead_of_the_party_that_stands_there(editor: Editor, spot: tuple[float, float, float]):
    assert editor.document is not None
    for x, name in ((0.0, "hero"), (-3.0, "ally")):
        block = {"name": name, "prefab": name, "transform": {"position": [x, 0.0, 10.5]}}
        editor.run(
            AddEntity(file="scenes/field", id=name, block=block, index=len(editor.document.entities("scenes/field")))
        )
    scene_files.new_encounter(editor, "Ford")
    editor.tools.spot = spot

    editor.actions.run("encounter.begin_ambush")

    places = {
        component: [each.components["transform"].position for each in editor.view.with_component(component)]
        for component in ("trigger", "spawn_group", "team")
    }
    (circle,) = places["trigger"]
    assert all(math.dist(circle, each) > AREA_M + 0.5 for each in places["team"]), "nobody begins in the circle"
    assert circle[2] < 10.5, "it lies towards the middle of the scene"
    for wave in places["spawn_group"]:
        assert all(math.dist(wave, each) > AREA_M + RADIUS_M for each in (circle, *places["team"]))
        assert max(map(abs, wave)) < 30.0


def test_a_new_encounters_enemies_stand_ahead_of_the_party(editor: Editor):
    editor.run(AddEntity(
        file="scenes/field", id="hero", index=0,
        block={"name": "Hero", "prefab": "hero", "transform": {"position": [-2.0, 0.0, 11.0]}},
    ))  # fmt: skip

    scene_files.new_encounter(editor, "Ford")

    x, _, z = editor.view.entity("enemies").components["transform"].position
    assert 11.0 < math.dist((x, z), (-2.0, 11.0)) < 13.0
    assert math.hypot(x, z) < 3.0, "towards the middle of the scene"


def test_a_wave_without_a_selection_takes_the_trigger_that_calls_nobody_then_the_end_of_the_chain(editor: Editor):
    trigger = added(editor, "trigger")
    first, second, third = (added(editor, "spawn_group") for _ in range(3))

    assert (part(editor, first, "spawn_group").when, part(editor, first, "spawn_group").trigger) == ("trigger", trigger)
    assert [part(editor, each, "spawn_group").after for each in (second, third)] == [first, second]
    assert [part(editor, each, "spawn_group").count for each in (first, second, third)] == [2, 3, 4]
    assert editor.view.entity(third).name == "Wave 3"


def test_a_wave_after_an_objective_brings_the_trigger_that_calls_it(editor: Editor):
    objective = added(editor, "objective")
    before = len(editor.undo.entries)

    wave = added(editor, "spawn_group", after=objective)

    called = part(editor, wave, "spawn_group").trigger
    assert part(editor, called, "trigger").objective == objective
    assert len(editor.undo.entries) == before + 1


def test_a_trigger_calls_the_selected_group_that_nothing_calls(editor: Editor):
    group = added(editor, "spawn_group")

    trigger = added(editor, "trigger", after=group)

    assert (part(editor, group, "spawn_group").when, part(editor, group, "spawn_group").trigger) == ("trigger", trigger)


@SHARED
@given(st.data())
def test_law_whatever_is_added_after_whatever_no_rule_finds_an_error_and_undo_takes_it_back(editor: Editor, data):
    undo_all(editor)
    before = texts(editor)
    editor.actions.run("encounter.begin_ambush")
    for _ in range(data.draw(st.integers(1, 5))):
        ids = [entity.id for entity in editor.view.entities]
        added(editor, data.draw(st.sampled_from(PARTS)), after=data.draw(st.sampled_from(["", *ids])))

    errors = [finding for finding in check(editor.view, editor.view.vocabulary) if finding.severity == "error"]
    assert [finding.text for finding in errors] == []
    places = [
        entity.components["transform"].position
        for entity in editor.view.entities
        if "transform" in entity.components and not {"light", "camera"} & set(entity.components)
    ]
    apart = [math.dist(one, two) for number, one in enumerate(places) for two in places[:number]]
    assert min(apart) > 1.4
    undo_all(editor)
    assert texts(editor) == before


@SHARED
@given(st.data())
def test_law_what_may_be_linked_hangs_there_afterwards_and_no_link_makes_a_ring(editor: Editor, data):
    undo_all(editor)
    editor.actions.run("encounter.begin_ambush")
    editor.actions.run("encounter.begin_stand")
    for _ in range(6):
        ids = [entity.id for entity in editor.view.entities]
        what, cause = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from([START, *ids]))
        before = texts(editor)
        if why_not_link(editor, [what], cause):
            assert not link_to(editor, [what], cause)
            assert texts(editor) == before
            continue
        link_to(editor, [what], cause)
        assert cause in [card.cause for card in flow_of(editor.view) if card.id == what]
        assert not any(card.is_lost for card in flow_of(editor.view))


def test_what_cannot_be_linked_says_why(editor: Editor):
    trigger, defeat = added(editor, "trigger"), added(editor, "defeat")
    first = added(editor, "spawn_group", after=trigger)
    second = added(editor, "spawn_group", after=first)

    assert "ends the encounter by a rule of its own" in why_not_link(editor, [defeat], trigger)
    assert "a trigger hangs on an objective" in why_not_link(editor, [trigger], first)
    assert "in a ring neither would ever come" in why_not_link(editor, [first], second)
    assert why_not_link(editor, [first], first) == "Nothing sets itself off."
    assert "can't begin with the encounter" in why_not_link(editor, [trigger], START)


def test_an_objective_has_a_place_of_its_own_only_where_it_asks_for_one(editor: Editor):
    area = added(editor, "trigger")
    asked = added(editor, "objective", after=area)
    assert "transform" not in editor.view.entity(asked).components, "the area's place counts"

    follows = added(editor, "objective", after=asked)
    assert editor.view.entity(follows).components["objective"].target == ""
    assert "transform" in editor.view.entity(follows).components
    assert not any(finding.severity == "error" for finding in check(editor.view, editor.view.vocabulary))


def test_what_belongs_to_an_instance_is_put_nowhere_else_on_the_board(editor: Editor):
    wave, trigger = added(editor, "spawn_group"), added(editor, "trigger")
    editor.run(prefab_of(editor.view, [wave, trigger], "Outpost")[0])
    (part, *_) = [each.id for each in editor.view.with_component("spawn_group")]
    free = added(editor, "spawn_group")
    cards = {card.id: card for card in flow_of(editor.view)}
    before = texts(editor)

    assert "has its place there" in why_not_placed(editor, [part], cards[free])
    assert not place_before(editor, [free], cards[part])
    assert texts(editor) == before
