"""A policy table answers from every state of a narrow problem, and lately built ones are kept."""

import numpy as np
import pytest

from engine.ai.goap.domain import Domain
from engine.ai.goap.planner.batch import ProblemSet
from engine.ai.goap.planner.policy import (
    DENSE_BITS,
    NO_PLAN,
    REACHED,
    STEP_WEIGHT,
    UNREACHABLE,
    TableStore,
    build_table,
    follow,
    weight_of,
)
from engine.ai.goap.planner.relevance import PlanResult
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.ai.goap.words import columns_of
from tests.engine.ai.goap.puzzles import everything


def ladder(length: int, name: str = "rung") -> Domain:
    """Each step but the first needs what the one before it gives."""
    rungs = [Fact(f"{name}_{number:02}", "A rung.") for number in range(length)]
    steps = [
        Action(f"step_{number:02}", "S.", (rungs[number - 1],), (rung,)) for number, rung in enumerate(rungs) if number
    ]
    return Domain.build(rungs, steps, [Goal("top", "T.", (rungs[-1],))])


def test_a_table_knows_each_state_whether_it_has_a_plan_or_needs_none():
    domain = ladder(3)
    table = build_table(everything(domain))
    assert table.first.tolist() == [NO_PLAN, 0, 1, 1, REACHED, REACHED, REACHED, REACHED]
    two, one = 2 * weight_of(1000), weight_of(1000)
    assert table.weight.tolist() == [UNREACHABLE, two, one, one, 0, 0, 0, 0]
    assert table.nbytes == 8 * (2 + 8)
    results = [follow(table, everything(domain), state) for state in (0, 1, 2, 4)]
    assert results == [
        PlanResult("none"),
        PlanResult("plan", (0, 1), 2000),
        PlanResult("plan", (1,), 1000),
        PlanResult("plan"),
    ]


def test_the_cheaper_plan_wins_and_of_equals_the_shorter():
    assert weight_of(1500) == 1500 * STEP_WEIGHT + 1
    here, there, done = Fact("here", "H."), Fact("there", "T."), Fact("zdone", "D.")
    ways = [
        Action("a_walk", "W.", (here,), (there,), 1.0),
        Action("b_end", "E.", (there,), (done,), 1.0),
        Action("c_leap", "L.", (here,), (done,), 2.0),
    ]
    domain = Domain.build((), ways, [Goal("end", "E.", (done,))])
    assert follow(build_table(everything(domain)), everything(domain), 1).actions == (2,)


@pytest.mark.parametrize(("width", "is_tabled"), [(DENSE_BITS, True), (DENSE_BITS + 1, False)])
def test_a_problem_of_so_many_facts_has_a_table_and_a_wider_one_is_searched(width: int, is_tabled: bool):
    problems = ProblemSet((everything(ladder(width)),))
    assert (problems.table(0) is not None) is is_tabled
    if not is_tabled:
        with pytest.raises(ValueError, match="17 relevant facts; a table holds 16"):
            build_table(problems.problems[0])


def test_of_tables_those_used_lately_are_kept():
    store = TableStore(limit=2)
    one, two, three = (everything(ladder(3, name)) for name in ("one", "two", "three"))
    first, second = store.table(one), store.table(two)
    assert store.table(one) is first
    third = store.table(three)
    assert (store.table(one), store.table(three)) == (first, third)
    assert store.table(one) is first
    assert store.table(two) is not second


def test_tables_side_by_side_begin_where_the_one_before_ends():
    cuts = tuple(everything(ladder(length)) for length in (3, 20, 2, 4))
    columns = ProblemSet(cuts).columns
    assert columns["policy_base"].tolist() == [0, -1, 8, 12]
    assert columns["policy"].tolist() == [
        each for length in (3, 2, 4) for each in build_table(everything(ladder(length))).first.tolist()
    ]
    assert ProblemSet(cuts, is_tabled=False).columns["policy"].tolist() == []


def test_a_question_is_looked_up_in_the_table_of_its_problem():
    cuts = tuple(everything(ladder(length)) for length in (3, 20, 2, 4))
    answers = ProblemSet(cuts).solve_all(columns_of(range(16)), np.full(16, 3, np.int32))
    assert answers.first.tolist() == [max(-1, first) for first in build_table(cuts[3]).first.tolist()]
