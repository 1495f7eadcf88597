"""Every decision can be explained: the ranking, the plan, and what stood against everything else."""

import json

import pytest

from engine.ai.goap.explain import Explainer
from engine.ai.planning.planning import planning
from engine.ai.planning.reaction import reaction
from engine.schema.components.agent import Agent
from tests.engine.ai.worlds import NEAR, SEEN, believe, played, tick

FIGHTER = Agent(actions=["approach", "strike", "flee", "shoot"], goals=["fight=2.0", "survive=2.5"])


def explained(*facts, agent=FIGHTER, ticks=1, **rows):
    compiled, world = played({"kael": agent, "stone": None}, **rows)
    believe(world, *facts)
    tick(world, [planning, reaction], ticks)
    return Explainer(compiled).explain(world, 0)


def by_name(reasons):
    return {reason.name: reason for reason in reasons}


def test_the_plan_and_its_cost_are_told():
    why = explained(SEEN)
    assert (why.goal, why.action) == ("fight", "approach")
    assert [(step.action, step.cost) for step in why.plan] == [("approach", 2.0), ("strike", 1.0)]
    assert why.plan_cost == 3.0


def test_goals_are_ranked_by_score_and_say_what_they_lack():
    goals = explained(SEEN, NEAR).goals
    assert [(goal.name, goal.score, goal.status) for goal in goals] == [
        ("fight", 3.0, "pursued"),
        ("survive", 2.5, "condition"),
    ]
    assert goals[1].unmet == ("hurt",)


def test_rejected_actions_name_the_precondition_that_failed():
    actions = by_name(explained(SEEN).actions)
    assert (actions["approach"].status, actions["strike"].status) == ("chosen", "later")
    assert (actions["flee"].status, actions["flee"].failed) == ("precondition", ("hurt",))


def test_a_possible_but_dearer_action_says_what_it_would_cost():
    shoot = by_name(explained(SEEN).actions)["shoot"]
    assert (shoot.status, shoot.plan_cost) == ("dearer", 5.0)


def test_no_plan_lists_every_goal_with_its_unmet_conditions():
    why = explained()
    assert why.plan == ()
    assert why.note == "No plan. Unmet: survive (hurt); fight (seen)."


def test_a_goal_that_no_action_reaches_says_which_facts_stay_unreached():
    why = explained(SEEN, agent=Agent(actions=["flee"], goals=["fight"]))
    assert [(goal.status, goal.unmet) for goal in why.goals] == [("no plan", ("harmed",))]


def test_facts_come_with_their_values():
    facts = {fact.name: fact.value for fact in explained(SEEN).facts}
    assert facts == {"seen": True, "near": False, "hurt": False, "harmed": False, "safe": False}


def test_an_explanation_is_plain_data():
    why = explained(SEEN)
    assert json.loads(json.dumps(why.to_data()))["goals"][0]["name"] == "fight"


def test_what_is_no_agent_says_so():
    compiled, world = played({"stone": None, "kael": FIGHTER})
    why = Explainer(compiled).explain(world, 0)
    assert (why.is_agent, why.entity) == (False, "stone")
    assert "no agent component" in why.note


@pytest.mark.parametrize(("rows", "note"), [({"life": 2}, "down"), ({"is_player": 1}, "person")])
def test_who_does_not_plan_says_why(rows, note):
    assert note in explained(SEEN, **rows).note


def test_a_row_that_does_not_exist_is_refused():
    compiled, world = played({"kael": FIGHTER})
    with pytest.raises(IndexError, match="local ids 0 to 0"):
        Explainer(compiled).explain(world, 1)


def test_explaining_changes_nothing():
    compiled, world = played({"kael": FIGHTER})
    believe(world, SEEN)
    tick(world, [planning])
    before = world.digest()
    Explainer(compiled).explain(world, 0)
    assert world.digest() == before
