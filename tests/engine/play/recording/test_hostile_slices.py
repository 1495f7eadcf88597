"""Recordings of slices that were made by hand: refused with a sentence when they are read or sought in."""

import json

import pytest
import zstandard

from engine.play.recording.data import RecordingError, pack_snapshot, unpack_snapshot
from engine.play.recording.file import load, save
from engine.play.recording.player import Player
from engine.play.recording.recorder import Recorder
from engine.play.running.session import Session
from tests.engine.play.recording.hostile import recorded
from tests.engine.play.saga import compiled_saga, write_saga


@pytest.fixture(scope="module")
def saga(tmp_path_factory):
    return compiled_saga(write_saga(tmp_path_factory.mktemp("saga") / "saga"))


@pytest.fixture(scope="module")
def second(saga):
    """A recording that has come to its second chapter, and a snapshot from there."""
    session = Session(saga, 1, autopilot="average")
    recorder = Recorder(session)
    while session.tick < 310:
        session.step()
    assert session.chapter == 1
    return recorder.recording, session.snapshot()


@pytest.mark.parametrize("slice_", [7, "duel", [1], ["duel", None], {"duel": 1}, ["x"] * 1_001])
def test_a_head_whose_slice_is_none_is_refused(tmp_path, slice_):
    with pytest.raises(RecordingError, match="slice"):
        load(recorded(tmp_path / "bad.awrec", slice=slice_))


def test_a_file_without_a_slice_still_opens_as_a_single_scene(tmp_path):
    assert load(recorded(tmp_path / "old.awrec")).slice == ()


def test_a_recording_of_a_slice_comes_back_whole(second, tmp_path):
    recording, _ = second
    found = load(save(recording, tmp_path / "run.awrec"))
    assert found.slice == recording.slice == ("duel", "ambush", "farewell")
    assert found.keyframes.at(300).stay.past == recording.keyframes.at(300).stay.past


DAMAGED = {
    "chapter": -1,
    "past": [[0, 0, 0, 5]],
    "entities": [1],
    "lane": [["outbursts", "<i4", [2**40]]],
    "rows": [["wounds", "O", [2]]],
}


@pytest.mark.parametrize("key", DAMAGED)
def test_a_damaged_stay_is_refused(second, key):
    facts, raw = pack_snapshot(second[1])
    facts = json.loads(json.dumps(facts))
    facts["stay"][key] = DAMAGED[key]
    with pytest.raises(RecordingError, match="damaged"):
        unpack_snapshot(facts, raw)
    del facts["stay"][key]
    with pytest.raises(RecordingError, match="damaged"):
        unpack_snapshot(facts, raw)


FOREIGN = {
    "no such chapter": lambda stay: stay.update(chapter=3),
    "another column": lambda stay: stay["lane"][0].__setitem__(0, "anger"),
    "no column": lambda stay: stay["rows"][0].__setitem__(0, "nothing"),
    "a width of its own": lambda stay: stay["lane"][0].__setitem__(0, "trigger_clock"),
    "another number of entities": lambda stay: stay.update(entities=["hero"]),
    "another type": lambda stay: stay["lane"][0].__setitem__(1, "<u4"),
}


@pytest.mark.parametrize("change", FOREIGN)
def test_a_stay_of_another_slice_is_refused_and_nothing_was_changed(saga, second, change):
    recording, snapshot = second
    facts, raw = pack_snapshot(snapshot)
    facts = json.loads(json.dumps(facts))
    FOREIGN[change](facts["stay"])
    player = Player(recording, saga)
    digest = player.seek(40).digest()
    recording.keyframes.add_packed(300, facts, zstandard.compress(raw))
    with pytest.raises(RecordingError, match=r"another version|damaged"):
        player.seek(305)
    assert (player.session.tick, player.session.digest()) == (40, digest)
