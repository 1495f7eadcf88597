"""A remembered plan is handed out while it is the best one and possible, and never after the domain was edited."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ai.goap.domain import Domain
from engine.ai.goap.planner.cache import PlanCache, is_valid, replayed_cost
from engine.ai.goap.planner.relevance import PlanResult, problem
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.vocabulary import Action, Condition, Fact, Goal
from tests.engine.ai.goap.puzzles import COSTS, everything, random_domains

SEEN, NEAR, ARMED, HARMED = (Fact(name, "A fact.") for name in ("seen", "near", "armed", "harmed"))
APPROACH = Action("approach", "Approach.", (SEEN,), (NEAR,), 2.0)
STRIKE = Action("strike", "Strike.", (SEEN, NEAR), (HARMED,), 1.0)
SHOOT = Action("shoot", "Shoot.", (SEEN,), (HARMED,), 5.0)
HARM = Goal("harm", "Harm.", (HARMED,))
BASE = (APPROACH, SHOOT, STRIKE)
START = 1 << 3  # facts by name: armed, harmed, near, seen


class Undated(Domain):
    """A domain whose version tells nothing, as if two versions had the same hash."""

    version = "0"  # type: ignore[assignment]


def asked(cache: PlanCache, actions: tuple[Action, ...], kind: type[Domain] = Domain) -> PlanResult:
    domain = kind.build((SEEN, NEAR, ARMED, HARMED), actions, (HARM,))
    return cache.find(SearchArrays.of(everything(domain)), START)


def named(result: PlanResult, actions: tuple[Action, ...]) -> list[str]:
    return [sorted(actions, key=lambda action: action.name)[number].name for number in result.actions]


EDITS = {
    "cost": (APPROACH, replace(SHOOT, cost=1.5), STRIKE),
    "precondition": (APPROACH, SHOOT, replace(STRIKE, needs=(SEEN, NEAR, ARMED))),
    "effect": (replace(APPROACH, gives=(ARMED,)), SHOOT, STRIKE),
    "side effect": (replace(APPROACH, gives=(NEAR, ~SEEN)), SHOOT, STRIKE),
    "removed": (SHOOT, STRIKE),
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_of_the_domain_no_old_plan_is_found(edit: str):
    cache = PlanCache()
    assert named(asked(cache, BASE), BASE) == ["approach", "strike"]
    assert named(asked(cache, EDITS[edit]), EDITS[edit]) == ["shoot"]
    assert (cache.hits, cache.misses, cache.invalid) == (0, 2, 0)


def test_agents_whose_own_costs_differ_do_not_share_a_plan():
    cache, domain = PlanCache(), Domain.build((SEEN, NEAR, ARMED, HARMED), BASE, (HARM,))
    plans = [
        cache.find(SearchArrays.of(problem(domain, 0, {0: approach, 1: 5000, 2: 1000})), START)
        for approach in (2000, 3000, 9000)
    ]
    assert [(named(plan, BASE), plan.cost) for plan in plans] == [
        (["approach", "strike"], 3000),
        (["approach", "strike"], 4000),
        (["shoot"], 5000),
    ]
    assert (cache.hits, cache.invalid) == (0, 0)


def test_undoing_the_edit_finds_the_old_plan_again():
    cache = PlanCache()
    for actions in (BASE, EDITS["cost"], BASE):
        asked(cache, actions)
    assert (cache.hits, cache.misses) == (1, 2)


@pytest.mark.parametrize(
    "edited", [replace(STRIKE, needs=(SEEN, NEAR, ARMED)), replace(APPROACH, gives=(NEAR, ~SEEN))], ids=lambda a: a.name
)
def test_a_plan_that_is_found_and_no_longer_works_is_not_handed_out(edited: Action):
    cache, actions = PlanCache(), tuple(edited if each.name == edited.name else each for each in BASE)
    assert named(asked(cache, BASE, Undated), BASE) == ["approach", "strike"]
    assert named(asked(cache, actions, Undated), actions) == ["shoot"]
    assert cache.invalid == 1


def test_a_plan_that_has_another_cost_now_does_not_hold():
    plan = asked(PlanCache(), BASE)
    dearer = (replace(APPROACH, cost=2.5), SHOOT, STRIKE)
    before, after = (everything(Domain.build((SEEN, ARMED), actions, (HARM,))) for actions in (BASE, dearer))
    assert is_valid(before, START, plan)
    assert not is_valid(after, START, plan)
    assert (replayed_cost(before, START, plan.actions), replayed_cost(after, START, plan.actions)) == (3000, 3500)


def test_a_plan_with_an_action_that_the_agent_does_not_have_does_not_hold():
    plan = asked(PlanCache(), BASE)
    fewer = replace(everything(Domain.build((SEEN, ARMED), BASE, (HARM,))), actions=(1, 2), costs=(5000, 1000))
    assert not is_valid(fewer, START, plan)


def test_what_does_not_matter_shares_a_plan_and_what_matters_does_not():
    cache = PlanCache()
    arrays = SearchArrays.of(everything(Domain.build((SEEN, NEAR, ARMED, HARMED), BASE, (HARM,))))
    cache.find(arrays, START)
    assert cache.find(arrays, START | 1).verdict == "plan"  # armed: nothing asks for it
    assert (cache.hits, cache.misses) == (1, 1)
    cache.find(arrays, 0)
    assert (cache.hits, cache.misses) == (1, 2)


def test_the_plan_that_was_not_used_for_longest_is_forgotten_first():
    cache = PlanCache(limit=2)
    arrays = SearchArrays.of(everything(Domain.build((SEEN, NEAR, ARMED, HARMED), BASE, (HARM,))))
    for state in (START, 0, START, START | 4, START, 0):
        cache.find(arrays, state)
    assert (len(cache), cache.hits, cache.misses) == (2, 2, 4)


def test_a_plan_that_was_searched_anew_counts_as_used_lately():
    cache = PlanCache(limit=2)
    edited = (APPROACH, SHOOT, replace(STRIKE, needs=(SEEN, NEAR, ARMED)))
    asked(cache, BASE, Undated)
    asked(cache, BASE)
    asked(cache, edited, Undated)  # what was kept longest no longer works
    asked(cache, EDITS["cost"])
    assert (len(cache), cache.hits, cache.misses, cache.invalid) == (2, 0, 4, 1)
    asked(cache, edited, Undated)
    assert (cache.hits, cache.misses) == (1, 4)


@pytest.mark.parametrize("verdict", ["none", "capped"])
def test_what_is_no_plan_is_no_valid_one_even_where_nothing_is_left_to_do(verdict):
    cut = everything(Domain.build((SEEN, NEAR, ARMED, HARMED), BASE, (HARM,)))
    assert is_valid(cut, 1 << 1, PlanResult("plan"))  # harmed already
    assert not is_valid(cut, 1 << 1, PlanResult(verdict))


@settings(max_examples=40, deadline=None)
@given(random_domains(range(6)), st.data())
def test_an_edited_domain_is_planned_as_if_nothing_were_remembered(domain: Domain, data: st.DataObject):
    cache = PlanCache()
    states = data.draw(st.lists(st.integers(0, 63), min_size=1, max_size=4))
    changed = list(domain.actions)
    for _ in range(3):
        arrays = SearchArrays.of(everything(Domain.build(domain.facts, changed, domain.goals)))
        assert [cache.find(arrays, state) for state in states] == [arrays.find(state) for state in states]
        place = data.draw(st.integers(0, len(changed) - 1))
        literal: Condition = data.draw(st.sampled_from([*domain.facts, *(~fact for fact in domain.facts)]))
        edits = {"cost": data.draw(st.sampled_from(COSTS)), "needs": (literal,), "gives": (literal,)}
        field = data.draw(st.sampled_from(sorted(edits)))
        changed[place] = replace(changed[place], **{field: edits[field]})
