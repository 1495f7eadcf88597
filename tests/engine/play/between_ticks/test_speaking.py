"""Somebody says a line: shown, recorded, sought and refused; and no bit of the run is another for it."""

import pytest

from engine.play.commands import SayLine, as_data, from_data
from engine.play.hud.subtitles import subtitles
from engine.play.past.history import History
from engine.play.recording import Recorder, RecordingError, load, replay, save
from engine.play.recording.data import pack_snapshot, unpack_snapshot
from engine.play.recording.head import read_command
from engine.play.running.session import Session
from engine.play.spoken import LONGEST_LINE, cleaned
from tests.projects.shipped import echo_grove

LINE = SayLine("aria", "Stay close, there are more of them.")


def fight(ticks: int = 30) -> Session:
    session = Session(echo_grove(), 3, autopilot="expert")
    session.advance(ticks)
    return session


def said(session: Session) -> list[tuple[str, str]]:
    return [(line.speaker, line.text) for line in subtitles(session)]


def test_a_line_is_shown_for_a_while_and_changes_no_bit():
    talking, silent = fight(), fight()

    talking.step([LINE])
    silent.step()
    assert ("Aria", LINE.text) in said(talking)
    assert talking.spoken is not None
    for session in (talking, silent):
        session.advance(talking.spoken.ticks)

    assert ("Aria", LINE.text) not in said(talking)
    assert talking.digest() == silent.digest()


def test_a_recording_shows_the_line_again_and_a_keyframe_keeps_it(tmp_path):
    session = Session(echo_grove(), 3, autopilot="expert")
    recorder = Recorder(session)
    session.advance(290)
    session.step([LINE])
    session.advance(60)
    save(recorder.recording, tmp_path / "talk.awrec")

    again = load(tmp_path / "talk.awrec")
    assert again.commands[290] == (LINE,)
    assert again.keyframes.at(300).spoken == session.spoken
    assert replay(again, echo_grove()).is_equal


def test_going_back_takes_the_line_back_and_forward_says_it_again():
    session = fight(0)
    history = History(session)
    session.advance(30)
    session.step([LINE])
    session.advance(10)

    history.seek(20)
    assert session.spoken is None
    history.seek(35)
    assert ("Aria", LINE.text) in said(session)


@pytest.mark.parametrize(
    "command",
    [SayLine("nobody", "Hello."), SayLine("aria", ""), SayLine("aria", "a\nb"), SayLine("aria", "x" * 141),
     SayLine("aria", "turn \u202e round")],
    ids=["nobody", "nothing", "two lines", "too long", "hidden"],
)  # fmt: skip
def test_what_can_not_be_said_is_refused_with_a_finding(command):
    session = fight()
    session.step([command])

    assert session.spoken is None
    assert "A line is not said" in session.findings[-1].text


def test_commands_and_snapshots_survive_as_plain_data():
    session = fight()
    session.step([LINE])
    facts, raw = pack_snapshot(session.snapshot())

    assert from_data(as_data(LINE)) == LINE
    assert read_command(as_data(LINE)) == LINE
    assert unpack_snapshot(facts, raw).spoken == session.spoken


@pytest.mark.parametrize("data", [{"text": "a\x00b"}, {"text": "x" * 500}, {"text": 7}, {"speaker": None}])
def test_a_recording_with_a_line_that_nobody_can_say_is_refused(data):
    with pytest.raises(RecordingError):
        read_command({**as_data(LINE), **data})


@pytest.mark.parametrize("spoken", [7, {}, {"speaker": "aria", "text": "a\nb", "begins": 1, "ticks": 9},
                                    {"speaker": "aria", "text": "Well.", "begins": -1, "ticks": 9}])  # fmt: skip
def test_a_keyframe_with_such_a_line_is_refused(spoken):
    facts, raw = pack_snapshot(fight().snapshot())
    with pytest.raises(RecordingError):
        unpack_snapshot({**facts, "spoken": spoken}, raw)


def test_a_cleaned_text_is_one_line_of_visible_letters():
    assert cleaned("  Over\u200b there,\n\tquick!\x1b[31m \u202e") == "Over there, quick![31m"
    assert len(cleaned("x" * 500)) > LONGEST_LINE
