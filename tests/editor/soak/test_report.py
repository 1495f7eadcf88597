"""What a report says of what was written down."""

import json

import pytest

from editor.soak.report import FRAMES, RUNS, STACKS, Part, Soak, report_of
from engine.telemetry.frame_file import FrameFile
from engine.telemetry.frame_profile import FrameSample


def written(folder, *, seconds=120, frame_ms=16.0, simulation=1.0, planning=0.2, grows_mb_a_minute=0.0, late=()):
    """A process's folder: ten frames a second, so that ten minutes stay small."""
    folder.mkdir()
    file = FrameFile(folder / FRAMES)
    for number in range(seconds * 10):
        now = number / 10
        took = 80.0 if number in late else frame_ms
        file.add(FrameSample(now, took, 0.1, planning, simulation, 400.0 + now / 60 * grows_mb_a_minute), tick=number)
    file.close()
    (folder / RUNS).write_text(json.dumps({"seed": 1, "outcome": "victory", "ticks": 9, "digest": "ab"}) + '\n{"seed"')
    return folder


def report(*parts, **about):
    return report_of(Soak(2.0, "window", "expert", parts, {"software": True, **about}))


def test_a_good_soak_has_no_problems_and_tells_its_figures(tmp_path):
    told = report(Part(written(tmp_path / "0", late={7, 9}), 0))
    assert told["problems"] == []
    assert told["frames"] == 1200
    assert told["frame_ms"]["p50"] == 16.0
    assert told["hitch_count"] == 2
    assert {hitch["tick"] for hitch in told["hitches"]} == {7, 9}
    assert told["memory"][0]["slope_percent_in_10_min"] == pytest.approx(0.0)
    assert [run["seed"] for run in told["runs"]] == [1]


def test_a_leak_of_one_megabyte_a_minute_is_caught(tmp_path):
    told = report(Part(written(tmp_path / "0", seconds=300, grows_mb_a_minute=1.0), 0))
    assert told["memory"][0]["slope_mb_in_10_min"] == pytest.approx(10.0, rel=0.01)
    assert any("memory grows" in problem for problem in told["problems"])
    assert not report(Part(written(tmp_path / "1", seconds=300, grows_mb_a_minute=0.3), 0))["problems"]


@pytest.mark.parametrize(
    ("how", "said"),
    [({"simulation": 4.0}, "simulation took 4.0 ms"), ({"planning": 2.0}, "planning took 2.0 ms")],
)
def test_work_over_its_limit_is_a_problem(tmp_path, how, said):
    assert any(said in problem for problem in report(Part(written(tmp_path / "0", **how), 0))["problems"])


def test_a_hang_and_a_crash_fail_the_report_though_frames_go_on(tmp_path):
    hung = Part(written(tmp_path / "0"), 75, hung=True)
    again = Part(written(tmp_path / "1"), 0)
    told = report(hung, again)
    assert told["hangs"] == [str(tmp_path / "0" / STACKS)]
    assert told["crashes"] == 0
    assert len(told["problems"]) == 1
    assert any("crashed" in problem for problem in report(Part(written(tmp_path / "2"), -11))["problems"])


def test_sixty_frames_are_a_bar_on_a_graphics_card_and_a_figure_elsewhere(tmp_path):
    slow = Part(written(tmp_path / "0", frame_ms=30.0), 0)
    assert report(slow)["bar_60_fps"]["met"] is False
    assert report(slow)["problems"] == []
    assert any("60 frames" in problem for problem in report(slow, software=False)["problems"])


def test_a_process_that_showed_nothing_is_a_problem(tmp_path):
    (tmp_path / "0").mkdir()
    told = report(Part(tmp_path / "0", 0))
    assert told["frame_ms"] is None
    assert "no frame was shown" in told["problems"]


def test_a_run_that_failed_is_a_problem_though_the_window_stayed_open(tmp_path):
    folder = written(tmp_path / "0")
    (folder / RUNS).write_text(json.dumps({"seed": 4, "outcome": "failed", "ticks": 1200, "digest": "ab"}))
    assert report(Part(folder, 0))["problems"] == ["the run of seed 4 failed at tick 1,200"]
