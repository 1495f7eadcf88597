"""Decisions over ticks become spans: without gaps, without equal neighbours, and found by tick."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.ai.goap.reasons.standing import Decision
from panels.goap_inspector.timeline import Timeline, timeline

GOALS, ACTIONS = ("fight", "survive"), ("approach", "flee", "strike")


def decided(tick, goal, action, *, waiting=-1, facts=0):
    return Decision(tick, facts, goal, action, action, 1, 2, 0, waiting)


decisions = st.lists(
    st.tuples(st.integers(1, 9), st.integers(-1, 1), st.integers(-1, 2), st.sampled_from([-1, 3]), st.integers(0, 3)),
    min_size=1,
    max_size=12,
)


def of(steps):
    tick, made = 0, []
    for ahead, goal, action, waiting, facts in steps:
        made.append(decided(tick, goal, action, waiting=waiting, facts=facts))
        tick += ahead
    return made, tick


@given(decisions)
def test_spans_follow_each_other_without_gaps_and_no_two_neighbours_are_alike(steps):
    made, last = of(steps)
    spans = timeline(made, 0, last, GOALS, ACTIONS).spans
    assert (spans[0].start, spans[-1].stop) == (0, last)
    for one, other in pairwise(spans):
        assert one.stop == other.start
        assert (one.goal, one.action, one.is_waiting) != (other.goal, other.action, other.is_waiting)


@given(decisions, st.data())
def test_each_tick_is_in_the_span_of_the_decision_in_force(steps, data):
    made, last = of(steps)
    tick = data.draw(st.integers(0, last))
    in_force = [decision for decision in made if decision.tick <= tick][-1]
    span = timeline(made, 0, last, GOALS, ACTIONS).at(tick)
    assert span.action == (ACTIONS[in_force.action] if in_force.action >= 0 else "")
    assert span.goal == (GOALS[in_force.goal] if in_force.goal >= 0 else "")


@given(decisions, st.data())
def test_a_line_that_grew_is_the_one_made_at_once(steps, data):
    made, last = of(steps)
    part = data.draw(st.integers(0, last))
    before = timeline(made, 0, part, GOALS, ACTIONS)
    assert timeline(made, 0, last, GOALS, ACTIONS, before) == timeline(made, 0, last, GOALS, ACTIONS)


def test_another_past_is_read_anew():
    before = timeline([decided(0, 0, 0), decided(5, 1, 1)], 0, 9, GOALS, ACTIONS)
    other = [decided(0, 0, 0), decided(5, 0, 2), decided(7, 1, 1)]
    assert timeline(other, 0, 9, GOALS, ACTIONS, before).spans[1].action == "strike"


def test_only_what_is_in_sight_is_drawn():
    made = [decided(tick, tick // 5 % 2, 0) for tick in range(0, 100, 5)]
    line = timeline(made, 0, 100, GOALS, ACTIONS)
    assert [span.start for span in line.between(12, 22)] == [10, 15, 20]


def test_a_walk_goes_from_change_to_change_and_ends_at_the_ends():
    made = [decided(0, 0, 0), decided(5, 0, 0, facts=1), decided(9, 1, 1), decided(20, 0, 2)]
    line = timeline(made, 0, 30, GOALS, ACTIONS)
    assert [line.next_change(tick, 1) for tick in (0, 9, 20)] == [9, 20, 30]
    assert [line.next_change(tick, -1) for tick in (30, 20, 9, 0)] == [20, 9, 0, 0]


def test_nothing_known_is_nothing_shown():
    assert Timeline().at(0) is None
    assert timeline([], 0, 9, GOALS, ACTIONS).spans == ()
