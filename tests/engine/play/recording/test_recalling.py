"""A remembered run becomes a recording, and a recording a past to go through; what does not fit is refused whole."""

from dataclasses import replace

import pytest

from engine.play.commands import Input, Tune
from engine.play.past.history import History
from engine.play.recording import RecordingError, load, replay, save
from engine.play.recording.comparing import compare_recordings
from engine.play.recording.data import Keyframes
from engine.play.recording.recalling import recall, recording_of, session_of
from engine.play.running.session import Session

LONG = {"foe.nerve.limit": 1e6, "hero.nerve.limit": 1e6}
SAID = {3: [Input((0.0, 1.0))], 200: [Input((1.0, 0.0)), Tune("hero", "body.speed", 2.0)]}


def ran(yard, said=SAID, ticks=700):
    """A session with its history, and the digest at each tick."""
    session = Session(yard, 11, overrides=LONG, autopilot=None)
    history = History(session)
    digests = {0: session.digest()}
    while session.tick < ticks:
        session.step(said.get(session.tick, ()))
        digests[session.tick] = session.digest()
    return history, digests


def recorded(history, **options):
    return recording_of(history.session, history.past(), outcome="running", project="yard", **options)


def test_a_remembered_run_is_a_recording_that_replays(yard, tmp_path):
    history, digests = ran(yard)
    history.seek(650)
    recording = recorded(history, last=digests[700])

    assert {digests[tick] for tick in recording.digests} == set(recording.digests.values())
    again = load(save(recording, tmp_path / "run.awrec"))
    assert len(again.keyframes) == 3
    report = replay(again, yard, style="each")
    assert report.is_equal, report
    assert (report.ticks, report.digest) == (700, digests[700])


def test_a_recording_is_a_run_to_go_through(yard, tmp_path):
    history, digests = ran(yard)
    again = load(save(recorded(history), tmp_path / "run.awrec"))
    session = session_of(again, yard)
    heard: list[tuple[int, int]] = []
    other, chronicle = recall(again, session, told=lambda done, whole: heard.append((done, whole)))

    for tick in (640, 0, 199, 201, 700, 350):
        other.seek(tick)
        assert session.digest() == digests[tick]
        assert other.run_of(tick) == history.run_of(tick)
    assert "Gate fired" in {mark.text for mark in chronicle.marks}
    assert heard[:2] == [(0, 700), (60, 700)]


def test_a_recording_of_another_scene_is_refused(yard):
    history, _ = ran(yard, ticks=20)
    again = replace(recorded(history), fingerprint="another")

    with pytest.raises(RecordingError, match="is not what it was when this was recorded"):
        recall(again, Session(yard, 11, overrides=LONG))


def test_other_bits_and_another_end_are_refused_with_the_tick(yard):
    history, digests = ran(yard, ticks=300)
    again = recorded(history)
    again.digests[240] = digests[239]
    with pytest.raises(RecordingError, match="comes to other bits by tick 240 than were recorded"):
        recall(again, Session(yard, 11, overrides=LONG))

    again = replace(recorded(history), outcome="victory")
    with pytest.raises(RecordingError, match="the run is running at its end; victory was recorded"):
        recall(again, Session(yard, 11, overrides=LONG))


def test_overrides_that_nobody_takes_any_more_are_refused_with_the_reason(yard):
    history, _ = ran(yard, ticks=20)
    again = replace(recorded(history), overrides={"dragon.health.current": 5.0})

    with pytest.raises(RecordingError, match='nobody is called "dragon"'):
        session_of(again, yard)


def test_two_recordings_are_compared_tick_by_tick(yard):
    one, two = ran(yard)[0], ran(yard, {**SAID, 400: [Input((-1.0, 0.0))]})[0]
    same, other = recorded(one), recorded(two)

    found = compare_recordings(same, other, yard, style="each")
    assert (found.tick, found.compared, found.recorded) == (401, 700, 480)
    assert found.said == ((), (Input((-1.0, 0.0)),))
    assert "input_move" in {column.column for column in found.columns}
    assert compare_recordings(same, recorded(one), yard, style="each").tick is None


def test_recordings_of_other_seeds_differ_from_the_start(yard):
    one = recorded(ran(yard, ticks=30)[0])
    found = compare_recordings(one, replace(one, seed=12), yard, style="each")

    assert found.tick == 0
    assert [column.column for column in found.columns] == ["seed"]


def test_the_same_words_with_other_digests_are_told_apart(yard):
    one = recorded(ran(yard, ticks=130)[0])
    other = replace(one, digests={**one.digests, 120: "0" * 32}, keyframes=Keyframes())
    found = compare_recordings(one, other, yard, style="each")

    assert (found.tick, found.recorded) == (None, 120)


def test_recordings_of_different_places_are_not_compared(yard):
    one = recorded(ran(yard, ticks=5)[0])
    with pytest.raises(RecordingError, match="of different places: duel in yard, and the slice a, b"):
        compare_recordings(one, replace(one, slice=("a", "b")), yard)
