"""The planning budget comes from project.toml, its counts say what a tick did, and a search that gave up is told."""

from operator import invert

import pytest

from engine.ai.goap.domain import Domain
from engine.ai.goap.profiles import read_profile
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.ai.goap.words import columns_of
from engine.ai.planning.planning import planning
from engine.ai.planning.reaction import reaction
from engine.ai.planning.settings import BudgetError, plan_budget_of
from engine.ai.planning.stats import planning_stats
from engine.ai.thinking import THINK_TICKS
from engine.play.compile.compiled import CompileError
from engine.play.running.capped_plans import CappedPlans
from engine.schema.components.agent import Agent
from engine.schema.files import PlanningSettings
from tests.engine.ai.worlds import DOMAIN, EVERYTHING, HURT, SEEN, believe, mind_world, name_of, played, tick
from tests.engine.play.yard import PROJECT, compiled_project, write_project

BITS = [Fact(f"bit_{number:02}", "A binary digit.") for number in range(20)]
COUNT = [
    Action(f"carry_{number:02}", "Carry.", needs=(*BITS[:number], ~bit), gives=(*map(invert, BITS[:number]), bit))
    for number, bit in enumerate(BITS)
]
TOO_HIGH = Domain.build(BITS, COUNT, [Goal("million", "Count up to half a million.", wants=(BITS[-1],))])
"""Its only plan has as many steps as one counts, and a plan has 64 at most."""


def crowd(count=18, budget=2):
    world = mind_world([EVERYTHING], count=count, budget=budget)
    world.view["facts"][:] = columns_of([DOMAIN.state([SEEN])] * count)
    return world


def test_the_budget_of_a_project_is_the_games(tmp_path):
    compiled = compiled_project(write_project(tmp_path / "yard", project=PROJECT + "[planning]\nagents_per_tick = 7\n"))
    assert compiled.statics["plan_budget"].tolist() == [7]


def test_a_project_that_says_nothing_has_room_for_a_sixth_of_11_500():
    assert plan_budget_of(PlanningSettings()).tolist() == [2048]
    assert -(-11_500 // THINK_TICKS) <= 2048


def test_a_budget_for_nobody_is_refused_with_its_place(tmp_path):
    text = PROJECT + "[planning]\nagents_per_tick = 0\n"
    with pytest.raises(CompileError) as caught:
        compiled_project(write_project(tmp_path / "yard", project=text))
    (finding,) = caught.value.findings
    assert str(finding.where) == "project/planning/agents_per_tick"
    assert "agents_per_tick is 0; expected 1 or more" in finding.text


def test_a_budget_for_more_than_can_be_counted_is_as_good_as_none():
    assert plan_budget_of(PlanningSettings.model_construct(agents_per_tick=1 << 40)).tolist() == [2**31 - 1]
    with pytest.raises(BudgetError, match="expected 1 or more"):
        plan_budget_of(PlanningSettings.model_construct(agents_per_tick=-1))


def test_who_does_not_fit_keeps_its_plan_and_waits():
    world = crowd()
    tick(world, [planning])
    assert (planning_stats(world).changed, planning_stats(world).planned, planning_stats(world).waiting) == (3, 2, 1)
    assert [name_of(world, "wanted", row) for row in (0, 6, 12)] == ["approach", "approach", None]
    assert world.view["plan_since"][12] == 0
    assert planning_stats(world).longest_wait == 0


def test_who_waits_is_served_on_the_next_tick_before_those_whose_turn_that_is():
    world = crowd()
    tick(world, [planning], 2)
    stats = planning_stats(world)
    assert (stats.thought, stats.planned, stats.waiting) == (3, 2, 2)
    assert name_of(world, "wanted", 12) == "approach"
    assert [name_of(world, "wanted", row) for row in (5, 11, 17)] == ["approach", None, None]


def test_who_is_up_no_more_waits_no_more():
    world = crowd()
    tick(world, [planning, reaction])
    world.view["life"][12] = 2
    tick(world, [planning, reaction])
    assert world.view["plan_since"][12] == -1
    assert name_of(world, "wanted", 12) is None
    assert [name_of(world, "wanted", row) for row in (5, 11)] == ["approach", "approach"], "it takes no place of theirs"


def test_who_believes_again_what_its_plan_rests_on_waits_no_more():
    world = crowd(count=1, budget=1)
    tick(world, [planning], 6)
    world.view["plan_since"][0] = 3
    tick(world, [planning])
    assert (world.view["plan_since"][0], planning_stats(world).planned) == (-1, 0)


def test_the_counts_say_how_questions_were_answered():
    world = mind_world([EVERYTHING])
    believe(world, SEEN, HURT)
    tick(world, [planning])
    stats = planning_stats(world)
    assert (stats.thought, stats.changed, stats.planned) == (1, 1, 1)
    assert (stats.by_table, stats.by_memory, stats.by_search) == (1, 0, 0)
    assert (stats.plan, stats.none, stats.capped, stats.reached) == (1, 0, 0, 0)
    assert (stats.questions, stats.hit_rate) == (1, 1.0)
    tick(world, [planning])
    assert planning_stats(world).hit_rate is None


def test_a_tick_without_a_turn_counts_nothing():
    world = crowd(count=1)
    tick(world, [planning], 2)
    assert planning_stats(world).thought == 0


@pytest.mark.parametrize("plain", [False, True], ids=["compiled", "plain"])
def test_a_search_that_gives_up_is_capped_and_never_none(plain):
    world = mind_world([read_profile(TOO_HIGH, [action.name for action in COUNT], ["million"])], TOO_HIGH)
    for source in ("by_search", "by_memory"):
        world.view["planned_skill"][0] = -1
        tick(world, [planning], plain=plain)
        stats = planning_stats(world)
        assert (stats.capped, stats.none, getattr(stats, source)) == (1, 0, 1)
        world.view["tick"][0] = 0
    assert world.view["capped_total"][0] == 2
    assert world.view["capped_told"][0, 0].tolist() == [0, 0]


def test_a_capped_search_is_told_once_for_each_agent_and_goal():
    climber = Agent(actions=[action.name for action in COUNT], goals=["million"])
    compiled, world = played({"kael": climber, "aria": climber}, TOO_HIGH)
    capped, findings = CappedPlans(), []
    for _ in range(18):
        world.view["planned_skill"][:] = -1
        tick(world, [planning])
        capped.look(world, compiled, findings)
    assert [(finding.rule, finding.severity, finding.entity) for finding in findings] == [
        ("plan-capped", "warning", "kael"),
        ("plan-capped", "warning", "aria"),
    ]
    assert "'million'" in findings[0].text
    assert "Give the agent fewer actions" in findings[0].text


def test_nothing_is_told_while_every_search_ends():
    compiled, world = played({"kael": Agent(actions=["approach", "strike"], goals=["fight"])}, DOMAIN)
    believe(world, SEEN)
    findings = []
    tick(world, [planning], 6)
    CappedPlans().look(world, compiled, findings)
    assert findings == []
