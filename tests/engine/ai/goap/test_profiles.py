"""A profile is read from an agent's words: each with its number or its own cost or weight, in any order."""

import pytest

from engine.ai.goap.domain import Domain
from engine.ai.goap.profiles import Profile, WordError, read_profile
from engine.ai.goap.vocabulary import Action, Fact, Goal

DONE = Fact("done", "Done.")
ACTS = tuple(
    Action(name, name, (), (DONE,), cost, skill=skill)
    for name, cost, skill in (("dig", 2.0, "expert"), ("lift", 1.5, "average"), ("walk", 1.0, "novice"))
)
DOMAIN = Domain.build((), ACTS, [Goal("eat", "Eat.", (DONE,), weight=3.0), Goal("rest", "Rest.", (DONE,))])


def test_what_has_no_number_has_the_cost_and_the_weight_of_its_own():
    assert read_profile(DOMAIN, ["walk", "dig=0.5"], ["rest=2", "eat"]) == Profile(
        ((0, 500), (2, 1000)), ((0, 3.0), (1, 2.0))
    )
    assert read_profile(DOMAIN, [], []) == Profile()


def test_the_last_of_two_numbers_counts():
    assert read_profile(DOMAIN, ["walk=2", "walk=3"], ["eat=1", "eat=0"]) == Profile(((2, 3000),), ((0, 0.0),))


@pytest.mark.parametrize(("skill", "allowed"), [(0, {2}), (1, {1, 2}), (2, {0, 1, 2})])
def test_a_skill_allows_what_asks_for_no_more(skill: int, allowed: set[int]):
    profile = read_profile(DOMAIN, ["dig", "lift", "walk=4"], ["eat"])
    assert profile.allowed(DOMAIN, skill) == {act: {0: 2000, 1: 1500, 2: 4000}[act] for act in allowed}


@pytest.mark.parametrize("word", ["walk=0.001", "walk=1000"])
def test_the_least_and_the_greatest_cost_are_taken(word: str):
    assert read_profile(DOMAIN, [word], []).actions[0][1] in (1, 1_000_000)


@pytest.mark.parametrize(
    ("actions", "goals", "field", "index", "word", "said"),
    [
        (["walk", "dg"], [], "actions", 1, "dg", "there is no action 'dg'; did you mean 'dig'"),
        (["walk=0.0009"], [], "actions", 0, "walk=0.0009", "costs 0.0009; expected 0.001 to 1000"),
        (["lift", "walk=1000.5"], [], "actions", 1, "walk=1000.5", "costs 1000.5; expected"),
        ([], ["eat", "eet"], "goals", 1, "eet", "there is no goal 'eet'; did you mean 'eat'"),
        ([], ["eat=-0.5"], "goals", 0, "eat=-0.5", "weighs -0.5; expected 0 to 1000"),
        ([], ["rest", "eat=1000.5"], "goals", 1, "eat=1000.5", "weighs 1000.5; expected"),
        ([], ["rest", "eat=x"], "goals", 1, "eat=x", 'expected a name, or "name=number"'),
    ],
)
def test_a_word_that_cannot_be_used_says_where_it_stands(actions, goals, field, index, word, said):
    with pytest.raises(WordError, match=said) as told:
        read_profile(DOMAIN, actions, goals)
    assert (told.value.field, told.value.index, told.value.word) == (field, index, word)
