"""Laws of the planner: as cheap as Dijkstra, the same from table, search and cache, and never a guess."""

import heapq
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ai.goap.cache import PlanCache, is_valid
from engine.ai.goap.domain import Domain, holds
from engine.ai.goap.policy import NO_PLAN, REACHED, build_table, follow
from engine.ai.goap.relevance import Problem, problem
from engine.ai.goap.search import SearchArrays
from engine.ai.goap.vocabulary import Action, Condition, Fact, Goal

BITS = 7
FACTS = [Fact(f"fact_{number}", "A fact.") for number in range(BITS)]


@st.composite
def conditions(draw: st.DrawFn, least: int, most: int) -> tuple[Condition, ...]:
    chosen = draw(st.lists(st.integers(0, BITS - 1), min_size=least, max_size=most, unique=True))
    return tuple(FACTS[bit] if draw(st.booleans()) else ~FACTS[bit] for bit in chosen)


@st.composite
def domains(draw: st.DrawFn) -> Domain:
    actions = [
        Action(
            f"action_{number:02}",
            "An action.",
            needs=draw(conditions(0, 3)),
            gives=draw(conditions(1, 3)),
            cost=draw(st.sampled_from([0.5, 1.0, 1.0, 1.5, 2.0])),
        )
        for number in range(draw(st.integers(1, 9)))
    ]
    return Domain.build(FACTS, actions, [Goal("goal", "A goal.", wants=draw(conditions(1, 3)))])


def everything(domain: Domain) -> Problem:
    return problem(domain, 0, dict(enumerate(int(cost) for cost in domain.costs)))


def moves(domain: Domain, state: int) -> Iterable[tuple[int, int]]:
    for action in range(len(domain.actions)):
        if holds(state, domain.needs.true[action], domain.needs.false[action]):
            yield action, (state | domain.gives.true[action]) & ~domain.gives.false[action]


def dijkstra(domain: Domain, state: int) -> tuple[int, int] | None:
    """Least (cost, steps) to the goal over every action and every fact, or None."""
    wanted = domain.wants.true[0], domain.wants.false[0]
    best = {state: (0, 0)}
    heap = [(0, 0, state)]
    while heap:
        cost, steps, here = heapq.heappop(heap)
        if best[here] != (cost, steps):
            continue
        if holds(here, *wanted):
            return cost, steps
        for action, there in moves(domain, here):
            reach = (cost + int(domain.costs[action]), steps + 1)
            if there not in best or reach < best[there]:
                best[there] = reach
                heapq.heappush(heap, (*reach, there))
    return None


STATES = st.integers(0, (1 << BITS) - 1)


@settings(max_examples=400, deadline=None)
@given(domains(), STATES)
def test_search_costs_what_dijkstra_costs(domain: Domain, state: int):
    result = SearchArrays.of(everything(domain)).find(state)
    best = dijkstra(domain, state)
    if best is None:
        assert result.verdict == "none"
    else:
        assert (result.verdict, result.cost, len(result.actions)) == ("plan", *best)
        assert is_valid(everything(domain), state, result)


@settings(max_examples=150, deadline=None)
@given(domains())
def test_the_table_is_the_search_from_every_state(domain: Domain):
    goal = everything(domain)
    table, arrays = build_table(goal), SearchArrays.of(goal)
    for state in range(1 << BITS):
        result = arrays.find(state)
        first = table.first[table.index(state)]
        if result.verdict == "none":
            assert first == NO_PLAN
        else:
            assert first == (result.actions[0] if result.actions else REACHED)
        assert follow(table, goal, state) == result


@settings(max_examples=100, deadline=None)
@given(domains(), st.lists(STATES, min_size=1, max_size=30))
def test_a_cached_plan_is_the_searched_plan(domain: Domain, states: list[int]):
    arrays = SearchArrays.of(everything(domain))
    tiny = PlanCache(limit=2)
    for state in states + states:
        assert tiny.find(arrays, state) == arrays.find(state)


@settings(max_examples=200, deadline=None)
@given(domains(), STATES, st.integers(1, 40))
def test_a_cap_gives_the_best_plan_or_says_capped(domain: Domain, state: int, cap: int):
    arrays = SearchArrays.of(everything(domain))
    capped = arrays.find(state, node_cap=cap)
    assert capped.verdict == "capped" or capped == arrays.find(state)


@settings(max_examples=200, deadline=None)
@given(domains(), STATES)
def test_the_stronger_heuristic_changes_the_effort_and_not_the_plan(domain: Domain, state: int):
    arrays = SearchArrays.of(everything(domain))
    assert arrays.find(state, small_cap=1) == arrays.find(state)


@settings(max_examples=150, deadline=None)
@given(domains(), STATES, STATES)
def test_facts_that_do_not_matter_do_not_change_the_plan(domain: Domain, state: int, other: int):
    goal = everything(domain)
    mixed = state & goal.mask | other & ~goal.mask
    arrays = SearchArrays.of(goal)
    assert arrays.find(mixed) == arrays.find(state)
