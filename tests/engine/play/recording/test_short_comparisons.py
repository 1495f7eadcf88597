"""What two runs are told to differ in: which columns and rows, in which words, and where the playing of both ends."""

from dataclasses import replace

import numpy as np
import pytest

from engine.play.commands import Input, Spawn
from engine.play.past.history import History
from engine.play.past.past import Past
from engine.play.recording import Recorder, RecordingError
from engine.play.recording.comparing import (
    ColumnDifference,
    Comparison,
    RowDifference,
    compare_pasts,
    compare_recordings,
    compare_sessions,
    differences,
    play,
)
from engine.play.running.session import Session

LEFT, RIGHT = Input((-1.0, 0.0)), Input((1.0, 0.0))


@pytest.fixture
def two(yard):
    return Session(yard, 11), Session(yard, 11)


def test_a_row_is_told_by_its_entity_with_both_values(two):
    one, other = two
    assert differences(one, other) == ()
    other.world.view["anger"][1] = 0.123456789
    doc = one.world.columns["anger"].doc
    entity, name = one.compiled.entity_of_row[1]
    assert differences(one, other) == (
        ColumnDifference("anger", doc, 1, (RowDifference(entity, name, "0", "0.123457"),)),
    )


def test_numbers_that_look_alike_are_told_with_all_their_digits(two):
    one, other = two
    one.world.view["anger"][1] = 1.0
    other.world.view["anger"][1] = np.nextafter(np.float32(1.0), np.float32(2.0))
    (row,) = differences(one, other)[0].rows
    assert (row.one, row.other) == ("1", "1.00000012")


def test_whole_numbers_are_told_with_all_their_digits(two):
    two[1].world.view["outbursts"][0] = 1234567
    (row,) = differences(*two)[0].rows
    assert (row.entity, row.name, row.one, row.other) == ("", "", "0", "1234567")


def test_a_vector_is_told_part_by_part(two):
    one, other = two
    one.world.view["position"][0] = (1.0, 2.0, 3.5)
    other.world.view["position"][0] = (1.0, 2.0, 4.5)
    (row,) = differences(one, other)[0].rows
    assert (row.one, row.other) == ("(1, 2, 3.5)", "(1, 2, 4.5)")


def test_a_long_vector_is_told_by_its_first_six_parts(two):
    for session, value in zip(two, (1, 2), strict=True):
        session.world.view["trigger_clock"] = np.full((1, 7), value, np.int32)
    (row,) = differences(*two)[0].rows
    assert (row.one, row.other) == ("(1, 1, 1, 1, 1, 1, ...)", "(2, 2, 2, 2, 2, 2, ...)")
    for session, value in zip(two, (1, 2), strict=True):
        session.world.view["trigger_clock"] = np.full((1, 6), value, np.int32)
    (row,) = differences(*two)[0].rows
    assert row.one == "(1, 1, 1, 1, 1, 1)"


def test_the_first_twelve_rows_are_told_one_by_one(two):
    for session in two:
        session.step([Spawn("foe", 10, (8.0, 0.0, 8.0))])
    two[1].world.view["anger"][:] += 1.0
    (anger,) = differences(*two)
    assert anger.count == two[0].world.rows > 13
    assert len(anger.rows) == 12
    two[1].world.view["anger"][:-1] = two[0].world.view["anger"][:-1]
    (anger,) = differences(*two)
    assert [row.entity for row in anger.rows] == [two[0].compiled.entity_of_row[-1][0]]


@pytest.mark.parametrize("is_first", [True, False])
def test_a_row_that_only_one_side_has_is_told_by_its_name_there(two, is_first: bool):
    one, other = two
    rows = one.world.rows
    one.step([Spawn("foe", 1, (8.0, 0.0, 8.0))])
    sides = (one, other) if is_first else (other, one)
    anger = next(each for each in differences(*sides) if each.column == "anger")
    told = anger.rows[-1]
    assert (told.entity, told.name) == one.compiled.entity_of_row[rows]
    assert (told.one if not is_first else told.other) == "n/a"


def test_a_column_that_one_side_lacks_or_holds_otherwise_differs_whole(two):
    one, other = two
    doc = one.world.columns["anger"].doc
    other.world.view["anger"] = one.world.view["anger"].astype(np.float64)
    (anger,) = differences(one, other)
    assert anger.count == one.world.rows
    for session in two:
        session.world.view["anger"] = np.zeros((one.world.rows, 0), np.float32)
    assert differences(one, other) == ()
    one.world.view["anger"] = np.zeros(one.world.rows, np.float32)
    other.world.view["anger"] = np.zeros((one.world.rows, 2), np.float32)
    (anger,) = differences(one, other)
    assert anger.count == one.world.rows
    del other.world.view["anger"]
    assert differences(one, other) == (ColumnDifference("anger", doc, 0, ()),)


def test_sessions_are_played_side_by_side_up_to_the_last_tick_or_the_end_of_both(yard):
    def compared(last, **options):
        return compare_sessions(Session(yard, 11, **options), Session(yard, 11, **options), {}, {}, last)

    assert compared(3) == Comparison(None, 3)
    assert compared(0) == Comparison(None, 0)
    assert compared(50, tick_limit=5) == Comparison(None, 5)


def test_sessions_at_other_ticks_differ_at_once(two):
    two[1].step()
    found = compare_sessions(*two, {}, {0: (LEFT,)}, 9)
    assert (found.tick, found.compared, found.said) == (0, 9, ((), ()))


def test_a_session_that_goes_on_where_the_other_has_failed_differs(two):
    two[1].is_failed = True
    assert compare_sessions(*two, {}, {}, 9).tick == 1


def test_pasts_are_compared_from_the_states_that_are_kept_of_them(two):
    """Also where playing from the first tick would not lead there."""
    one, other = two
    start = other.snapshot()
    for session in two:
        session.advance(2)
    other.world.view["anger"][1] += 1.0
    pasts = [Past(3, {}, {0: start, 2: session.snapshot()}) for session in two]
    found = compare_pasts(one, *pasts)
    assert (found.tick, [each.column for each in found.columns if each.column == "anger"]) == (3, ["anger"])


def test_a_difference_is_told_with_what_was_said_right_before(two):
    heard: list[tuple[int, int]] = []
    for session in two:
        session.advance(2)
    found = compare_sessions(*two, {4: (LEFT,)}, {4: (RIGHT,)}, 9, told=lambda *done: heard.append(done))
    assert (found.tick, found.compared, found.said) == (5, 9, ((LEFT,), (RIGHT,)))
    assert heard == [(0, 7)]


def test_a_run_is_played_to_a_tick_by_what_was_said_and_no_farther_than_it_goes(two, yard):
    one, other = two
    play(one, {2: (LEFT,)}, 4)
    other.advance(2)
    other.step([LEFT])
    other.step()
    assert (one.tick, one.digest()) == (4, other.digest())
    short = Session(yard, 11, tick_limit=3)
    play(short, {}, 9)
    assert short.tick == 3


@pytest.fixture
def recording(two):
    recorder = Recorder(two[0])
    two[0].advance(5)
    return recorder.recording


def test_recordings_without_an_encounter_are_told_apart_by_their_scenes(recording, yard):
    bare = replace(recording, encounter=None)
    with pytest.raises(RecordingError, match=r"they are of different places: yard, and court$"):
        compare_recordings(bare, replace(bare, scene="court"), yard)
    with pytest.raises(RecordingError, match=r"they are of different places: duel in yard, and yard$"):
        compare_recordings(recording, bare, yard)


def test_recordings_of_two_lengths_are_compared_up_to_the_shorter_one(recording, yard):
    short = replace(recording, ticks=3, digests={0: recording.digests[0]})
    assert compare_recordings(recording, short, yard, style="each") == Comparison(None, 3)
    other = replace(recording, commands={3: (LEFT,)}, digests={0: "another", 4: "one"})
    found = compare_recordings(recording, other, yard, style="each")
    assert (found.tick, found.compared, found.said, found.recorded) == (4, 5, ((), (LEFT,)), 0)


def test_recordings_are_compared_from_where_something_else_was_said(recording, yard):
    heard: list[tuple[int, int]] = []
    other = replace(recording, commands={3: (Input(),)})
    compare_recordings(recording, other, yard, style="each", told=lambda *done: heard.append(done))
    assert heard == [(0, 2)]


def test_what_was_compared_is_closed_also_where_somebody_ends_it(two, recording, yard, monkeypatch):
    closed: list[Session] = []

    def close(session: Session) -> None:
        closed.append(session)

    def end(done: int, every: int) -> None:
        raise InterruptedError

    monkeypatch.setattr(Session, "close", close)

    other = replace(recording, commands={3: (LEFT,)})
    past = History(two[1]).past()
    for comparing in (
        lambda: compare_recordings(recording, other, yard, style="each", told=end),
        lambda: compare_pasts(two[1], replace(past, end=3), replace(past, end=3, commands={0: (Input(),)}), told=end),
    ):
        closed.clear()
        with pytest.raises(InterruptedError):
            comparing()
        assert len(closed) == 2
