"""`astraweave soak`: real processes, watched from outside."""

import gzip
import json
import os
import subprocess
import sys

import pytest

ROOT = os.getcwd()


def soak(folder, *words):
    """Run the verb in an empty folder; exit code, report, and what it said on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "editor", "soak", *words, "--report", str(folder / "report.json"), "--json"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": ROOT},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    found = folder / "report.json"
    return done.returncode, json.loads(found.read_text()) if found.exists() else None, done.stderr


def test_the_renderer_alone_plays_and_tells_what_its_frames_took(tmp_path):
    code, told, said = soak(
        tmp_path, "--presenter", "egl", "--encounter", "tutorial", "--size", "160x90", "--minutes", "0.05"
    )
    # Beside other work three seconds may take longer than a soak allows, and then it says so.
    assert all(problem.endswith(" ms is allowed") for problem in told["problems"])
    assert code == bool(told["problems"]), said
    assert told["frames"] > 10
    assert told["frame_ms"]["p50"] > 0
    assert told["software"] is True
    assert told["runs"][-1]["digest"]
    assert (tmp_path / "target/benchmark-data/history.jsonl").read_text().count("soak.") >= 4


@pytest.mark.parametrize(
    ("words", "said"), [(("terrrain",), "there is no soak"), (("--presenter", "gl"), "there is no presenter")]
)
def test_what_is_not_known_is_refused_in_a_sentence(tmp_path, words, said):
    code, told, error = soak(tmp_path, *words)
    assert (code, told) == (2, None)
    assert said in error


@pytest.mark.slow
def test_a_window_that_hangs_is_ended_started_once_more_and_fails_the_report(tmp_path):
    code, told, said = soak(tmp_path, "--encounter", "tutorial", "--minutes", "0.7", "--plant-hang", "8")
    assert code == 1
    assert "started once more" in said
    assert len(told["hangs"]) == 1
    assert "planted.py" in (tmp_path / told["hangs"][0]).read_text()
    assert told["runs"], "the second process plays on"
    trace = json.loads(gzip.decompress((tmp_path / "target/telemetry/veilweaver_demo.trace.json.gz").read_bytes()))
    names = {event["name"] for event in trace["traceEvents"]}
    assert {"frame", "planning", "crowd"} <= names
    telemetry = json.loads((tmp_path / "target/telemetry/veilweaver_demo.json").read_text())
    assert set(telemetry["stats"]["frame_time"]) == {"p50", "p95", "p99", "p99.9", "max"}
