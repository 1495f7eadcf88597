"""A domain numbers what it knows by name, refuses two meanings of one name, and has another version after any edit."""

from dataclasses import replace

import numpy as np
import pytest

from engine.ai.goap.domain import Domain, DomainError, cost_units, holds, nearest
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.ai.goap.words import FACT_LIMIT

A, B, C, D = (Fact(name, name) for name in ("a", "b", "c", "d"))
ACT = Action("act", "Act.", (A, ~B), (~A, C), 1.5)
REST = Action("rest", "Rest.", (), (A,), 0.001)
GOAL = Goal("goal", "Goal.", wants=(C, ~D), condition=(B,), bonuses=((~A, 1.0),))
DOMAIN = Domain.build((), (REST, ACT), (GOAL,))


def test_numbers_follow_names_and_what_is_mentioned_anywhere_belongs_to_it():
    assert DOMAIN.fact_ids == {"a": 0, "b": 1, "c": 2, "d": 3}
    assert (DOMAIN.action_ids, DOMAIN.goal_ids) == ({"act": 0, "rest": 1}, {"goal": 0})
    assert (DOMAIN.needs.true, DOMAIN.needs.false) == ((0b0001, 0), (0b0010, 0))
    assert (DOMAIN.gives.true, DOMAIN.gives.false) == ((0b0100, 0b0001), (0b0001, 0))
    assert (DOMAIN.wants.true, DOMAIN.wants.false) == ((0b0100,), (0b1000,))
    assert (DOMAIN.conditions.true, DOMAIN.conditions.false) == ((0b0010,), (0,))
    assert DOMAIN.state((D, B)) == 0b1010


@pytest.mark.parametrize(
    ("goal", "known"),
    [
        (Goal("g", "G.", wants=(A,)), ["a"]),
        (Goal("g", "G.", wants=(A,), condition=(~B,)), ["a", "b"]),
        (Goal("g", "G.", wants=(A,), bonuses=((D, 1.0), (~C, 1.0))), ["a", "c", "d"]),
    ],
)
def test_a_fact_that_only_a_goal_mentions_is_one(goal: Goal, known: list[str]):
    assert [fact.name for fact in Domain.build((), (), (goal,)).facts] == known


@pytest.mark.parametrize(
    ("actions", "goals"),
    [
        ((replace(ACT, needs=(A,)), REST), (GOAL,)),
        ((replace(ACT, needs=(A, B)), REST), (GOAL,)),
        ((replace(ACT, gives=(C,)), REST), (GOAL,)),
        ((replace(ACT, gives=(A, C)), REST), (GOAL,)),
        ((replace(ACT, cost=1.501), REST), (GOAL,)),
        ((replace(ACT, name="acts"), REST), (GOAL,)),
        ((ACT,), (GOAL,)),
        ((ACT, REST), (replace(GOAL, wants=(C, D)),)),
        ((ACT, REST), (replace(GOAL, name="goals"),)),
        ((ACT, REST), (GOAL, replace(GOAL, name="more"))),
    ],
)
def test_any_edit_makes_another_version(actions: tuple[Action, ...], goals: tuple[Goal, ...]):
    assert Domain.build((), actions, goals).version != DOMAIN.version


def test_what_changes_no_plan_changes_no_version():
    told = (replace(ACT, doc="Another text."), REST)
    assert Domain.build((), told, (replace(GOAL, weight=9.0),)).version == DOMAIN.version
    assert len(DOMAIN.version) == 16
    assert Domain.build((Fact("e", "e"),), (ACT, REST), (GOAL,)).version != DOMAIN.version


def test_a_name_with_two_meanings_is_refused_and_the_same_said_twice_is_not():
    assert Domain.build((A, A), (ACT, ACT, REST), (GOAL, GOAL)) == DOMAIN
    for kind, entries in (
        ("fact 'a'", ((replace(A, doc="Another."),), (ACT,), ())),
        ("action 'act'", ((), (ACT, replace(ACT, cost=2.0)), ())),
        ("goal 'goal'", ((), (), (GOAL, replace(GOAL, weight=2.0)))),
    ):
        with pytest.raises(DomainError, match=f"{kind} is declared twice with different meanings; rename one"):
            Domain.build(*entries)


def test_a_state_holds_so_many_facts_and_no_more():
    facts = [Fact(f"fact_{number:03}", "A fact.") for number in range(FACT_LIMIT + 1)]
    assert len(Domain.build(facts[:-1], (), ()).facts) == FACT_LIMIT == 128
    with pytest.raises(DomainError, match=r"there are 129 facts in the domain; a state holds 128\. Remove facts"):
        Domain.build(facts, (), ())


def test_costs_are_whole_thousandths_and_never_nothing():
    assert [cost_units(cost) for cost in (0.0, 0.0004, 0.001, 0.0016, 1.0, 2.5)] == [1, 1, 1, 2, 1000, 2500]
    assert DOMAIN.costs.tolist() == [1500, 1]
    assert DOMAIN.costs.dtype == np.int64


@pytest.mark.parametrize(
    ("state", "is_so"), [(0b011, True), (0b111, False), (0b001, False), (0b000, False), (0b1011, True)]
)
def test_a_state_has_all_that_must_be_true_and_nothing_that_must_be_false(state: int, is_so: bool):
    assert holds(state, 0b011, 0b100) is is_so


def test_who_asks_for_what_is_not_there_is_offered_the_nearest_or_all():
    assert DOMAIN.no_action("atc") == "there is no action 'atc'; did you mean 'act'?"
    assert DOMAIN.no_goal("xyz") == "there is no goal 'xyz'; there are goal."
    assert nearest("zzz", ["two", "one"]) == "there are one, two."
    assert nearest("zzz", []) == "there are none."
