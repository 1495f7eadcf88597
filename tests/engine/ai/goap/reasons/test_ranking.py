"""The ranking: which goal is taken, what its score is made of, and in which order everything is told."""

import pytest

from engine.ai.goap.domain import Domain
from engine.ai.goap.profiles import read_profile
from engine.ai.goap.reasons.ranking import Belief, Reasoner
from engine.ai.goap.tables import Mind
from engine.ai.goap.vocabulary import Action, Fact, Goal

A, B, C, D = (Fact(name, name, observed=name != "d") for name in ("a", "b", "c", "d"))
ACTS = (Action("to_c", "C.", (), (C,)), Action("to_d", "D.", (A,), (D,)))
GOALS = (
    Goal("first", "C.", wants=(C,), bonuses=((A, 0.5), (~B, 0.25))),
    Goal("second", "D.", wants=(D,), commitment=0.5),
    Goal("third", "C.", wants=(C,), condition=(B,)),
)
DOMAIN = Domain.build((A, B), ACTS, GOALS)


def reasoner(*goals: str) -> Reasoner:
    return Reasoner(Mind.build(DOMAIN, [read_profile(DOMAIN, ["to_c", "to_d"], goals)]))


def believing(*facts: Fact, pursued: int = -1) -> Belief:
    return Belief(DOMAIN.state(facts), pursued, 0, 2)


@pytest.mark.parametrize(
    ("goals", "facts", "pursued", "taken"),
    [
        (("first=1", "second=1"), (A, B), -1, 0),  # 1.5 before 1
        (("first=1", "second=1.5"), (A, B), -1, 0),  # as much, so the first name
        (("first=1", "second=1.51"), (A, B), -1, 1),
        (("first=1", "second=1.4"), (A, B), 1, 1),  # it is committed to the second
        (("first=1", "second=1.4"), (A, B), 0, 0),
        (("first=1", "second=9"), (B,), -1, 0),  # there is no way to the second
        (("first=1", "second=9"), (A, D), -1, 0),  # the second is reached
        (("third=9", "second=1"), (A,), -1, 1),  # the third is not considered
        (("third=9", "second=1"), (A, B), -1, 2),
        (("second=0",), (A,), -1, -1),  # worth nothing
        (("second=0",), (A,), 1, 1),
        (("third=1",), (), -1, -1),
    ],
)
def test_of_goals_with_a_plan_the_one_that_is_worth_most_is_taken(goals, facts, pursued, taken):
    number, plan = reasoner(*goals).decide(believing(*facts, pursued=pursued))
    assert (number, plan.verdict) == (taken, "plan" if taken >= 0 else "none")
    if taken >= 0:
        assert [DOMAIN.actions[act].name for act in plan.actions] == ["to_d" if taken == 1 else "to_c"]


def test_goals_are_told_best_first_and_those_out_of_the_question_last():
    told = reasoner("first=0.5", "second=2", "third=9").goals(believing(A, pursued=1))
    assert [(each.name, each.status, each.score) for each in told] == [
        ("second", "pursued", 2.5),
        ("first", "outranked", 1.25),
        ("third", "condition", 9.0),
    ]
    assert [(part.kind, part.text, part.amount) for part in told[1].parts] == [
        ("weight", "weight", 0.5),
        ("bonus", "a", 0.5),
        ("bonus", "not b", 0.25),
    ]
    assert told[2].text == "Only considered with b."
    told = reasoner("first=1", "second=0").goals(believing(B, C))
    assert [(each.name, each.status, each.text) for each in told] == [
        ("first", "reached", "Reached already."),
        ("second", "worthless", "It is worth nothing."),
    ]


def test_facts_are_told_true_ones_first_and_outcomes_last():
    told = reasoner("first").facts(believing(B, C, D).state)
    assert [(fact.name, fact.value, fact.is_observed) for fact in told] == [
        ("b", True, True),
        ("c", True, True),
        ("a", False, True),
        ("d", True, False),
    ]


def test_what_does_not_hold_is_told_observed_ones_first():
    assert reasoner("first").unmet(DOMAIN.state((B, C)), (D, A, ~B, C)) == ("a", "not b", "d")


def test_names_are_those_of_numbers_and_nothing_has_none():
    made = reasoner("first")
    assert [made.goal_name(number) for number in (-1, 0, 2)] == [None, "first", "third"]
    assert [made.action_name(number) for number in (-1, 0, 1)] == [None, "to_c", "to_d"]


def test_without_a_goal_every_possible_action_says_that_none_is_pursued():
    told = reasoner("first").actions(believing(A))
    assert [(each.name, each.status, each.text) for each in told] == [
        ("to_c", "useless", "No goal is pursued."),
        ("to_d", "useless", "No goal is pursued."),
    ]
    (blocked,) = [each for each in reasoner("first").actions(believing()) if each.name == "to_d"]
    assert (blocked.status, blocked.failed, blocked.text) == ("precondition", ("a",), "Needs a.")
