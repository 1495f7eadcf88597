"""What the planner rests on where no plan shows it: lower bounds, the order of a sweep, which problems have tables."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ai.goap.domain import Domain
from engine.ai.goap.kernels.pairs import dearest_pair
from engine.ai.goap.kernels.verdicts import CAPPED, MEMORY, NAMES, NONE, PLAN, REACHED, SEARCH, TABLE
from engine.ai.goap.planner.batch import ProblemSet
from engine.ai.goap.planner.encoding import sweep_order
from engine.ai.goap.planner.policy import build_table, follow, weight_of
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.tables import ClosureStore
from engine.ai.goap.vocabulary import Action, Fact, Goal
from tests.engine.ai.goap.puzzles import dijkstra, everything, in_batch, random_domains

LITERALS = 128


def chain(length: int, *, is_reversed: bool = False) -> Domain:
    """Each step needs what the one before it gives; `is_reversed`: the last step and fact have the first names."""
    places = range(length - 1, -1, -1) if is_reversed else range(length)
    facts = [Fact(f"fact_{place:03}", "A rung.") for place in places]
    steps = [
        Action(f"step_{place:03}", "S.", (facts[n - 1],) if n else (), (facts[n],)) for n, place in enumerate(places)
    ]
    return Domain.build(facts, steps, [Goal("top", "T.", wants=(facts[-1],))])


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(0, LITERALS - 1), max_size=7), st.integers(0, 2**32 - 1))
def test_the_dearest_pair_is_the_greatest_over_all_pairs(literals, seed):
    pair = np.random.default_rng(seed).integers(0, 1000, (LITERALS, LITERALS))
    pair = np.maximum(pair, pair.T)
    words = [np.uint64(sum(1 << n - low for n in literals if low <= n < low + 64)) for low in (0, 64)]
    pairs = [*((n, n) for n in literals), *combinations(sorted(literals), 2)]
    expected = max((int(pair[one, other]) for one, other in pairs), default=0)
    assert dearest_pair.py_func(*words, LITERALS, pair.reshape(-1)) == expected


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_chain_with_more_literals_than_a_word_has_bits_is_planned_to_its_end(is_reversed):
    domain = chain(70, is_reversed=is_reversed)
    found = SearchArrays.of(everything(domain)).find(0)
    steps = [domain.action_ids[f"step_{n:03}"] for n in range(70)]
    assert list(found.actions) == (steps[::-1] if is_reversed else steps)


def test_a_sweep_follows_the_order_in_which_actions_become_possible():
    domain = chain(6, is_reversed=True)
    cut = everything(domain)
    assert [cut.actions[place] for place in sweep_order(cut)] == [
        domain.action_ids[f"step_{5 - n:03}"] for n in range(6)
    ]


@settings(max_examples=25, deadline=None)
@given(random_domains(range(5)))
def test_a_table_weighs_each_state_by_the_plan_that_it_leads_to(domain):
    cut = everything(domain)
    table = build_table(cut)
    for state in range(1 << 5):
        plan = follow(table, cut, state)
        assert (plan.verdict, plan.cost) == (dijkstra(domain, state).verdict, dijkstra(domain, state).cost)
        if plan.verdict == "plan":
            weight = sum(weight_of(int(cut.cost_of[action])) for action in plan.actions)
            assert table.weight[table.index(state)] == weight


@pytest.mark.parametrize(("is_tabled", "length", "has_table"), [(True, 5, True), (True, 30, False), (False, 5, False)])
def test_a_problem_has_a_table_if_it_is_narrow_and_may_have_one(is_tabled, length, has_table):
    problems = ProblemSet((everything(chain(length)),), is_tabled=is_tabled)
    assert (problems.table(0) is not None) == has_table
    assert problems.columns["policy_base"].tolist() == [0 if has_table else -1]


def test_a_problem_that_was_cut_out_lately_is_the_very_one():
    domain, store = chain(4), ClosureStore(limit=2)
    costs = dict(enumerate(int(cost) for cost in domain.costs))

    def cut(can: int):
        return store.problem(domain, 0, costs, ((can, 1),))

    first = cut(0)
    assert cut(0) is first
    cut(1), cut(2)
    assert cut(0) is not first, "of two that are kept, the one that was not asked for longest is gone"


def test_verdicts_and_sources_are_told_apart():
    assert len({PLAN, NONE, CAPPED, REACHED}) == 4
    assert {TABLE, MEMORY, SEARCH} == {0, 1, 2}, "they are counted side by side"


def test_a_search_that_gives_up_says_so_instead_of_naming_an_action():
    assert in_batch(chain(30), [0, 1 << 28], 2) == [(NAMES[CAPPED], -1), (NAMES[PLAN], 29)]


@pytest.mark.parametrize("number", [-1, 1])
def test_a_question_about_a_problem_that_there_is_not_is_refused(number):
    problems = ProblemSet((everything(chain(3)),))
    with pytest.raises(ValueError, match=r"problems are numbers from 0 to 0\.$"):
        problems.solve_all(np.zeros((2, 2), np.uint64), np.array([0, number], np.int32))
