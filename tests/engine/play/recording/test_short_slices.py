"""A run of two chapters is recorded, compared and gone through like any other, under the name of its first chapter."""

import pytest

from engine.play.compile.chapters import Chapter, Chapters
from engine.play.past.history import History
from engine.play.recording import Player, Recorder, RecordingError, load, replay, save
from engine.play.recording.comparing import compare_recordings
from engine.play.recording.recalling import recall, session_of
from engine.play.running.session import Session

TICKS = 100


@pytest.fixture
def slice_(yard):
    """Two duels: in the first one the foes lose their nerve at once, in the second nobody does."""
    first, second = (yard.overridden({"hero.nerve.limit": 1e6, "foe.nerve.limit": limit}) for limit in (1e-3, 1e6))
    chapters = (Chapter(0, "duel", "yard", "Duel"), Chapter(1, "second", "yard", "Second"))
    return Chapters(chapters, lambda _: second, ready={0: first})


@pytest.fixture
def run(slice_):
    """A session in its second chapter, what remembers and records it, and the digest of each tick."""
    session = Session(slice_, 11)
    history, recorder = History(session), Recorder(session)
    digests = {0: session.digest()}
    while session.tick < TICKS:
        session.step()
        digests[session.tick] = session.digest()
        if session.tick == 90:
            recorder.recording.keyframes.add(90, session.snapshot())
    assert session.chapter == 1
    return history, recorder.recording, digests


def test_a_recording_is_of_the_first_chapter_and_names_all_of_them(run, slice_):
    _, recording, _ = run
    assert (recording.slice, recording.encounter) == (("duel", "second"), "duel")
    assert recording.fingerprint == slice_.compiled(0).fingerprint != slice_.compiled(1).fingerprint


def test_a_recording_of_chapters_brings_any_tick_back(run, slice_, tmp_path):
    _, recording, digests = run
    again = load(save(recording, tmp_path / "run.awrec"))
    player = Player(again, slice_)
    for tick in (TICKS, 2, 95, 0):
        assert player.seek(tick).digest() == digests[tick]
    report = replay(again, slice_, style="each")
    assert (report.is_equal, report.is_same_scene) == (True, True)


def test_another_chapter_is_a_name_of_its_own_in_what_is_remembered(run, slice_):
    history, recording, digests = run
    began = history.session.chapter_began
    names = [history.run_of(tick) for tick in range(TICKS + 1)]
    assert [tick for tick in range(TICKS) if names[tick] != names[tick + 1]] == [began - 1]
    history.seek(0)
    assert (history.session.chapter, history.session.digest()) == (0, digests[0])
    history.seek(TICKS)
    assert (history.session.chapter, history.session.digest()) == (1, digests[TICKS])
    other, _ = recall(recording, session_of(recording, slice_))
    assert [other.run_of(tick) for tick in range(TICKS + 1)] == names


def test_a_slice_and_its_chapter_alone_are_different_places(run, yard, slice_):
    _, recording, _ = run
    alone = Recorder(Session(yard, 11)).recording
    with pytest.raises(RecordingError, match=r"different places: the slice duel, second, and duel in yard$"):
        compare_recordings(recording, alone, slice_)
