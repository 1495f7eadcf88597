"""The window's benchmarks measure a real window, at the size that they name."""

import pytest

from editor.benchmarks.frame import frame
from editor.benchmarks.probe_run import ProbeRun
from editor.benchmarks.window_probe import STEPS
from editor.benchmarks.window_run import window_run
from engine.benchmarks.benchmark import Unavailable
from engine.benchmarks.discovery import find_benchmarks


def test_they_are_found_beside_the_engines():
    assert [entry.name for entry in find_benchmarks("editor.")] == [
        "editor.first_frame",
        "editor.frame",
        "editor.large",
        "editor.large_memory",
        "editor.physics_panel",
        "editor.streaming_panel",
    ]


def test_the_viewport_gets_the_size_asked_for():
    found = window_run("--viewport", "640x360")

    assert found["viewport"] == [640, 360]
    assert found["first_frame_ms"] > 0


def test_a_run_that_fails_says_why():
    with pytest.raises(Unavailable, match="expected a size such as"):
        window_run("--viewport", "large")


def test_a_size_that_the_window_cannot_take_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("editor.benchmarks.frame.SECONDS", "0.1")

    with pytest.raises(Unavailable, match="not 90x50: screen or docks leave no such room"):
        frame.set_up("90x50")


def test_one_window_takes_every_step_for_all_cases_and_ends_with_the_last():
    first, second = ProbeRun.of(150), ProbeRun.of(150)
    assert first is second

    for step in STEPS:
        assert all(isinstance(value, float) for value in first.step(step).values()), step
    first.close()
    assert second.step("edit")["shown"] > 0
    second.close()

    assert ProbeRun._shared == {}
    assert second._process.returncode == 0
    assert not second._folder.exists()


def test_a_window_that_ends_badly_says_its_last_words():
    run = ProbeRun.of(150)
    run._process.kill()
    with pytest.raises(Unavailable, match=r"without a word|\S"):
        run.step("edit")
    run.close()
