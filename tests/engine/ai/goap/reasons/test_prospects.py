"""Prospects never slander: what is called impossible, useless or out of reach is in no best plan, from any belief."""

import heapq
from itertools import count, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ai.goap.domain import Domain
from engine.ai.goap.reasons.prospect_words import why_never_possible, why_out_of_reach, why_settled, why_useless
from engine.ai.goap.reasons.prospects import Outlook, Prospects
from engine.ai.goap.vocabulary import Action, Condition, Fact, Goal, literals
from engine.rules.builtin.planning_vocabulary import faults
from engine.rules.minds import outlook_of

FACTS = tuple(Fact(name, name, observed=name < "d") for name in "abcdef")
A, B, C, D, E, F = FACTS
"""The first three are observed; the others are outcomes."""


def prospects(*entries: Action | Goal) -> Prospects:
    actions = [entry for entry in entries if isinstance(entry, Action)]
    goals = [entry for entry in entries if isinstance(entry, Goal)]
    return Outlook(
        Domain.build(FACTS, actions, goals), frozenset(fact.name for fact in FACTS if fact.observed)
    ).everything


def do(name: str, needs: tuple[Condition, ...], *gives: Condition, cost: float = 1.0) -> Action:
    return Action(name, name, needs, gives, cost)


# ---- what is told ----
def test_a_need_that_nobody_observes_or_gives_is_never_met():
    found = prospects(do("act", (A, D), E), Goal("goal", "", wants=(E,)))

    assert why_never_possible(found, "act") == 'it needs "d", which no system observes and none of its actions gives'
    assert why_out_of_reach(found, "goal") == 'it wants "e", which only "act" gives, and that is not possible then'


def test_actions_that_wait_for_each_other_are_told_as_a_circle():
    found = prospects(do("one", (D,), E), do("two", (E,), D), Goal("goal", "", wants=(E,)))

    assert why_never_possible(found, "one") == 'it needs "d", and "one" and "two" wait for each other'


def test_a_circle_that_can_be_entered_is_no_fault():
    found = prospects(do("one", (A,), B), do("two", (B,), A), do("act", (A, B), E), Goal("goal", "", wants=(E,)))

    assert found.possible == {"one", "two", "act"}
    assert found.useless == ()
    assert not found.is_out_of_reach("goal")


def test_two_actions_that_only_serve_each_other_are_of_no_use():
    found = prospects(do("one", (A,), B), do("two", (B,), A), do("act", (C,), E), Goal("goal", "", wants=(E,)))

    assert found.useless == ("one", "two")
    assert why_useless(found, "one") == 'it and "two" only serve each other, and no goal of its wants what they give'


def test_two_needs_of_which_each_takes_the_other_away_are_never_met():
    found = prospects(do("one", (), D, ~E), do("two", (), E, ~D), do("act", (D, E), F), Goal("goal", "", wants=(F,)))

    told = 'it needs "d" and "e", and whatever gives one takes the other away'
    assert why_never_possible(found, "act") == told


def test_what_an_action_gives_holds_only_beside_what_may_hold_with_all_its_needs():
    one, two = do("one", (), D, ~F), do("two", (), F, ~D, ~E)
    found = prospects(one, two, do("act", (D, A), E), do("both", (E, F), B), Goal("goal", "", wants=(B,)))

    assert "act" in found.possible
    assert why_never_possible(found, "both").startswith('it needs "e" and "f", and whatever gives one')


def test_an_action_that_gives_only_what_it_needs_is_of_no_use():
    found = prospects(do("stay", (A, B), A), Goal("goal", "", wants=(A,)))

    assert why_useless(found, "stay") == "it gives only what it needs"
    assert found.is_out_of_reach("goal")


def test_an_action_for_one_that_is_never_possible_is_of_no_use():
    found = prospects(do("ready", (), A), do("act", (A, D), E), Goal("goal", "", wants=(E,)))

    assert why_useless(found, "ready") == (
        'none of its goals wants what it gives; only "act" needs it, and that is never possible'
    )


def test_a_goal_may_be_barred_by_its_own_condition():
    found = prospects(do("act", (A,), E), Goal("goal", "", wants=(E,), condition=(~A,)))

    assert found.possible == {"act"}
    assert found.is_out_of_reach("goal")


def test_a_goal_that_wants_what_excludes_itself_is_out_of_reach():
    found = prospects(do("one", (), D, ~E), do("two", (), E, ~D), Goal("goal", "", wants=(D, E)))

    assert why_out_of_reach(found, "goal") == 'it wants "d" and "e", and whatever gives one takes the other away'


@pytest.mark.parametrize(
    ("goal", "why"),
    [
        (Goal("goal", "", wants=(A,), condition=(A, B)), "all that it wants holds whenever it is considered"),
        (Goal("goal", "", wants=(~D,)), "all that it wants holds whenever it is considered"),
        (
            Goal("goal", "", wants=(E,), condition=(D,)),
            'it is considered only while "d" holds, which no system observes',
        ),
        (Goal("goal", "", wants=(A,)), ""),
    ],
)
def test_a_goal_that_leaves_nothing_to_decide_is_told(goal: Goal, why: str):
    assert why_settled(prospects(do("act", (), A, E), goal), "goal") == why


def test_the_engines_own_words_are_in_order():
    outlook = outlook_of(())

    assert list(faults(outlook)) == []
    assert {fact.name for fact in outlook.domain.facts if fact.observed} == outlook.believed


# ---- laws ----
conditions = st.lists(st.tuples(st.sampled_from(FACTS), st.booleans()), max_size=3, unique_by=lambda each: each[0].name)


def taken(drawn: list[tuple[Fact, bool]]) -> tuple[Condition, ...]:
    return tuple(fact if value else ~fact for fact, value in drawn)


@st.composite
def domains(draw: st.DrawFn) -> Prospects:
    some = conditions.filter(bool)
    actions = [
        Action(f"act_{number}", "", taken(draw(conditions)), taken(draw(some)), draw(st.sampled_from([1.0, 1.5, 3.0])))
        for number in range(draw(st.integers(1, 5)))
    ]
    goals = [
        Goal(f"goal_{number}", "", taken(draw(some)), taken(draw(conditions)))
        for number in range(draw(st.integers(1, 2)))
    ]
    return prospects(*actions, *goals)


def beginnings(condition: tuple[Condition, ...]) -> list[frozenset[str]]:
    """Every belief in which a goal is considered: any of the observed facts, no outcome."""
    known = [fact.name for fact in FACTS if fact.observed]
    found = [frozenset(name for name, on in zip(known, bits, strict=True) if on) for bits in product((0, 1), repeat=3)]
    return [state for state in found if meets(state, condition)]


def meets(state: frozenset[str], wanted: tuple[Condition, ...]) -> bool:
    return all((literal.fact.name in state) == literal.value for literal in literals(wanted))


def after(state: frozenset[str], action: Action) -> frozenset[str]:
    given = literals(action.gives)
    added = {literal.fact.name for literal in given if literal.value}
    return (state | added) - {literal.fact.name for literal in given if not literal.value}


def best_actions(start: frozenset[str], actions: tuple[Action, ...], goal: Goal) -> frozenset[str]:
    """The actions of all cheapest plans from a belief, by Dijkstra's search there and back."""
    cost, queue, order = {start: 0.0}, [(0.0, 0, start)], count(1)
    while queue:
        so_far, _, state = heapq.heappop(queue)
        if so_far > cost[state]:
            continue
        for action in actions:
            if meets(state, action.needs):
                new = after(state, action)
                if so_far + action.cost < cost.get(new, float("inf")):
                    cost[new] = so_far + action.cost
                    heapq.heappush(queue, (cost[new], next(order), new))
    reached = [state for state in cost if meets(state, goal.wants)]
    if not reached:
        return frozenset()
    least = min(cost[state] for state in reached)
    used: set[str] = set()
    back = [state for state in reached if cost[state] == least]
    seen = set(back)
    while back:
        state = back.pop()
        for before, so_far in cost.items():
            for action in actions:
                is_step = meets(before, action.needs) and after(before, action) == state
                if is_step and so_far + action.cost == cost[state]:
                    used.add(action.name)
                    if before not in seen:
                        seen.add(before)
                        back.append(before)
    return frozenset(used)


@settings(max_examples=150, deadline=None)
@given(domains())
def test_no_best_plan_uses_what_is_called_useless_or_impossible(found: Prospects):
    outlook = found.outlook
    scorned = {*found.useless, *(name for name in found.actions if name not in found.possible)}
    for goal in outlook.domain.goals:
        serving = {name for name in found.actions if goal.name in found.serves[name]}
        for start in beginnings(goal.condition):
            used = best_actions(start, outlook.domain.actions, goal)
            assert not used & scorned
            assert used <= serving


@settings(max_examples=150, deadline=None)
@given(domains())
def test_no_plan_reaches_what_is_called_out_of_reach_or_settled(found: Prospects):
    outlook = found.outlook
    for goal in outlook.domain.goals:
        starts = beginnings(goal.condition)
        if found.never_considered(goal.name):
            assert not starts
        if found.is_always_reached(goal.name):
            assert all(meets(start, goal.wants) for start in starts)
        if found.is_out_of_reach(goal.name):
            for start in starts:
                used = best_actions(start, outlook.domain.actions, goal)
                assert not used
