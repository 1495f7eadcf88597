"""The window's benchmarks measure a real window, at the size that they name."""

import pytest

from editor.benchmarks.frame import frame
from editor.benchmarks.large_scene import BUDGETS, PLAYED, SIZES, is_drawing, is_of_the_probe, judged
from editor.benchmarks.probe.run import ProbeRun
from editor.benchmarks.probe.serve import STEPS, TIMED_STEPS
from editor.benchmarks.probe.shared import added
from editor.benchmarks.window_run import window_run
from engine.benchmarks.benchmark import Unavailable
from engine.benchmarks.discovery import find_benchmarks


def test_they_are_found_beside_the_engines():
    assert [entry.name for entry in find_benchmarks("editor.")] == [
        "editor.audit_filter",
        "editor.beside_agent",
        "editor.beside_badge",
        "editor.beside_streams",
        "editor.docks",
        "editor.first_frame",
        "editor.frame",
        "editor.large",
        "editor.large_memory",
        "editor.physics_panel",
        "editor.stalls",
        "editor.streaming_panel",
    ]


def test_what_a_picture_takes_longer_is_told_where_both_were_measured():
    rests, plays = {"badge": "rests"}, {"badge": "plays"}
    one_more = [{}, {"added_ms": 10.5, "added_p99_ms": 20.25}]

    assert added([(rests, 50.0, {"p99": 60.0}), (plays, 60.5, {"p99": 80.25})]) == one_more
    assert added([(rests, None, {"p99": None}), (plays, 60.5, {"p99": 80.25})]) == [
        {},
        {"added_ms": None, "added_p99_ms": None},
    ]


def test_every_size_has_the_steps_that_have_a_budget_and_the_largest_has_all():
    (large,) = find_benchmarks("editor.large")[:1]
    steps = {(case["entities"], case["step"]) for case in large.cases}
    judged = {step for step, _measure in BUDGETS if step not in PLAYED}

    for size in SIZES:
        assert {step for entities, step in steps if entities == size} >= judged
    assert {step for entities, step in steps if entities == 10_000} >= {*TIMED_STEPS, "theme", "workspace"}
    assert {case["entities"] for case in large.grown({"entities": (500,)}).cases} == {500}


def test_a_row_says_what_it_may_cost_and_whether_it_does():
    rows = [
        ({"entities": 100, "step": "select", "measure": "work"}, 12.0, {}),
        ({"entities": 100, "step": "select", "measure": "cpu"}, 12.0, {}),
        ({"entities": 100, "step": "form", "measure": "work"}, 31.0, {}),
        ({"entities": 100, "step": "form", "measure": "work"}, None, {}),
    ]

    assert judged(rows) == [
        {"budget": 16.0, "met": True},
        {},
        {"budget": 30.0, "met": False},
        {"budget": 30.0, "met": None},
    ]


def test_what_only_draws_or_only_measures_is_no_hold_of_the_editor():
    drawn = {"by": ["editor/viewport/widget.py:1 shot", "editor/viewport/render/renderer.py:182 draw"]}
    cleaned = {"by": ["editor/benchmarks/probe/window.py:231 rest"]}
    held = {"by": ["editor/ui/docks/docks.py:7 restore"]}

    assert [is_drawing(each) for each in (drawn, cleaned, held, {"by": []})] == [True, False, False, False]
    assert [is_of_the_probe(each) for each in (drawn, cleaned, held)] == [False, True, False]


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

    # Those that play would compile, and those that open every panel or change the theme take seconds.
    for step in (step for step in STEPS if step not in ("docked", "hidden", "panel", "theme")):
        found = {name: value for name, value in first.step(step).items() if name != "stalls"}
        assert found, step
        assert all(isinstance(value, float) for value in found.values()), step
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
