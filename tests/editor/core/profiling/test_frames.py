"""Frames of the window: a pause is no frame, and the telemetry of a run says what was measured."""

import json

import pytest

from editor.core.editor import Editor
from editor.core.profiling import frames as module
from editor.core.profiling.frames import FrameStats
from editor.core.profiling.telemetry_file import summary, telemetry


def test_the_first_frame_and_the_first_after_a_pause_only_start_the_clock():
    frames = FrameStats()
    frames.presented()
    frames.presented(physics_ms=1.5)
    frames.pause()
    frames.presented()
    assert [sample.physics_time_ms for sample in frames.samples] == [1.5]


def test_nothing_measured_is_null_and_said_in_words(editor: Editor):
    data = json.loads(json.dumps(telemetry(editor, 12.0, ())))
    assert (data["stats"]["fps_avg"], data["samples"]) == (None, [])
    assert "no frame measured" in summary(data)


def test_measured_frames_are_in_the_file(editor: Editor):
    for _ in range(3):
        editor.frames.presented(physics_ms=0.5)
    data = telemetry(editor, 12.0, ("victory",))
    assert (data["stats"]["sample_count"], len(data["samples"])) == (2, 2)
    assert data["samples"][0]["physics_time_ms"] == 0.5
    assert "victory" in summary(data)


def test_memory_is_measured_while_nothing_is_played(editor: Editor, monkeypatch: pytest.MonkeyPatch):
    told: list[float | None] = []
    editor.frames.changed.connect(lambda: told.append(editor.frames.memory_mb))
    monkeypatch.setattr(module, "LOOK_EVERY_S", 0.0)
    monkeypatch.setattr(module, "memory_mb", lambda: 1234.0)
    editor.pump()
    editor.pump()

    assert told == [1234.0]
    assert not editor.frames.samples
