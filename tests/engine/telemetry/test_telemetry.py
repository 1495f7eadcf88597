"""What was measured is told exactly; what was not is absent."""

import gzip
import json
import threading

import pytest

from engine.telemetry.exporters import chrome_trace, write_chrome_trace, write_json
from engine.telemetry.frame_profile import FrameProfile, FrameSample
from engine.telemetry.percentiles import percentiles
from engine.telemetry.tick_profile import TickProfile, profile_of_laps
from engine.telemetry.zones import ZoneRecorder


def test_percentiles_are_samples_that_occurred():
    assert percentiles(range(1, 1001)) == {"avg": 500.5, "p50": 500, "p95": 950, "p99": 990, "p999": 999, "max": 1000}


def test_one_sample_is_every_percentile():
    assert set(percentiles([3.0]).values()) == {3.0}


def test_nothing_measured_is_absent():
    assert percentiles([]) == {}
    stats = FrameProfile().stats()
    assert stats.pop("sample_count") == 0
    assert set(stats.values()) == {None}
    assert FrameProfile().recent_ms() is None
    assert not TickProfile().is_measured


def test_stage_times_sum_to_the_total():
    profile = profile_of_laps(7, ["see", "think", "push"], ["perception", "planning", "crowd"], [10, 20, 40])
    assert (profile.total_ns, sum(profile.slots.values())) == (70, 70)
    assert (profile.planning_ns, profile.physics_ns) == (30, 40)


def frames(*times: float) -> FrameProfile:
    profile = FrameProfile(capacity=200)
    for k, time in enumerate(times):
        profile.add(FrameSample(k / 60, time, physics_time_ms=2.0 if k % 2 else None))
    return profile


def test_frame_statistics():
    stats = frames(*[10.0] * 99, 50.0).stats()
    assert stats["fps_avg"] == pytest.approx(100 * 1000 / 1040, abs=0.01)
    assert (stats["fps_min"], stats["low_1pct"], stats["sample_count"]) == (20.0, 20.0, 100)
    assert stats["frame_time"] == {"p50": 10.0, "p95": 10.0, "p99": 10.0, "p99.9": 50.0, "max": 50.0}


def test_the_ring_is_bounded_and_keeps_the_newest():
    profile = frames(*range(1, 301))
    assert (len(profile), profile.samples[0].frame_time_ms) == (200, 101)


def test_the_recent_mean_looks_at_the_newest_frames_alone():
    assert frames(*[100.0] * 9, 10.0, 20.0).recent_ms(2) == 15.0


def test_a_sample_as_data_says_its_pace_and_what_was_not_measured():
    assert FrameSample(0.5, 20.0, physics_time_ms=1.23456).to_json() == {
        "timestamp": 0.5,
        "frame_time_ms": 20.0,
        "physics_time_ms": 1.2346,
        "ai_planning_time_ms": None,
        "simulation_time_ms": None,
        "memory_mb": None,
        "fps": 50.0,
    }


def test_a_field_counts_only_where_it_was_measured():
    assert frames(10, 10, 10).percentiles("physics_time_ms")["avg"] == 2.0
    assert frames(10).percentiles("memory_mb") == {}


def test_zones_nest_and_survive_errors():
    recorder = ZoneRecorder()
    recorder.is_on = True
    with pytest.raises(ValueError), recorder.zone("outer"):  # noqa: PT012
        with recorder.zone("inner"):
            pass
        raise ValueError
    inner, outer = recorder.zones()
    assert (inner.name, inner.depth, outer.name, outer.depth) == ("inner", 1, "outer", 0)
    assert outer.start_ns <= inner.start_ns <= inner.end_ns <= outer.end_ns


def test_a_recorder_that_is_off_keeps_nothing():
    recorder = ZoneRecorder()
    with recorder.zone("unseen"):
        pass
    assert recorder.zones() == ()


def test_a_chrome_trace_has_what_the_format_asks_for(tmp_path):
    recorder = ZoneRecorder()
    recorder.is_on = True
    with recorder.zone("tick"), recorder.zone("crowd"):
        pass
    thread = threading.Thread(target=lambda: recorder.add("load", 5, 9), name="worker")
    thread.start()
    thread.join()

    path = write_chrome_trace(tmp_path / "out" / "trace.json.gz", recorder)
    trace = json.loads(gzip.decompress(path.read_bytes()))

    assert trace == json.loads(json.dumps(chrome_trace(recorder)))
    complete = [event for event in trace["traceEvents"] if event["ph"] == "X"]
    assert {event["name"] for event in complete} == {"tick", "crowd", "load"}
    for event in complete:
        assert {"name", "cat", "ph", "pid", "tid", "ts", "dur"} <= event.keys()
        assert event["ts"] >= 0
        assert event["dur"] >= 0
    names = {event["tid"]: event["args"]["name"] for event in trace["traceEvents"] if event["name"] == "thread_name"}
    assert all(event["tid"] in names for event in complete)
    assert "worker" in names.values()


def test_json_is_written_whole_and_refuses_what_json_does_not_know(tmp_path):
    assert json.loads(write_json(tmp_path / "a.json", {"x": 1.5}).read_text()) == {"x": 1.5}
    with pytest.raises(ValueError):
        write_json(tmp_path / "b.json", {"x": float("nan")})
    assert not (tmp_path / "b.json").exists()
