"""Why something is never possible is told by the names of those who could give it, in the singular and the plural."""

import pytest

from engine.ai.goap.reasons.prospect_words import (
    any_of,
    named,
    why_never_possible,
    why_out_of_reach,
    why_settled,
    why_useless,
)
from engine.ai.goap.vocabulary import Goal
from tests.engine.ai.goap.reasons.test_prospects import A, B, C, D, E, F, do, prospects


@pytest.mark.parametrize(
    ("names", "all_of_them", "one_of_them"),
    [
        ("a", '"a"', 'the action "a"'),
        ("ab", '"a" and "b"', 'the action "a" or "b"'),
        ("abc", '"a", "b" and "c"', 'the action "a", "b" or "c"'),
        ("abcd", '"a", "b" and 2 more', 'one of 4 actions, such as "a" or "b"'),
    ],
)
def test_names_are_listed_as_far_as_anybody_reads_them(names, all_of_them, one_of_them):
    assert (named(list(names)), any_of(list(names))) == (all_of_them, one_of_them)


def test_an_action_that_waits_for_others_which_never_come_names_them():
    one, two = do("one", (F,), D), do("two", (F,), D)
    goal = Goal("goal", "", wants=(E,))

    alone = prospects(one, do("act", (A, D), E), goal)
    assert why_never_possible(alone, "act") == 'it needs "d", which only "one" gives, and that is never possible'
    both = prospects(one, two, do("act", (A, D), E), goal)
    told = 'it needs "d", which only "one" and "two" give, and those are never possible'
    assert why_never_possible(both, "act") == told


def test_of_what_a_goal_wants_only_what_is_missing_is_named():
    found = prospects(do("act", (), B), Goal("goal", "", wants=(A, E)))
    assert why_out_of_reach(found, "goal") == 'none of its actions gives "e"'


def test_a_goal_whose_wants_may_hold_already_and_that_nothing_gives_names_them_all():
    found = prospects(do("act", (), E), Goal("goal", "", wants=(A, B)))
    assert why_out_of_reach(found, "goal") == 'none of its actions gives "a" or "b"'


def test_what_only_serves_a_goal_that_is_never_considered_is_of_no_use():
    goal = Goal("goal", "", wants=(E,), condition=(D,))
    found = prospects(do("ready", (A,), B), do("act", (D, B), E), goal)
    assert (found.useless, found.helpful("goal")) == (("ready",), ())
    assert prospects(do("act", (~D,), E), goal).helpful("goal") == ("act",), "its condition bars nothing"


def test_what_may_be_useful_is_not_called_useless():
    found = prospects(do("act", (), E), Goal("goal", "", wants=(E,)))
    assert (why_useless(found, "act"), why_never_possible(found, "act"), why_out_of_reach(found, "goal")) == ("",) * 3


def test_what_only_useless_actions_need_is_told_by_their_names():
    idle = Goal("goal", "", wants=(C,))
    told = 'none of its goals wants what it gives; only "two" needs it, and that is of no use either'
    assert why_useless(prospects(do("one", (), A), do("two", (A,), B), idle), "one") == told
    more = prospects(do("one", (), A), do("two", (A,), B), do("act", (A,), E), idle)
    told = 'none of its goals wants what it gives; only "act" and "two" need it, and those are of no use either'
    assert why_useless(more, "one") == told
    never = prospects(do("one", (), A), do("two", (A, D), B), do("act", (A, F), E), idle)
    told = 'none of its goals wants what it gives; only "act" and "two" need it, and those are never possible'
    assert why_useless(never, "one") == told
    assert why_useless(prospects(do("one", (), A), idle), "one") == (
        "none of its goals wants what it gives, and none of its other actions needs it"
    )


def test_of_wants_that_nothing_gives_the_first_is_named_beside_one_that_is_given():
    found = prospects(do("act", (), B), Goal("goal", "", wants=(B, D, E)))
    assert why_out_of_reach(found, "goal") == 'it wants "d", which none of its actions gives'
    never = prospects(do("one", (F,), E), do("two", (F,), E), Goal("goal", "", wants=(E,)))
    told = 'it wants "e", which only "one" and "two" give, and those are not possible then'
    assert why_out_of_reach(never, "goal") == told


def test_an_action_that_alone_gives_what_it_needs_waits_for_nobody():
    found = prospects(do("act", (D,), D, E), Goal("goal", "", wants=(E,)))
    assert why_never_possible(found, "act") == 'it needs "d", which it alone gives'
    both = prospects(do("act", (A,), E), Goal("goal", "", wants=(E,), condition=(D, F)))
    told = 'it is considered only while "d" and "f" hold, which no system observes'
    assert why_settled(both, "goal") == told
