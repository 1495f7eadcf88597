"""A goal with more relevant facts than a table holds is searched, and the lane's memory of it changes nothing."""

import numpy as np
import pytest

from engine.ai.goap.domain import Domain
from engine.ai.goap.kernels.answer import memory_place
from engine.ai.goap.planner.relevance import problem
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.profiles import read_profile
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.ai.goap.words import columns_of
from engine.ai.planning.planning import planning
from tests.engine.ai.worlds import mind_world, tick

WIDE = 24
FACTS = [Fact(f"rung_{n:02}", "A rung.") for n in range(WIDE)]
CLIMB = [
    Action(f"climb_{n:02}", "Climb.", needs=(FACTS[n - 1],) if n else (), gives=(FACTS[n],), cost=1.0 + n % 3)
    for n in range(WIDE)
]
LEAP = [Action(f"leap_{n:02}", "Leap.", needs=(FACTS[n],), gives=(FACTS[n + 4],), cost=5.0) for n in range(0, 20, 3)]
DOMAIN = Domain.build(FACTS, [*CLIMB, *LEAP], [Goal("top", "Reach the top.", wants=(FACTS[-1],))])
CLIMBER = read_profile(DOMAIN, [action.name for action in DOMAIN.actions], ["top"])
AGENTS = 12


@pytest.fixture
def world():
    return mind_world([CLIMBER], DOMAIN, count=AGENTS)


@pytest.fixture
def states():
    generator = np.random.default_rng(7)
    return [int(word) for word in generator.integers(0, 1 << (WIDE - 1), 10 * AGENTS)]


def test_there_is_no_table_for_it(world):
    assert world.view["policy_base"].tolist() == [-1]


@pytest.mark.parametrize("plain", [False, True], ids=["compiled", "plain"])
def test_the_tick_takes_the_first_step_of_the_searched_plan(world, states, plain):
    arrays = SearchArrays.of(problem(DOMAIN, 0, dict(enumerate(int(cost) for cost in DOMAIN.costs))))
    for start in range(0, len(states), AGENTS):
        batch = states[start : start + AGENTS]
        world.view["facts"][:] = columns_of(batch)
        tick(world, [planning], 6, plain=plain)
        assert world.view["wanted"].tolist() == [arrays.find(state).actions[0] for state in batch]


def test_states_that_share_a_place_in_the_memory_are_told_apart_by_both_words():
    # given a goal whose facts all lie in the second word, and two states that differ in what to do first
    before = [Fact(f"a_{n:03}", "Of no use.") for n in range(64)]
    domain = Domain.build([*before, *FACTS], DOMAIN.actions, DOMAIN.goals)
    arrays = SearchArrays.of(problem(domain, 0, dict(enumerate(int(cost) for cost in domain.costs))))
    lane = mind_world([CLIMBER], domain)
    room = lane.view["memory_problem"].shape[1]
    place = lambda rungs: memory_place.py_func(np.uint64(0), np.uint64(rungs), 0, room)  # noqa: E731
    first = 1
    second = next(rungs for rungs in range(2, 1 << WIDE, 2) if place(rungs) == place(first))
    steps = [arrays.find(rungs << 64).actions[0] for rungs in (first, second)]
    assert steps[0] != steps[1]

    for rungs, step in zip((first, second), steps, strict=True):
        lane.view["facts"][0] = (0, rungs)
        tick(lane, [planning], 6)
        assert lane.view["wanted"][0] == step


def test_hit_or_miss_gives_the_same_on_the_same_tick(world, states):
    forgetful = mind_world([CLIMBER], DOMAIN, count=AGENTS)
    for start in range(0, 3 * len(states), AGENTS):
        batch = [states[(start + k) % 31] for k in range(AGENTS)]
        for each in (world, forgetful):
            each.view["facts"][:] = columns_of(batch)
            tick(each, [planning], 6)
        forgetful.view["memory_problem"][:] = -1
        assert world.digest() == forgetful.digest()


def test_the_memory_is_used(world, states):
    world.view["facts"][:] = columns_of(states[:AGENTS])
    tick(world, [planning], 6)
    kept = world.view["memory_problem"] == 0
    assert kept.sum() > 1
    world.view["memory_action"][kept] = 3
    world.view["planned_skill"][:] = -1
    tick(world, [planning], 6)
    assert 3 in world.view["wanted"].tolist()
