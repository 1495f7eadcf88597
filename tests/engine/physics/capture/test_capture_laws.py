"""Laws of captures: what is saved is read again, what is exported is well formed and holds every measured number."""

import csv
import io
import json

from hypothesis import given, settings

from engine.physics.capture import STAGES, TITLES, Capture, chrome_trace, csv_text, load, save, summarize
from tests.engine.physics.capture.captures import captures
from tests.engine.physics.capture.trace_format import faults

law = settings(deadline=None)


@given(captures())
@law
def test_what_is_saved_is_read_again(tmp_path_factory, capture: Capture):
    path = tmp_path_factory.getbasetemp() / "law.capture.json"

    assert load(save(capture, path)) == capture


@given(captures())
@law
def test_a_trace_satisfies_the_trace_event_format(capture: Capture):
    trace = json.loads(json.dumps(chrome_trace(capture), allow_nan=False))

    assert faults(trace) == []


@given(captures())
@law
def test_a_trace_holds_every_measured_time_once(capture: Capture):
    events = chrome_trace(capture)["traceEvents"]

    for stage in STAGES:
        told = [round(event["dur"] * 1000) for event in events if event["name"] == TITLES[stage]]
        assert told == list(capture.times(stage))
    ticks = [event["dur"] for event in events if event["ph"] == "X" and event["name"].startswith("tick ")]
    assert round(sum(ticks) * 1000) == sum(profile.total or 0 for profile in capture.profiles)


@given(captures())
@law
def test_csv_parses_back(capture: Capture):
    lines = list(csv.DictReader(io.StringIO(csv_text(capture))))

    assert [int(line["tick"]) for line in lines] == [profile.tick for profile in capture.profiles]
    for line, profile in zip(lines, capture.profiles, strict=True):
        for stage in STAGES:
            time = getattr(profile, stage)
            assert line[f"{stage}_ns"] == ("" if time is None else str(time))
            known = profile.checksums.get(stage)
            assert line[f"checksum_{stage}"] == ("" if known is None else f"{known:016x}")
        busy = [line[f"busy_{k}_ns"] for k in range(len(profile.busy_ns_per_thread))]
        assert tuple(map(int, busy)) == profile.busy_ns_per_thread
        project = "".join(letter if letter.isprintable() else " " for letter in capture.origin.project)
        assert (line["project"], line["seed"]) == (project, str(capture.origin.seed))


@given(captures())
@law
def test_percentiles_are_in_order_and_occurred(capture: Capture):
    for row in summarize(capture.profiles):
        if row.least is not None:
            assert row.least <= row.p50 <= row.p95 <= row.p99 <= row.most
            assert {row.least, row.p50, row.p95, row.p99, row.most} <= set(map(float, capture.times(row.id)))
