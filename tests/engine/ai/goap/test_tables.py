"""The tables that planning reads say of each goal, bonus and profile what the domain says."""

import numpy as np
import pytest

from engine.ai.goap.domain import Domain
from engine.ai.goap.profiles import read_profile
from engine.ai.goap.tables import ClosureStore, Mind
from engine.ai.goap.vocabulary import Action, Fact, Goal

FACTS = [Fact(f"fact_{number:02}", "A fact.") for number in range(70)]
LOW, HIGH, DONE = FACTS[0], FACTS[69], FACTS[5]
ACTS = [
    Action("a", "A.", (LOW,), (DONE,), 2.0),
    Action("b", "B.", (), (LOW,), 1.0, skill="average"),
    Action("c", "C.", (), (HIGH,), 1.0, skill="expert"),
]
GOALS = [
    Goal("end", "End.", (DONE,), condition=(HIGH, ~LOW), bonuses=((LOW, 0.5), (~HIGH, 0.25)), commitment=0.75),
    Goal("rise", "Rise.", (HIGH,), condition=(~HIGH,)),
    Goal("start", "Start.", (LOW,), bonuses=((DONE, 2.0),)),
]
DOMAIN = Domain.build(FACTS, ACTS, GOALS)
PROFILES = [
    read_profile(DOMAIN, ["a", "b", "c"], ["end=2", "start=0.5"]),
    read_profile(DOMAIN, ["a"], ["rise"]),
    read_profile(DOMAIN, ["a", "b"], ["end"]),
]
MIND = Mind.build(DOMAIN, PROFILES)


def test_goals_and_bonuses_stand_in_their_words():
    columns, high = MIND.statics(), 1 << 5
    assert columns["goal_needs"].tolist() == [[0, high], [0, 0], [0, 0]]
    assert columns["goal_forbids"].tolist() == [[1, 0], [0, high], [0, 0]]
    assert columns["goal_commitment"].tolist() == [0.75, 0.0, 0.0]
    assert columns["bonus_first"].tolist() == [0, 2, 2, 3]
    assert columns["bonus_needs"].tolist() == [[1, 0], [0, 0], [32, 0]]
    assert columns["bonus_forbids"].tolist() == [[0, 0], [0, high], [0, 0]]
    assert columns["bonus_amount"].tolist() == [0.5, 0.25, 2.0]
    assert columns["profile_weight"].tolist() == [[2.0, 0.0, 0.5], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]
    assert {columns[name].dtype for name in ("goal_commitment", "bonus_amount", "profile_weight")} == {
        np.dtype(np.float32)
    }


def test_each_action_and_fact_has_its_number():
    columns = MIND.statics()
    assert [columns[f"act_{name}"].tolist() for name in "abc"] == [[0], [1], [2]]
    assert [columns[f"fact_fact_{number:02}"].tolist() for number in (0, 63, 64, 69)] == [
        [1, 0],
        [1 << 63, 0],
        [0, 1],
        [0, 1 << 5],
    ]


def test_each_profile_has_a_problem_for_each_of_its_goals_and_skills_and_equal_ones_are_one():
    mind = Mind.build(DOMAIN, PROFILES)
    numbers = mind.problem_of
    assert numbers.shape == (3, 3, 3)
    assert (numbers >= 0).tolist() == [
        [[True, False, True]] * 3,
        [[False, True, False]] * 3,
        [[True, False, False]] * 3,
    ]
    end = [mind.problems[numbers[0, skill, 0]] for skill in range(3)]
    assert [cut.actions for cut in end] == [(0,), (0, 1), (0, 1)]
    assert end[1] is end[2]
    assert numbers[2, :, 0].tolist() == numbers[0, :, 0].tolist()
    assert sorted({*numbers[numbers >= 0].tolist()}) == list(range(len(mind.problems)))
    assert len({cut.key for cut in mind.problems}) == len(mind.problems)
    assert mind.statics()["profile_problem"] is numbers


@pytest.mark.parametrize("other", [DOMAIN, Domain.build(FACTS, ACTS, GOALS)])
def test_a_problem_is_one_of_the_domain_that_asks(other: Domain):
    store, allowed = ClosureStore(), {0: 2000, 1: 1000}
    first = store.problem(DOMAIN, 0, allowed, tuple(allowed.items()))
    assert store.problem(other, 0, allowed, tuple(allowed.items())).domain is other
    assert store.problem(DOMAIN, 2, allowed, tuple(allowed.items())).goal == 2
    assert store.problem(DOMAIN, 0, {0: 2000}, ((0, 2000),)).actions == (0,)
    assert store.problem(DOMAIN, 0, allowed, tuple(allowed.items())) is first
