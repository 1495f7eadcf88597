"""The recorder of the editor's own frames, told by hand what a window's loop would tell it."""

import pytest

from editor.core.profiling import frame_recorder
from editor.core.profiling.frame_recorder import FrameRecorder
from engine.telemetry.zones import ZoneRecorder

MS = 1_000_000


@pytest.fixture
def zones():
    return ZoneRecorder()


@pytest.fixture
def recorder(zones):
    recorder = FrameRecorder(zones)
    recorder.watch(True)
    return recorder


def turn(recorder, begin, *laps, painted=True, rest=True):
    """One turn of the loop: laps (name, length) from a time on [ms]; gives its end."""
    now = begin
    for name, length in laps:
        recorder.lap(name, round(now * MS))
        now += length
    if painted:
        recorder.painted()
    if rest:
        recorder.rest(round(now * MS))
    return now


def test_a_turn_that_paints_is_a_frame_of_its_laps(recorder):
    turn(recorder, 10, ("input/Input", 2), ("panel/Outliner", 3))

    (frame,) = recorder.recent
    assert frame.work_ns == 5 * MS
    assert [(span.name, span.start_ns, span.duration_ns) for span in frame.spans] == [
        ("input/Input", 0, 2 * MS),
        ("panel/Outliner", 2 * MS, 3 * MS),
    ]


def test_the_wait_before_a_frame_is_told_apart(recorder):
    end = turn(recorder, 10, ("input/Input", 2))
    turn(recorder, end + 30, ("input/Input", 1))

    assert [frame.waited_ns for frame in recorder.recent] == [0, 30 * MS]


def test_turns_that_follow_at_once_are_one_frame_until_it_paints(recorder):
    end = turn(recorder, 10, ("input/Input", 2), painted=False)
    end = turn(recorder, end + 0.1, ("paint/Qt paint", 4))
    turn(recorder, end + 0.1, ("other/Timers and signals", 1))

    assert [frame.work_ns for frame in recorder.recent] == [round(6.1 * MS), MS]


def test_after_a_real_wait_a_new_frame_begins(recorder):
    end = turn(recorder, 10, ("input/Input", 2), painted=False)
    turn(recorder, end + 5, ("paint/Qt paint", 4))

    assert [frame.work_ns for frame in recorder.recent] == [2 * MS, 4 * MS]
    assert [frame.is_painted for frame in recorder.recent] == [False, True]


def test_a_clock_that_only_looked_is_counted_not_kept(recorder):
    end = turn(recorder, 10, ("other/Timers and signals", 0.01), painted=False)
    turn(recorder, end + 9, ("input/Input", 2))

    assert len(recorder.recent) == 1
    assert recorder.quiet == 1


def test_off_it_neither_keeps_nor_lets_zones_be_measured(recorder, zones):
    assert zones.is_on
    turn(recorder, 10, ("input/Input", 2), rest=False)
    recorder.watch(False)

    recorder.rest(90 * MS)
    assert not zones.is_on
    assert not recorder.recent
    assert zones.zones() == ()


def test_a_recording_is_numbered_from_its_first_frame(recorder):
    end = turn(recorder, 10, ("input/Input", 2))
    recorder.record()
    for _ in range(3):
        end = turn(recorder, end + 5, ("input/Input", 2))
    frames = recorder.finish()

    assert [frame.number for frame in frames] == [1, 2, 3]
    assert [frame.begin_ns for frame in frames] == [0, 7 * MS, 14 * MS]
    assert not recorder.is_recording
    assert recorder.is_on


def test_a_recording_that_nobody_watches_turns_itself_off(zones):
    recorder = FrameRecorder(zones)
    heard = []
    recorder.changed.connect(lambda: heard.append(recorder.is_on))
    recorder.record()
    turn(recorder, 10, ("input/Input", 2))

    assert len(recorder.finish()) == 1
    assert not recorder.is_on
    assert heard[0] is True
    assert heard[-1] is False


def test_a_recording_ends_where_it_is_full(recorder, monkeypatch):
    monkeypatch.setattr(frame_recorder, "MOST_FRAMES", 2)
    full = []
    recorder.on_full = lambda: full.append(recorder.finish())
    recorder.record()
    end = 10
    for _ in range(4):
        end = turn(recorder, end + 5, ("input/Input", 2))

    assert [len(frames) for frames in full] == [2]
    assert not recorder.is_recording
