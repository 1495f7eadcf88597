"""A recorded run is the camera's path with all numbers: it comes back from its file, and other tools can read it."""

import csv
import json

import numpy as np
import pytest

from engine.document import Path, Set
from engine.telemetry.capture_error import CaptureError
from engine.terrain.landscape import Landscape
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.virtual import VirtualWorkers
from panels.streaming_diagnostics.figure_table import verdict
from panels.streaming_diagnostics.flight import FlightError
from panels.streaming_diagnostics.flight import fly as fly_elsewhere
from panels.streaming_diagnostics.replay import Figure, figures, replay
from panels.streaming_diagnostics.run_file import from_json, load, to_json
from panels.streaming_diagnostics.samples import COLUMNS
from tests.engine.physics.capture.trace_format import faults
from tests.panels.streaming_diagnostics.stage import fly, stream, streaming


@pytest.fixture
def model(tmp_path):
    with streaming(tmp_path) as made:
        yield made


def record(model, frames, speed=120.0):
    model.runs.begin(frames)
    fly(model.editor, frames, speed)
    return model.runs.list.entries[0]


def test_a_recording_ends_with_its_last_frame_and_holds_each(model):
    model.watch(False)

    entry = record(model, 30)

    run = entry.capture
    assert model.runs.recorder is None
    assert not model.editor.terrain.listeners
    assert len(run) == 30
    assert run.views[:, 0].tolist() == pytest.approx([2.0 * k for k in range(1, 31)])
    assert run.column("frame").tolist() == list(range(int(run.column("frame")[0]), int(run.column("frame")[0]) + 30))
    assert run.origin.scene == model.editor.scene


def test_a_recording_can_be_ended_early_and_one_of_nothing_is_none(model):
    model.runs.begin(600)
    assert model.runs.end() is None

    model.runs.begin(600)
    fly(model.editor, 4)
    entry = model.runs.end()

    assert len(entry.capture) == 4


def test_a_recording_ends_where_another_ground_begins(model):
    editor = model.editor
    model.runs.begin(600)
    fly(editor, 5)
    path = Path(f"scenes/{editor.scene}", ("terrain", "seed"))
    editor.run(Set(path=path, old=editor.document.value(path), new=77))
    fly(editor, 5)

    assert model.runs.recorder is None
    (entry,) = model.runs.list.entries
    assert len(entry.capture) == 5
    assert entry.capture.ground.seed != 77

    model.runs.begin(600)
    fly(editor, 5)
    editor.open_scene("wild_march")
    stream(editor)
    fly(editor, 5)
    assert model.runs.recorder is None
    assert [len(each.capture) for each in model.runs.list.entries] == [5, 5]


def test_a_run_comes_back_from_its_file_as_it_was(model, tmp_path):
    entry = record(model, 20)
    path = model.runs.list.save(entry, tmp_path / "flight.streaming.json")

    back = load(path)

    assert back.origin == entry.capture.origin
    assert back.config == entry.capture.config
    assert back.ground == entry.capture.ground
    assert np.array_equal(back.views, entry.capture.views)
    assert np.array_equal(back.rows, entry.capture.rows, equal_nan=True)
    assert to_json(back) == to_json(entry.capture)


def test_the_csv_has_a_line_a_frame_and_leaves_out_what_was_not_measured(model, tmp_path):
    entry = record(model, 12)

    path = model.runs.list.export(entry, tmp_path / "flight.csv", ".csv")

    with path.open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == 12
    assert set(COLUMNS) <= set(lines[0])
    assert lines[0]["generated"] == ""
    assert float(lines[5]["eye_x"]) == pytest.approx(12.0)


def test_the_trace_is_one_that_perfetto_opens(model, tmp_path):
    entry = record(model, 12)

    trace = json.loads(model.runs.list.export(entry, tmp_path / "flight.trace.json", ".trace.json").read_text())

    assert faults(trace) == []
    assert sum(event["ph"] == "X" and event["name"] == "streaming" for event in trace["traceEvents"]) == 12


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ([], "expected"),
        ({"format": "other"}, "holds no run"),
        ({"format": "astraweave streaming run", "version": 9}, "9"),
    ],
)
def test_what_is_no_run_is_refused_in_words(table, told):
    with pytest.raises(CaptureError, match=told):
        from_json(table)


def test_a_broken_run_is_refused_in_words(model):
    table = to_json(record(model, 4).capture)
    del table["views"][2]

    with pytest.raises(CaptureError, match="4 rows for 3 views"):
        from_json(table)


def test_two_replays_of_a_path_in_virtual_time_are_the_same(model):
    run = record(model, 60).capture
    ground = Landscape(run.ground)

    one, other = (replay(ground, run.config, run.viewpoints(), workers=VirtualWorkers()) for _ in range(2))

    for column in ("queue", "missing", "uploads", "generated", "drawn", "cache_bytes", "is_hole"):
        assert np.array_equal(one.column(column), other.column(column), equal_nan=True), column


def test_a_replay_with_farther_levels_makes_more_and_the_table_shows_the_loss(model):
    run = record(model, 60).capture
    ground = Landscape(run.ground)
    far = run.config.model_copy(
        update={"lod_distances_m": (512.0, 1024.0, 2048.0, 4096.0, 5000.0), "memory_mib": 512.0}
    )

    a, b = (figures(replay(ground, config, run.viewpoints(), workers=VirtualWorkers())) for config in (run.config, far))

    rows = {one.name: (one, other) for one, other in zip(a, b, strict=True)}
    assert verdict(*rows["Still to come"])[0] == "worse"
    assert rows["Memory"][1].p99 > rows["Memory"][0].p99
    assert verdict(*rows["Memory"])[0] == "worse"


def test_a_replay_can_be_cancelled(model):
    run = record(model, 60).capture
    flown = []

    samples = replay(
        Landscape(run.ground), StreamingConfig(), run.viewpoints(), workers=VirtualWorkers(), told=flown.append,
        cancelled=lambda: len(flown) >= 7,
    )  # fmt: skip

    assert len(samples) == 7


@pytest.mark.parametrize(
    ("one", "other", "more_is_worse", "expected"),
    [
        (1.0, 2.0, True, ("worse", "+100 %")),
        (2.0, 1.0, True, ("better", "−50 %")),
        (0.5, 0.8, False, ("better", "+60 %")),
        (100.0, 104.0, True, ("same", "")),
        (100.0, 106.0, True, ("worse", "+6 %")),
        (0.0, 3.0, True, ("worse", "")),
        (None, 3.0, True, ("unknown", "")),
        (5.0, float("inf"), True, ("worse", "")),
    ],
)
def test_losses_and_gains_are_named_by_what_they_are(one, other, more_is_worse, expected):
    pair = [Figure("x", "ms", value, value, value, more_is_worse) for value in (one, other)]

    assert verdict(*pair) == expected


def test_a_path_is_flown_in_a_process_of_its_own_and_can_be_left(model):
    run = record(model, 12).capture
    told = []

    rows = fly_elsewhere(run, run.config, told.append, lambda: False)

    assert [figure.name for figure in rows][:2] == ["Main thread", "Queue"]
    assert told[-1] == 12
    assert fly_elsewhere(run, run.config, told.append, lambda: True) is None


def test_a_flight_that_can_not_be_is_told(model, monkeypatch):
    run = record(model, 4).capture
    monkeypatch.setattr("panels.streaming_diagnostics.run_file.FORMAT", "something else")

    with pytest.raises(FlightError, match="holds no run"):
        fly_elsewhere(run, run.config, lambda _frames: None, lambda: False)


def test_times_that_two_flights_of_the_same_settings_differ_by_are_no_loss():
    slow, fast = (Figure("Main thread", "ms", value, value, value, noise=0.25) for value in (1.2, 1.0))

    assert verdict(fast, slow) == ("same", "")
    assert verdict(slow, fast) == ("same", "")
