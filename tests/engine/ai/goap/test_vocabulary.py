"""The words of planning refuse what no planner could use."""

import pytest

from engine.ai.goap.vocabulary import Action, Fact, Goal, literals

SEEN = Fact("seen", "An enemy is in sight.")


def test_a_denied_fact_denied_again_is_the_fact():
    assert ~~SEEN == literals([SEEN])[0]


@pytest.mark.parametrize("name", ["", "Two Words", "9lives", "dash-ed"])
def test_names_are_identifiers(name):
    with pytest.raises(ValueError, match="lower-case"):
        Fact(name, "doc")


def test_an_action_without_effects_is_refused():
    with pytest.raises(ValueError, match="gives nothing"):
        Action("wait", "Wait.")


@pytest.mark.parametrize("cost", [0.0, -1.0, float("nan"), 1e9])
def test_costs_are_positive_and_bounded(cost):
    with pytest.raises(ValueError, match="cost"):
        Action("go", "Go.", gives=(SEEN,), cost=cost)


def test_an_unknown_skill_is_refused():
    with pytest.raises(ValueError, match="novice, average, expert"):
        Action("go", "Go.", gives=(SEEN,), skill="genius")


def test_a_fact_cannot_be_wanted_true_and_false():
    with pytest.raises(ValueError, match="both true and false"):
        Goal("odd", "Odd.", wants=(SEEN, ~SEEN))


def test_a_goal_wants_something():
    with pytest.raises(ValueError, match="wants nothing"):
        Goal("idle", "Idle.")


@pytest.mark.parametrize("cost", [0.001, 1000.0])
def test_the_least_and_the_greatest_cost_are_costs(cost):
    assert Action("go", "Go.", gives=(SEEN,), cost=cost).cost == cost


def test_conditions_are_facts_and_come_in_their_order_each_once():
    near = Fact("near", "Near.")
    assert [str(each) for each in literals([~near, SEEN, ~near])] == ["not near", str(SEEN)]
    with pytest.raises(TypeError, match="expected a tuple of facts, as \\(seen,\\); found the fact seen alone"):
        literals(SEEN)
    with pytest.raises(TypeError, match="'seen' is no fact; expected a Fact"):
        literals(["seen"])
    for part in ({"needs": (SEEN, ~SEEN), "gives": (near,)}, {"gives": (SEEN, ~SEEN)}):
        with pytest.raises(ValueError, match="fact 'seen' is asked for both true and false"):
            Action("go", "Go.", **part)
    with pytest.raises(ValueError, match="both true and false"):
        Goal("odd", "Odd.", wants=(near,), condition=(SEEN, ~SEEN))
