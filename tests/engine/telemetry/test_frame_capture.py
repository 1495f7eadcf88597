"""Captures of frames keep every number through a file, tell why a frame was slow, and refuse what is none."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.telemetry.capture_error import CaptureError
from engine.telemetry.frames.capture import FrameCapture, FrameOrigin
from engine.telemetry.frames.comparing import compare
from engine.telemetry.frames.file import load, save
from engine.telemetry.frames.rows import TOTAL, over, worst_of_bins, zone_rows
from engine.telemetry.frames.table import csv_text
from engine.telemetry.frames.trace import chrome_trace
from engine.telemetry.frames.why import why, zones_of
from engine.telemetry.frames.zones import FrameZones, Span, spans_of
from engine.telemetry.zones import Zone
from tests.engine.physics.capture.trace_format import faults

MS = 1_000_000
ORIGIN = FrameOrigin("Veilweaver", "echo_grove", 240, "a machine", "1.0", "2026-11-26T12:00:00+00:00")
NAMES = ("input/Input", "paint/Viewport", "picture/Render", "mine", "other/Clean up")


@st.composite
def captures(draw):
    """Some frames with zones in each other."""
    frames, at = [], 0
    for number in range(1, draw(st.integers(1, 5)) + 1):
        work = draw(st.integers(1, 50 * MS))
        cuts = st.tuples(st.integers(0, work), st.integers(0, work)).map(sorted)
        zones = [Zone(draw(st.sampled_from(NAMES)), *draw(cuts), 1, 0) for _ in range(draw(st.integers(0, 6)))]
        waited = draw(st.integers(0, 100 * MS))
        at += waited
        frames.append(FrameZones(number, at, work, waited, draw(st.booleans()), spans_of(zones, 0, work)))
        at += work
    return FrameCapture(ORIGIN, tuple(frames))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("frames")


@given(captures())
def test_a_file_gives_back_every_number(folder, capture):
    assert load(save(capture, folder / "a.frames.json")) == capture


@given(captures())
def test_a_trace_is_what_perfetto_opens_and_zones_lie_where_they_lay(capture):
    trace = chrome_trace(capture)

    assert faults(trace) == []
    frames = [event for event in trace["traceEvents"] if event.get("cat") == "frame"]
    assert [round(event["ts"] * 1000) for event in frames] == [frame.begin_ns for frame in capture.frames]


@given(captures())
def test_a_row_of_the_table_adds_up(capture):
    rows = list(csv.reader(io.StringIO(csv_text(capture))))

    for row, frame in zip(rows[1:], capture.frames, strict=True):
        assert float(row[2]) == pytest.approx(frame.work_ns / 1e6, abs=1e-5)
        assert sum(map(float, row[5:])) == pytest.approx(float(row[2]), abs=1e-4)


def capture_of(*works, name="picture/Render"):
    """Frames [ms] that are all one zone but for half a millisecond of input."""
    frames = []
    for number, work in enumerate(works, start=1):
        spans = (Span("input/Input", 0, MS // 2, 0), Span(name, MS // 2, round(work * MS) - MS // 2, 0))
        frames.append(FrameZones(number, number * 1_000 * MS, round(work * MS), 9 * MS, True, spans))
    return FrameCapture(ORIGIN, tuple(frames))


def broken(capture, folder, change):
    """The capture's file after a change of its data."""
    path = save(capture, folder / "broken.frames.json")
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))
    return path


FAULTS = {
    'format is "x"; expected': lambda data: data.update(format="x"),
    "frames.work": lambda data: data.update(frames=3),
    "work has 1 values for 2 frames": lambda data: data["frames"]["work"].pop(),
    "work holds -1; expected times in ns": lambda data: data["frames"]["work"].__setitem__(0, -1),
    "origin.entities is -3": lambda data: data["origin"].update(entities=-3),
    "origin.scene is null; expected a text": lambda data: data["origin"].update(scene=None),
    "the zones of frame 2 name zone 9 of 2": lambda data: data["frames"]["spans"][1].__setitem__(0, 9),
    "expected four whole numbers for each zone": lambda data: data["frames"]["spans"][0].pop(),
    "expected zones inside each other": lambda data: data["frames"]["spans"][0].__setitem__(2, 10**12),
    "are out of order": lambda data: data["frames"]["spans"][0].__setitem__(1, MS),
    "frame 2 begins before frame 1 has ended": lambda data: data["frames"]["begin"].__setitem__(1, 1),
    "it has 0 frames": lambda data: data["frames"].update(begin=[]),
}


@pytest.mark.parametrize("told", [key for key in FAULTS if key != "frames.work"])
def test_what_is_wrong_with_a_file_is_told(tmp_path, told):
    with pytest.raises(CaptureError, match=told) as raised:
        load(broken(capture_of(2, 3), tmp_path, FAULTS[told]))

    assert "broken.frames.json" in str(raised.value)


def test_what_is_no_file_or_no_json_is_told(tmp_path):
    with pytest.raises(CaptureError, match="can't be read"):
        load(tmp_path / "nowhere.frames.json")
    (tmp_path / "x.frames.json").write_text("not json")
    with pytest.raises(CaptureError, match="is no capture"):
        load(tmp_path / "x.frames.json")


def test_frames_have_no_gap():
    frames = capture_of(2, 3, 4).frames

    with pytest.raises(CaptureError, match="frame 3 follows frame 1"):
        FrameCapture(ORIGIN, (frames[0], frames[2]))
    with pytest.raises(CaptureError, match="without a frame"):
        FrameCapture(ORIGIN, ())
    with pytest.raises(CaptureError, match="expected frame 1"):
        FrameCapture(ORIGIN, frames[1:])


def test_why_names_the_zone_and_what_it_takes_usually():
    frames = list(capture_of(5, 5, 5, 40, 5).frames)

    told = why(frames[3], frames, 16.7 * MS)

    assert told == (
        "Frame 4 took 40.0 ms, 23.3 ms over the budget; the median is 5.00 ms. "
        "Render took 39.5 ms of it, usually 4.50 ms."
    )


def test_why_names_what_the_zone_lay_in():
    spans = (Span("input/Input", 0, 9 * MS, 0), Span("picture/Render", MS, 8 * MS, 1))
    frame = FrameZones(1, 0, 9 * MS, 0, True, spans)

    assert why(frame, [frame], 16.7 * MS).endswith("Render took 8.00 ms of it, within Input.")


def test_zones_of_a_frame_add_up_to_it():
    (frame,) = capture_of(7).frames

    assert sum(zone.time_ns for zone in zones_of(frame, [frame])) == frame.work_ns


def test_rows_are_in_the_order_of_the_bars_and_share_all_the_time():
    rows = zone_rows(capture_of(2, 4, 20).frames)

    assert [row.id for row in rows] == ["other/Event loop", "picture/Render", "input/Input", TOTAL]
    assert sum(row.share for row in rows[:-1]) == pytest.approx(1.0)
    assert rows[-1].p50 == 4 * MS
    assert over(capture_of(2, 4, 20).frames) == 1
    assert zone_rows(()) == ()


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=60), st.integers(1, 20))
def test_a_slow_frame_is_in_the_plot_however_many_there_are(works, most):
    frames = [replace(capture_of(1).frames[0], number=number, work_ns=work) for number, work in enumerate(works, 1)]

    pitch, shown = worst_of_bins(frames, most)

    assert len(shown) <= most
    assert max(works) == max(frame.work_ns for frame in shown)
    assert (len(shown) - 1) * pitch < len(frames) <= len(shown) * pitch


def test_two_captures_are_compared_zone_by_zone():
    random = np.random.default_rng(1)
    a = capture_of(*(5 + random.random(300)))
    b = capture_of(*(8 + random.random(300)))
    found = {stage.stage: stage for stage in compare(a, b).stages}

    assert found["picture/Render"].verdict == "slower"
    assert found["input/Input"].verdict == "same"
    assert found[TOTAL].median.difference == pytest.approx(3 * MS, rel=0.1)
    assert list(found)[-1] == TOTAL


def test_a_zone_of_one_capture_alone_has_no_verdict():
    found = {stage.stage: stage for stage in compare(capture_of(3, 4), capture_of(3, 4, name="panel/Why")).stages}

    assert found["panel/Why"].verdict == "unknown"
    assert (found["panel/Why"].count_a, found["panel/Why"].count_b) == (0, 2)
