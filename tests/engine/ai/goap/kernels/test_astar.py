"""A search meets each subgoal once, none that is out of reach, and gives up only where its cap is met."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.ai.goap.domain import Domain
from engine.ai.goap.kernels import astar
from engine.ai.goap.kernels.astar import GAVE_UP, NODE_CAP
from engine.ai.goap.kernels.verdicts import NAMES
from engine.ai.goap.planner.batch import ProblemSet
from engine.ai.goap.planner.relevance import PlanResult
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.ai.goap.words import columns_of, words_of
from engine.world.kernel import plain_twin
from tests.engine.ai.goap.puzzles import (
    Tiles,
    dijkstra,
    everything,
    first_of,
    random_domains,
    widened,
    widened_state,
)

SEARCH, ROOM = plain_twin(astar.search_once), plain_twin(astar.search_room)
PLACES = 100
few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def length_of(domain: Domain, state: int, cap: int, small_cap: int = NODE_CAP, before: int = 0) -> int:
    """Length of the best plan, NO_PLAN or GAVE_UP, in a room for so many subgoals that held something else before."""
    room: tuple[Any, ...] = ROOM(cap)
    for part in room:
        part[...] = before
    columns = vars(SearchArrays.of(everything(domain)).arrays).values()
    low, high = (np.uint64(word) for word in words_of(state))
    return SEARCH(low, high, *columns, small_cap, cap, *room, np.empty(0, np.int32))


def road() -> Domain:
    """Places in a row, and a step from each to both of its neighbours."""
    at = [Fact(f"at_{place:03}", "There.") for place in range(PLACES)]
    ways = [(place, place + 1) for place in range(PLACES - 1)]
    steps = [
        Action(f"go_{here:03}_{there:03}", "Go.", (at[here],), (~at[here], at[there]))
        for one, other in ways
        for here, there in ((one, other), (other, one))
    ]
    return Domain.build(at, steps, [Goal("end", "At the end.", wants=(at[-1],))])


@pytest.mark.parametrize("small_cap", [PLACES, 1])
def test_room_for_each_subgoal_is_enough_and_one_less_is_not(small_cap: int):
    arrays = SearchArrays.of(everything(road()))

    found = arrays.find(1, node_cap=PLACES, small_cap=small_cap)
    assert (found.verdict, len(found.actions)) == ("plan", PLACES - 1)
    assert arrays.find(1, node_cap=PLACES - 1, small_cap=small_cap) == PlanResult("capped")


@pytest.mark.parametrize("small_cap", [3, 1])
def test_what_is_out_of_reach_takes_no_room(small_cap: int):
    near, wet = Fact("near", "Near."), Fact("wet", "Wet.")
    nevers = [Fact(f"never_{number}", "Never.") for number in range(5)]
    dives = [Action(f"dive_{number}", "Dive.", (never,), (wet,)) for number, never in enumerate(nevers)]
    entries = [*dives, Action("swim", "Swim.", (near,), (wet,)), Action("walk", "Walk.", (), (near,))]
    domain = Domain.build((), entries, [Goal("soak", "Wet.", wants=(wet,))])

    found = SearchArrays.of(everything(domain)).find(0, node_cap=3, small_cap=small_cap)
    assert [domain.actions[action].name for action in found.actions] == ["walk", "swim"]


@pytest.mark.parametrize("cap", [20, 32, 33, 129, 200, 256, 257])
@pytest.mark.parametrize("before", [0, 3])
def test_a_search_keeps_within_its_room_whatever_that_held_before(cap: int, before: int):
    board = Tiles(3, 2)
    swapped, solvable = board.state([0, 2, 1, 3, 4, 5]), board.state([1, 4, 2, 3, 5, 0])
    assert length_of(board.domain, swapped, cap, before=before) == GAVE_UP
    assert length_of(board.domain, swapped, cap, 1, before=before) == GAVE_UP
    assert length_of(board.domain, solvable, 400, before=before) == len(dijkstra(board.domain, solvable).actions)


def test_the_stronger_heuristic_is_turned_to_where_more_subgoals_may_be_met():
    board = Tiles(3, 2)
    start, cap = board.state([1, 0, 5, 3, 2, 4]), 20
    assert [length_of(board.domain, start, cap, small_cap) for small_cap in (1, cap - 1)] == [5, 5]
    assert [length_of(board.domain, start, cap, small_cap) for small_cap in (cap, cap + 1)] == [GAVE_UP, GAVE_UP]


@few
@given(random_domains(range(6)), st.integers(0, 63), st.sampled_from([58, 61]))
def test_subgoals_of_two_words_are_searched_like_those_of_one(domain: Domain, state: int, more: int):
    arrays, start = SearchArrays.of(everything(widened(domain, more, 2))), widened_state(state, more, 2)
    best = dijkstra(domain, state)
    assert arrays.find(start) == best
    assert arrays.find(start, small_cap=1) == best


@few
@given(st.lists(random_domains(range(5)), min_size=2, max_size=4), st.integers(0, 31))
def test_problems_side_by_side_are_searched_as_each_by_itself(domains: list[Domain], state: int):
    found = ProblemSet(tuple(map(everything, domains)), is_tabled=False).solve_all(
        columns_of([state] * len(domains)), np.arange(len(domains), dtype=np.int32)
    )
    told = [(NAMES[verdict], int(first)) for verdict, first in zip(found.verdict, found.first, strict=True)]
    assert told == [first_of(dijkstra(domain, state)) for domain in domains]


HELD = [Fact(f"a_{number:03}", "Holds already.") for number in range(64)]
ONE, TWO, THREE = (Fact(f"b_{number}", "Second word.") for number in range(3))


def names_of(*actions: Action, wants: tuple[Fact, ...], state: int = (1 << 64) - 1, small_cap: int = NODE_CAP):
    domain = Domain.build((*HELD, ONE, TWO, THREE), actions, [Goal("goal", "Goal.", wants=(*HELD, *wants))])
    found = SearchArrays.of(everything(domain)).find(state, small_cap=small_cap)
    return [domain.actions[action].name for action in found.actions]


@pytest.mark.parametrize("small_cap", [NODE_CAP, 1])
def test_what_a_step_spoils_keeps_it_out_in_either_word_and_in_both(small_cap: int):
    clean = Action("clean", "Clean.", (), (THREE,), 5.0)
    for spoilt in ((HELD[1],), (TWO,), (HELD[1], TWO)):
        dirty = Action("dirty", "Dirty.", (), (THREE, *(~fact for fact in spoilt)), 1.0)
        wants, start = (TWO, THREE), (1 << 64) - 1 | 1 << 65
        assert names_of(clean, dirty, wants=wants, state=start, small_cap=small_cap) == ["clean"]


@pytest.mark.parametrize("small_cap", [NODE_CAP, 1])
def test_each_literal_of_the_second_word_takes_its_step_and_clashes_order_them(small_cap: int):
    gets = [Action(f"get_{fact.name}", "Get.", (), (fact,)) for fact in (ONE, TWO)]
    last = Action("get_b_2", "Get.", (~TWO, ONE), (THREE,))
    assert names_of(*gets, last, wants=(ONE, TWO, THREE), small_cap=small_cap) == ["get_b_0", "get_b_2", "get_b_1"]


def test_of_equally_good_plans_the_first_names_win_although_they_are_found_last():
    x, y, done = Fact("x", "X."), Fact("y", "Y."), Fact("done", "Done.")
    ways = [
        Action("a", "A.", (x,), (done,)),
        Action("b", "B.", (y,), (done,)),
        Action("m", "Makes what `a` needs, so `a` stands behind `b` in a sweep.", (), (x,)),
    ]
    domain = Domain.build((), ways, [Goal("end", "End.", wants=(done,))])
    start = domain.state((x, y))
    for small_cap in (NODE_CAP, 1):
        assert SearchArrays.of(everything(domain)).find(start, small_cap=small_cap) == PlanResult("plan", (0,), 1000)
