"""A player goes the shortest way to a tick, and a replay tells how a short run differs from what was recorded."""

from dataclasses import replace

import pytest

from engine.play.commands import Input, Retry, Spawn
from engine.play.past.history import History
from engine.play.recording import Player, Recorder, RecordingError, replay
from engine.play.recording.data import Keyframes
from engine.play.recording.recalling import recall, recording_of, session_of
from engine.play.running.session import Session

LEFT, RIGHT = Input((-1.0, 0.0)), Input((1.0, 0.0))


class Heard:
    """Counts the ticks that a session plays and notes where it is put to."""

    def __init__(self, session):
        self.ticks, self.restored_to = 0, []
        session.listeners.append(self)

    def stepped(self, session, commands):
        self.ticks += 1

    def restored(self, session):
        self.restored_to.append(session.tick)


@pytest.fixture
def recorded(yard):
    """A recording of 130 ticks with a keyframe at tick 60, and its digests."""
    session = Session(yard, 11)
    recorder = Recorder(session, project="yard")
    digests = {0: session.digest()}
    for tick in range(130):
        session.step([LEFT] if tick == 70 else [])
        digests[session.tick] = session.digest()
        if session.tick == 60:
            recorder.recording.keyframes.add(60, session.snapshot())
    return recorder.recording, digests


#: Where one goes, how many ticks are played on the way, and which state is put back for it.
WAYS = (
    *((50, 50, []), (55, 5, []), (70, 10, [60]), (65, 5, [60]), (66, 1, [])),
    *((60, 0, [60]), (0, 0, [0]), (60, 0, [60])),
)


def test_a_player_begins_at_the_nearest_state(recorded, yard):
    recording, digests = recorded
    player = Player(recording, yard)
    for tick, ticks, restored in WAYS:
        heard = Heard(player.session)
        assert player.seek(tick).digest() == digests[tick]
        assert (heard.ticks, heard.restored_to) == (ticks, restored)


def test_a_player_of_a_failed_session_begins_anew(recorded, yard):
    recording, digests = recorded
    player = Player(recording, yard)
    player.seek(65)
    player.session.is_failed = True
    assert player.seek(66).digest() == digests[66]


def test_a_player_needs_no_keyframe_and_none_at_tick_0(recorded, yard):
    recording, digests = recorded
    for frames in (Keyframes(), Keyframes()):
        player = Player(replace(recording, keyframes=frames), yard)
        frames.add_packed(0, {}, b"nonsense")
        assert player.seek(20).digest() == digests[20]
        assert player.seek(5).digest() == digests[5]
        assert player.seek(0).digest() == digests[0]


def test_who_listens_to_a_player_may_hear_every_tick(recorded, yard):
    player = Player(recorded[0], yard)
    heard = Heard(player.session)
    assert player.play(80).tick == 80
    assert player.play(500).tick == 130
    assert (heard.ticks, heard.restored_to) == (130, [])


@pytest.mark.parametrize("odd", ["rows", "columns", "people"])
def test_a_keyframe_that_does_not_fit_is_told_with_its_tick(recorded, yard, odd):
    recording, _ = recorded
    kept = recording.keyframes.at(60)
    fewer = {name: array for name, array in kept.world.arrays.items() if name != "anger"}
    changed = {
        "rows": {"world": replace(kept.world, rows=kept.world.rows + 1)},
        "columns": {"world": replace(kept.world, arrays=fewer)},
        "people": {"spawns": (Spawn("dragon"),)},
    }
    recording.keyframes.add(60, replace(kept, **changed[odd]))
    with pytest.raises(RecordingError, match="the keyframe at tick 60 is of another version of the scene"):
        Player(recording, yard).seek(61)


def test_a_replay_tells_after_which_checkpoint_a_run_went_apart(recorded, yard):
    recording, digests = recorded
    same = replay(recording, yard, style="each")
    assert (same.is_equal, same.ticks, same.checkpoints, same.outcome) == (True, 130, 3, "running")
    assert (same.digest, same.first_difference, same.is_same_scene) == (digests[130], None, True)

    recording.commands[70] = (RIGHT,)
    found = replay(recording, yard, style="each")
    assert (found.is_equal, found.first_difference.after_tick, found.first_difference.tick) == (False, 60, 120)
    assert (found.first_difference.columns, found.first_difference.columns_tick) == ((), None)


def test_a_replay_that_ends_otherwise_is_not_equal(recorded, yard):
    recording, digests = recorded
    assert not replay(replace(recording, outcome="victory"), yard, style="each").is_equal
    ended = replace(recording, ticks=50, commands={}, tick_limit=40, digests={}, outcome="timeout")
    found = replay(ended, yard, style="each")
    assert (found.is_equal, found.ticks, found.outcome, found.first_difference) == (False, 40, "timeout", None)
    late = replay(replace(ended, digests={0: digests[0], 45: found.digest}), yard, style="each")
    assert late.first_difference is not None
    assert replay(replace(ended, ticks=40), yard, style="each").is_equal


# ---- the recorder ----


def test_the_end_of_a_run_is_a_checkpoint(yard):
    session = Session(yard, 11, tick_limit=7, autopilot="average")
    recording = Recorder(session, project="yard").recording
    session.advance(20)
    assert (recording.ticks, recording.outcome, recording.tick_limit) == (7, "timeout", 7)
    assert recording.digests == {0: recording.digests[0], 7: session.digest()}
    assert (recording.project, recording.scene, recording.encounter) == ("yard", "yard", "duel")
    assert (recording.autopilot, recording.slice) == ("average", ())


@pytest.mark.parametrize("skill", [None, "novice", "average", "expert"])
def test_whoever_plays_is_recorded_and_read_again(yard, skill):
    recording = Recorder(Session(yard, 11, autopilot=skill)).recording
    again = session_of(recording, yard)
    assert (recording.autopilot, again.autopilot, again.threads) == (skill, skill, 0)


def test_checkpoints_come_once_a_second_and_keyframes_every_five(yard):
    session = Session(yard, 11, tick_limit=10**6)
    recording = Recorder(session).recording
    for tick in (59, 60, 61, 299, 300, 301):
        session.world.view["tick"][0] = tick - 1
        session.step()
    assert list(recording.digests) == [0, 60, 300]
    assert recording.keyframes.ticks == (0, 300)


def test_what_was_said_before_a_failed_tick_and_after_it_is_kept_in_order(yard):
    session = Session(yard, 11)
    recorder = Recorder(session)
    session.is_failed = True
    session.world.view["tick"][0] = 0
    recorder.stepped(session, [LEFT])
    session.step([Retry()])
    assert recorder.recording.commands == {0: (LEFT, Retry())}


def test_a_failed_state_is_no_keyframe(yard):
    session = Session(yard, 11)
    recorder = Recorder(session)
    session.is_failed = True
    session.world.view["tick"][0] = 300
    recorder.stepped(session, ())
    assert recorder.recording.keyframes.ticks == (0,)


# ---- what is remembered, as a recording ----


def test_a_past_that_does_not_reach_back_is_no_recording(yard):
    session = Session(yard, 11)
    session.step()
    with pytest.raises(ValueError, match="the run is not known from its first tick on"):
        recording_of(session, History(session).past(), outcome="running")


def test_nothing_that_was_said_at_the_last_tick_is_recorded_and_its_digest_is_the_given_one(yard):
    session = Session(yard, 11)
    history = History(session)
    session.advance(5)
    past = replace(history.past(), commands={2: (LEFT,), 5: (RIGHT,)}, end=5)
    recording = recording_of(session, past, outcome="running", last="the last")
    assert (recording.commands, recording.ticks) == ({2: (LEFT,)}, 5)
    assert recording.digests == {0: recording.digests[0], 5: "the last"}
    kept = {**past.kept, 5: past.kept[0], 6: past.kept[0]}
    assert list(recording_of(session, replace(past, kept=kept), outcome="running").digests) == [0, 5]


def test_a_run_is_gone_through_from_its_first_tick_only_and_as_far_as_it_was_recorded(recorded, yard):
    recording, _ = recorded
    session = session_of(recording, yard)
    session.step()
    with pytest.raises(RecordingError, match="the run would be another one"):
        recall(recording, session)
    with pytest.raises(RecordingError, match="the run stops at tick 40 of 130"):
        recall(replace(recording, tick_limit=40), Session(yard, 11, tick_limit=40))
    heard: list[tuple[int, int]] = []
    recall(recording, session_of(recording, yard), told=lambda *done: heard.append(done))
    assert heard == [(0, 130), (60, 130), (120, 130)]
