"""Plays by hand: what a person alone can have said, and names that differ with anything that was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.play.commands import Input, PlayCommand, Populate, Possess, Retry, SetAutopilot, StartAt, Tune
from engine.play.recording.by_hand import is_by_hand, name_of_play

MOVED = {3: (Input(move=(0.0, 1.0)),)}
SAID = st.dictionaries(
    st.integers(0, 99),
    st.lists(st.builds(Input, buttons=st.integers(0, 7)) | st.builds(Possess, st.sampled_from("ab")), min_size=1).map(
        tuple
    ),
    max_size=4,
)


def test_hands_that_moved_are_a_person():
    assert is_by_hand(None, {}, MOVED)
    assert is_by_hand(None, {}, {**MOVED, 9: (Possess("kael"), Input())})


@pytest.mark.parametrize(
    "command",
    [SetAutopilot("novice"), Tune("a", "health.current", 1.0), Retry(), StartAt("gate"), Populate(5)],
)
def test_whatever_else_is_said_makes_it_none(command: PlayCommand):
    assert not is_by_hand(None, {}, {**MOVED, 9: (command,)})


def test_an_autopilot_other_values_or_idle_hands_are_none():
    assert not is_by_hand("expert", {}, MOVED)
    assert not is_by_hand(None, {"a.health.current": 5.0}, MOVED)
    assert not is_by_hand(None, {}, {})
    assert not is_by_hand(None, {}, {3: (Possess("kael"),)})


@given(SAID, SAID)
def test_two_plays_have_one_name_only_where_the_same_was_said(one, other):
    assert (name_of_play(1, 100, one) == name_of_play(1, 100, other)) == (one == other)
    assert name_of_play(1, 100, one) != name_of_play(2, 100, one)
    assert name_of_play(1, 100, one) != name_of_play(1, 101, one)


def test_what_was_said_for_a_tick_that_was_not_played_is_not_in_the_name():
    assert name_of_play(1, 3, MOVED) == name_of_play(1, 3, {})
