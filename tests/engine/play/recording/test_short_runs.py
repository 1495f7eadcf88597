"""A recording of two seconds: what is written at which tick, and what a replay says of it."""

from dataclasses import replace

import pytest

from engine.play.commands import Input, Populate
from engine.play.recording import Player, Recorder, RecordingError, replay
from engine.play.recording.data import DIGEST_EVERY, Keyframes, pack_snapshot, unpack_snapshot
from engine.play.running.session import Session

LONG = {"foe.nerve.limit": 1e6, "hero.nerve.limit": 1e6}
LEFT, RIGHT = Input((-1.0, 0.0)), Input((1.0, 0.0))
MINDS = (("kael", ("taunt=9.0", "strike"), ("fight",)), ("lyra", (), ()))


@pytest.fixture
def session(yard):
    return Session(yard, 11, overrides=LONG)


def test_what_is_said_is_written_at_its_tick_and_digests_at_each_second(session):
    recording = Recorder(session).recording
    session.step([LEFT])
    session.advance(DIGEST_EVERY - 1)
    there = session.digest()
    session.step([RIGHT])

    assert recording.commands == {0: (LEFT,), DIGEST_EVERY: (RIGHT,)}
    assert (list(recording.digests), recording.digests[DIGEST_EVERY]) == ([0, DIGEST_EVERY], there)
    assert (recording.keyframes.ticks, recording.ticks) == ((0,), DIGEST_EVERY + 1)


def test_what_was_said_before_going_back_is_gone(session):
    recording = Recorder(session).recording
    session.advance(20)
    there = session.snapshot()
    session.step([LEFT])
    session.advance(60)
    session.restore(there)
    assert (recording.ticks, list(recording.digests)) == (20, [0])
    session.step([RIGHT])
    assert (recording.ticks, recording.commands) == (21, {20: (RIGHT,)})


def test_a_replay_that_differs_names_the_columns_at_the_next_keyframe(session, yard):
    recording = Recorder(session).recording
    session.advance(30)
    session.step([LEFT])
    session.advance(60)
    assert replay(recording, yard, style="each").is_equal

    recording.commands[30] = (RIGHT,)
    found = replay(recording, yard, style="each").first_difference
    assert (found.tick, found.after_tick, found.columns) == (60, 0, ())
    recording.keyframes.add(91, session.snapshot())
    found = replay(recording, yard, style="each").first_difference
    assert (found.tick, found.columns_tick) == (60, 91)
    assert {"position", "input_move"} <= set(found.columns)
    assert "seed" not in found.columns


def test_a_player_goes_to_and_fro(session, yard):
    recording = Recorder(session).recording
    digests = {0: session.digest()}
    for tick in range(20):
        session.step([LEFT] if tick == 7 else [])
        digests[session.tick] = session.digest()
    player = Player(recording, yard)
    for tick in (20, 7, 8, 0, 19, 6):
        assert (player.seek(tick).tick, player.session.digest()) == (tick, digests[tick])


def test_the_keyframe_before_a_tick_may_be_its_own(session):
    frames = Keyframes()
    for tick in (60, 0):
        frames.add(tick, session.snapshot())
    assert [frames.before(tick) for tick in (-1, 0, 59, 60, 61)] == [None, 0, 0, 60, 60]
    assert [tick for tick, _, _ in frames.packed()] == [0, 60]


def test_people_and_minds_come_back_with_a_state(session):
    session.step([Populate(3, 5)])
    told = replace(session.snapshot(), minds=MINDS)
    back = unpack_snapshot(*pack_snapshot(told))
    assert (back.population, back.minds, back.spawns, back.stay) == (Populate(3, 5), MINDS, told.spawns, told.stay)
    assert {name: array.tobytes() for name, array in back.world.arrays.items()} == {
        name: array.tobytes() for name, array in told.world.arrays.items()
    }


@pytest.mark.parametrize(
    "odd", [{"lanes": 0}, {"lanes": 2}, {"rows": 0}, {"rows": 1.5}, {"minds": 3}, {"spawns": None}], ids=str
)
def test_a_state_that_is_not_of_one_run_is_refused(session, odd):
    facts, raw = pack_snapshot(session.snapshot())
    assert unpack_snapshot(facts, raw).world.rows == session.world.rows
    with pytest.raises(RecordingError, match="a keyframe is damaged"):
        unpack_snapshot({**facts, **odd}, raw)
