"""The panel's model follows the selection and the session, and says what is missing."""

import pytest

from editor.api import Editor
from panels.goap_inspector.model import WhyModel
from panels.goap_inspector.words import listed
from tests.engine.ai.worlds import HURT, NEAR, SEEN
from tests.panels.goap_inspector.stage import Stage


@pytest.fixture
def stage():
    stage = Stage()
    yield stage
    stage.jobs.close()
    stage.checks.close()


@pytest.fixture
def model(stage):
    model = WhyModel(stage)
    yield model
    model.close()


def test_without_a_project_it_says_so():
    editor = Editor()
    model = WhyModel(editor)
    assert (model.standing, model.explanation, model.agents) == ("no_scene", None, ())
    model.close()
    editor.shut_down()


def test_stopped_offers_to_play(stage, model):
    assert model.empty.action_id == "play.start"


def test_nothing_selected_lists_the_agents(stage, model):
    stage.begin()
    assert model.standing == "nothing_selected"
    assert [agent.name for agent in model.agents] == ["Kael", "Lyra"]


def test_what_does_not_plan_says_so(stage, model):
    stage.begin()
    stage.selection.set(["stone"])
    assert model.standing == "no_agent"


def test_what_is_not_in_play_says_so(stage, model):
    stage.begin()
    stage.selection.set(["sun"])
    assert model.standing == "not_in_play"


def test_the_selected_agents_reasons_are_shown(stage, model):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    assert (model.explanation.goal, model.explanation.action) == ("fight", "approach")


def test_it_changes_when_the_belief_changes_and_only_then(stage, model):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    seen = []
    model.changed.connect(lambda: seen.append(model.explanation.action))
    stage.think(SEEN)
    assert seen == []
    stage.think(SEEN, NEAR)
    assert seen == ["strike"]


def test_a_pin_is_told_what_was_pursued_before_the_decision(stage, model):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    assert model.explanation.goal == "fight"
    stage.think(SEEN, HURT)

    assert (model.explanation.goal, model.pursued_before) == ("survive", "fight")


def test_choosing_an_agent_selects_it(stage, model):
    stage.begin()
    model.choose(model.agents[1])
    assert stage.selection.ids == ("lyra",)
    assert model.explanation.name == "Lyra"
    stage.selection.set(["kael"])
    assert model.explanation.name == "Kael"


def test_stopping_empties_it(stage, model):
    stage.begin()
    stage.selection.set(["kael"])
    stage.end()
    assert (model.standing, model.explanation) == ("stopped", None)


def test_closing_leaves_no_link_behind(stage):
    before = len(stage.selection.changed), len(stage.play.ticked)
    model = WhyModel(stage)
    assert (len(stage.selection.changed), len(stage.play.ticked)) > before
    model.close()
    assert (len(stage.selection.changed), len(stage.play.ticked)) == before


def test_sections_tell_ranking_plan_rejections_and_facts(stage, model):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN, HURT)
    goals, plan, rejected, _pins, facts = model.sections
    assert [(row.text, row.number, row.below, row.tone) for row in goals.rows] == [
        ("Survive", "2.50", "3.25", "current"),
        ("Fight", "2.00", "2.00", "normal"),
    ]
    assert [(row.text, row.detail, row.number) for row in plan.rows] == [("1. Flee", "Under way", "1.00")]
    assert {row.text: row.detail for row in rejected.rows}["Strike"] == "Needs: near"
    assert {row.text: row.number for row in facts.rows} == {"Seen": "yes", "Near": "no", "Hurt": "yes"}
    assert facts.note == "2 of 3 true"


def test_what_must_be_false_is_denied_in_words():
    assert listed(("is_hurt", "not enemy_seen")) == "is hurt, not enemy seen"
    assert listed(("not can_taunt", "not is_hurt", "not hurt")) == "cannot taunt, is not hurt, not hurt"


def test_agents_of_one_name_are_told_apart(stage):
    from panels.goap_inspector.agents import AgentName, told_apart

    pack = [AgentName(k, f"pack/{k}", name) for k, name in enumerate(("Stalker", "Kael", "Stalker"))]
    assert [agent.name for agent in told_apart(pack)] == ["Stalker 1", "Kael", "Stalker 2"]
