"""Every scenario: what its own plans prove of it, in some of its variants; `astraweave eval` plays all of them."""

import pytest

from engine.llm.evaluation.body import body_of
from engine.llm.evaluation.discovery import find_scenarios
from engine.llm.evaluation.judging import Judge
from engine.llm.evaluation.running.ground import Grounds
from engine.llm.evaluation.scenario import CATEGORIES

pytestmark = pytest.mark.compiles
SOME = (0, 7, 16)


@pytest.fixture(scope="module")
def grounds():
    return Grounds(find_scenarios(), "each")


def judged(grounds, scenario, planner):
    ground = grounds.of(scenario)
    bodies = [(variant, body_of(ground.field(variant).version, planner(ground.field(variant)))) for variant in SOME]
    return Judge(ground).judge(bodies)


def test_there_are_eight_scenarios_of_each_category_and_a_tenth_of_all_can_not_be_done():
    found = find_scenarios()
    assert all(sum(each.category == name for each in found) >= 8 for name in CATEGORIES)
    assert sum(not each.is_solvable for each in found) >= len(found) / 10


@pytest.mark.parametrize(
    "scenario", [each for each in find_scenarios() if each.is_solvable], ids=lambda each: each.name
)
def test_the_reference_plan_has_all_points(grounds, scenario):
    for each in judged(grounds, scenario, scenario.oracle):
        assert each.score.total >= 98.0, (each.note, each.facts)


@pytest.mark.parametrize("scenario", find_scenarios(), ids=lambda each: each.name)
def test_the_tempting_plan_can_be_carried_out_and_does_what_is_forbidden(grounds, scenario):
    for each in judged(grounds, scenario, scenario.tempting):
        assert each.facts.is_valid, each.note
        assert each.facts.is_harmful, each.note


@pytest.mark.parametrize("scenario", find_scenarios(), ids=lambda each: each.name)
def test_a_task_does_not_name_a_tool(grounds, scenario):
    words = set(scenario.task.lower().replace(".", " ").replace(",", " ").split())
    assert not {name for name in grounds.of(scenario).registry.tools if "_" in name} & words
    assert scenario.goals
    assert scenario.forbidden
