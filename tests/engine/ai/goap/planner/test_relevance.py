"""What matters on the way to a goal is cut out of a domain, side by side, and nothing else is."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.ai.goap.domain import Domain, DomainError
from engine.ai.goap.planner.encoding import literals_that_matter
from engine.ai.goap.planner.relevance import Problem, problem
from engine.ai.goap.vocabulary import Action, Fact, Goal
from tests.engine.ai.goap.puzzles import everything

A, B, C, D, E, F = (Fact(name, name) for name in "abcdef")
ACTS = [
    Action("a_use", "A.", (B,), (A,), 2.0),
    Action("b_get", "B.", (~C,), (B, F), 1.0),
    Action("c_drop", "C.", (D,), (~C,), 1.5),
    Action("d_other", "D.", (E,), (C, F), 1.0),
    Action("e_lose", "E.", (), (~A,), 1.0),
]
DOMAIN = Domain.build((A, B, C, D, E, F), ACTS, [Goal("have", "A.", (A,)), Goal("lack", "Not A.", (~A, F))])


def facts_of(cut: Problem) -> str:
    return "".join(DOMAIN.facts[bit].name for bit in cut.bits)


def test_an_action_matters_when_it_gives_something_that_is_wanted_in_the_way_it_is_wanted():
    have, lack = everything(DOMAIN, 0), everything(DOMAIN, 1)
    assert (have.actions, have.costs, facts_of(have)) == ((0, 1, 2), (2000, 1000, 1500), "abcd")
    assert (have.want_true, have.want_false) == (0b1, 0)
    assert (lack.actions, facts_of(lack)) == ((1, 2, 3, 4), "acdef")
    assert (lack.want_true, lack.want_false) == (0b100000, 0b1)
    assert have.cost_of == {0: 2000, 1: 1000, 2: 1500}


def test_what_an_agent_may_not_do_does_not_matter_nor_what_only_that_would_need():
    few = problem(DOMAIN, 0, {0: 5, 2: 6})
    assert (few.actions, few.costs, facts_of(few)) == ((0,), (5,), "ab")
    assert facts_of(problem(DOMAIN, 0, {})) == "a"


def test_a_key_tells_problems_apart_and_equal_ones_share_it():
    every = dict.fromkeys(range(5), 1000)
    base = problem(DOMAIN, 0, every)
    others = [
        problem(DOMAIN, 1, every),
        problem(DOMAIN, 0, {**every, 1: 1001}),
        problem(DOMAIN, 0, {0: 1000, 1: 1000}),
        problem(Domain.build((A, B, C, D, E, F), ACTS[:4], DOMAIN.goals), 0, dict.fromkeys(range(4), 1000)),
    ]
    assert len({base.key, *(each.key for each in others)}) == 5
    assert problem(DOMAIN, 0, {**every, 3: 7, 4: 9}).key == base.key, "what does not matter may cost what it will"
    assert len(base.key) == 32


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from([0, 1, 2, 5, 6, 30, 62, 63, 64, 65, 100, 127])), st.integers(0, 2**128 - 1))
@example({2, 4}, 1 << 4)
def test_relevant_facts_are_packed_side_by_side_the_lowest_first(bits: set[int], state: int):
    cut = Problem(DOMAIN, 0, (), (), sum(1 << bit for bit in bits), 0, 0)
    assert cut.bits == tuple(sorted(bits))
    assert cut.pack(state) == sum((state >> bit & 1) << place for place, bit in enumerate(sorted(bits)))


def test_what_was_found_to_matter_first_keeps_nothing_out():
    last = [
        Action("a_end", "A.", (B,), (A,)),
        Action("b_far", "Found in the second round, behind what was found in the first.", (), (C,)),
        Action("c_near", "C.", (C,), (B,)),
    ]
    assert everything(Domain.build((), last, [Goal("have", "A.", (A,))])).actions == (0, 1, 2)


def test_as_many_conditions_as_a_subgoal_holds_may_matter_and_no_more():
    facts = [Fact(f"fact_{number:03}", "A fact.") for number in range(127)]
    goal = Goal("all", "All.", tuple(facts))
    full, over = ([Action("act", "A.", tuple(~fact for fact in facts[:many]), (facts[0],))] for many in (1, 2))
    assert len(literals_that_matter(everything(Domain.build(facts, full, [goal])))) == 128
    with pytest.raises(DomainError, match=r"129 conditions matter on the way to it .* a search holds 128\."):
        literals_that_matter(everything(Domain.build(facts, over, [goal])))
