"""Laws of the planner: Dijkstra's plan to the step, and a verdict that is never a guess, whichever way one asks."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.ai.goap.domain import Domain
from engine.ai.goap.planner.cache import PlanCache, is_valid
from engine.ai.goap.planner.policy import build_table, follow
from engine.ai.goap.planner.relevance import PlanResult
from engine.ai.goap.planner.search import SearchArrays
from tests.engine.ai.goap.puzzles import (
    dijkstra,
    everything,
    first_of,
    in_batch,
    random_domains,
    token_domains,
    wanting_more,
)

BITS = 11
SCATTERED = (0, 1, 31, 62, 63, 64, 65, 96, 127)
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
# `few` draws whole domains; what is slow there is the drawing.


@few
@given(random_domains(range(BITS)), st.lists(st.integers(0, 2**BITS - 1), min_size=1, max_size=4))
def test_search_table_cache_and_batch_give_dijkstras_plan(domain: Domain, states: list[int]):
    goal, arrays, cache = everything(domain), SearchArrays.of(everything(domain)), PlanCache()
    table = build_table(goal)
    best = [dijkstra(domain, state) for state in states]
    assert [arrays.find(state) for state in states] == best
    assert [follow(table, goal, state) for state in states] == best
    assert [cache.find(arrays, state) for state in states * 2] == best * 2
    assert in_batch(domain, states) == in_batch(domain, states, tabled=True) == [first_of(each) for each in best]
    assert all(is_valid(goal, state, plan) for state, plan in zip(states, best, strict=True) if plan.verdict == "plan")


@few
@given(random_domains(SCATTERED, room=128), st.integers(0, 2**128 - 1))
def test_facts_of_both_words_plan_alike_and_those_that_do_not_matter_change_nothing(domain: Domain, state: int):
    result = SearchArrays.of(everything(domain)).find(state)
    assert result == dijkstra(domain, state)
    assert in_batch(domain, [state]) == in_batch(domain, [state], tabled=True) == [first_of(result)]


@settings(few, max_examples=12)
@given(token_domains(), st.integers(0, 89), st.integers(0, 7))
def test_more_relevant_facts_than_one_word_are_searched_as_well(domain: Domain, node: int, switches: int):
    state = 1 << node | switches << 90
    result = SearchArrays.of(everything(domain)).find(state, node_cap=1 << 16)
    assert result == dijkstra(domain, state)


@settings(few, max_examples=100)
@given(random_domains(range(4)), st.sampled_from([61, 64]))
def test_literals_of_a_subgoals_second_word_count_as_those_of_its_first(domain: Domain, before: int):
    # given a goal that also wants many facts that hold already, whose literals come before all others
    arrays = SearchArrays.of(everything(wanting_more(domain, before)))
    for state in range(16):
        start, best = state << before | (1 << before) - 1, dijkstra(domain, state)
        assert arrays.find(start) == best
        assert arrays.find(start, small_cap=1) == best


@settings(few, max_examples=60)
@given(random_domains(range(8)), st.integers(0, 255), st.integers(1, 30), st.integers(1, 30))
def test_a_cap_gives_the_best_plan_or_says_capped(domain: Domain, state: int, cap: int, small: int):
    arrays, best = SearchArrays.of(everything(domain)), dijkstra(domain, state)
    capped = arrays.find(state, node_cap=cap, small_cap=small)
    assert capped in (PlanResult("capped"), best)
    assert in_batch(domain, [state], cap)[0] in (("capped", -1), first_of(best))


@settings(few, max_examples=60)
@given(random_domains(range(8)), st.integers(0, 255))
def test_the_stronger_heuristic_changes_the_effort_and_not_the_plan(domain: Domain, state: int):
    arrays = SearchArrays.of(everything(domain))
    assert arrays.find(state, small_cap=1) == arrays.find(state)
