"""A fact is a bit of one of two words, in columns and in Python alike, and plans do not tell the words apart."""

import numpy as np
import pytest

from engine.ai.goap.domain import Domain
from engine.ai.goap.kernels.problems import FALSE, literals_of
from engine.ai.goap.kernels.words import believe, fulfils, with_fact
from engine.ai.goap.profiles import read_profile
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.ai.goap.words import columns_of, fact_words, state_of, words_of
from engine.ai.planning.planning import planning
from tests.engine.ai.worlds import mind_world, name_of, tick

FACTS = [Fact(f"fact_{n:03}", "A fact.") for n in range(128)]
BELIEVED = (3, 63, 64, 127)


@pytest.mark.parametrize("style", ["compiled", "plain"])
def test_what_a_row_believes_is_read_back_as_one_state(style):
    add = believe if style == "compiled" else believe.py_func  # pyright: ignore
    facts = np.zeros((2, 2), np.uint64)
    for bit in BELIEVED:
        add(facts, 1, fact_words(bit))
    assert state_of({"facts": facts}, 1) == sum(1 << bit for bit in BELIEVED)
    assert not facts[0].any()


def test_a_fact_that_the_domain_has_no_room_for_is_no_bit():
    assert fact_words(128).tolist() == [0, 0]


@pytest.mark.parametrize("style", ["compiled", "plain"])
def test_a_problem_finds_its_literals_in_both_words(style):
    find = literals_of if style == "compiled" else literals_of.py_func  # pyright: ignore
    facts = [0, 3, 62, 63, 64, 70, 127]
    rows = np.array([[fact, 0] for fact in [*facts, *(fact + FALSE for fact in facts)] * 5], np.int32)
    low, high = (np.uint64(word) for word in words_of(sum(1 << bit for bit in BELIEVED)))
    pattern = 0b0100101_1011010
    first, second = find(low, high, rows, 0, 70)
    assert int(first) | int(second) << 64 == sum(pattern << 14 * k for k in range(5))
    assert [int(word) for word in find(low, high, rows, 3, 5)] == [0b11, 0]


def test_states_become_rows_of_two_words():
    assert columns_of([1 << 64 | 5]).tolist() == [[5, 1]]
    assert columns_of([]).shape == (0, 2)


@pytest.mark.parametrize("style", ["compiled", "plain"])
@pytest.mark.parametrize("bit", [2, 61, 62, 100])
def test_wherever_its_facts_lie_an_agent_decides_the_same(bit, style):
    far, near, done, lit = FACTS[bit : bit + 4]
    actions = (Action("go", "Go.", (far,), (near,)), Action("take", "Take.", (near,), (done,)))
    goal = Goal("have", "Have.", wants=(done,), condition=(far, ~lit), bonuses=((near, 1.0),))
    rest = Goal("rest", "Rest.", wants=(~far,), weight=0.5)
    domain = Domain.build(FACTS, (*actions, Action("leave", "Leave.", (far,), (~far,))), (goal, rest))
    world = mind_world([read_profile(domain, ["go", "take", "leave"], ["have", "rest"])], domain)
    decided = list[tuple[str | None, str | None]]()
    for state in ([far], [far, near], [far, near, lit], [near]):
        world.view["facts"][0] = words_of(domain.state(state))
        tick(world, [planning], 6, plain=style == "plain")
        decided.append((name_of(world, "goal", domain=domain), name_of(world, "wanted", domain=domain)))
    assert decided == [("have", "go"), ("have", "take"), ("rest", "leave"), (None, None)]


@pytest.mark.parametrize("bit", [0, 63, 64, 127])
def test_a_fact_is_added_to_a_state_of_two_words_once(bit):
    low, high = (np.uint64(word) for word in words_of(1 << 5 | 1 << 70))
    for _ in range(2):
        low, high = with_fact.py_func(low, high, fact_words(bit))  # pyright: ignore
    assert int(low) | int(high) << 64 == 1 << 5 | 1 << 70 | 1 << bit


@pytest.mark.parametrize("bit", [3, 40, 64, 100])
def test_a_state_fulfils_a_row_when_it_has_all_it_needs_and_nothing_it_forbids(bit):
    needs, forbids = columns_of([0, 1 << bit | 1 << 2]), columns_of([0, 1 << bit + 1])
    for state, is_so in ((1 << bit | 4, 1), (1 << bit, 0), (4, 0), (1 << bit | 1 << bit + 1 | 4, 0), (0, 0)):
        low, high = (np.uint64(word) for word in words_of(state))
        assert bool(fulfils.py_func(low, high, needs, forbids, 1)) == bool(is_so)  # pyright: ignore
        assert fulfils.py_func(low, high, needs, forbids, 0)  # pyright: ignore
