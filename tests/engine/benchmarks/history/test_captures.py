"""The profile behind a row: taken after the timing, kept in the physics profiler's format, and gone with its row."""

from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.history.captures import capture_of, write_capture
from engine.benchmarks.history.places import FOLDER
from engine.benchmarks.history.reading import read_history
from engine.benchmarks.history.rotation import rotate
from engine.benchmarks.runner import measure
from engine.benchmarks.scenes.crowd_capture import TICKS, capture_crowd
from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.physics.capture import load
from tests.engine.benchmarks.history.rows import NOW


@pytest.fixture(scope="module")
def capture():
    crowd = CrowdOne(60, settle=0)
    yield capture_crowd(crowd)
    crowd.close()


def test_a_row_names_the_profile_of_its_ticks(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ["bench", "run", "physics.dispatch", "--quick"]
    verb = CliRunner()
    for more in ([], ["--captures"]):
        done = verb.invoke(application("bench"), [*words, *more])
        assert done.exit_code == 0, done.output
    plain, captured = read_history(FOLDER).rows
    assert plain.capture is None
    assert captured.capture
    found = load(capture_of(FOLDER, captured.capture))
    assert len(found) == TICKS
    assert (found.origin.project, found.origin.threads) == ("CROWD-1", 0)
    assert all(profile.total and profile.checksums for profile in found.profiles)


def test_it_is_taken_after_the_last_sample(capture):
    order: list[str] = []

    @benchmark(name="test.profiled", unit="ms", cases=[{"name": "A"}, {"name": "B"}], samples=3)
    def profiled(name: str) -> Case:
        """Notes what is asked of it."""
        return Case(
            run=lambda: order.append("run"),
            facts=lambda: order.append("facts") or {},
            capture=None if name == "A" else lambda: order.append("capture") or capture,
            close=lambda: order.append("close"),
        )

    first, second = measure(profiled, captures=True)
    assert (first.capture, second.capture) == (None, capture)
    assert order[-5:] == ["facts", "facts", "capture", "close", "close"]
    assert all(found.capture is None for found in measure(profiled))
    assert order.count("capture") == 1


def test_equal_crowds_begin_alike_and_tell_so(capture):
    twin = CrowdOne(60, settle=0)
    again = capture_crowd(twin)
    twin.close()
    assert again.origin.run == capture.origin.run
    assert [each.checksums for each in again.profiles] == [each.checksums for each in capture.profiles]


def test_captures_of_packed_rows_go_and_no_other_file_is_one(tmp_path, capture):
    old, new = (write_capture(tmp_path, NOW - timedelta(days=days), 0, capture) for days in (45, 2))
    assert rotate(tmp_path, now=NOW).files_dropped == 1
    assert load(capture_of(tmp_path, new)).origin == capture.origin
    with pytest.raises(ValueError, match="is gone"):
        capture_of(tmp_path, old)
    (tmp_path / "other.capture.json").write_bytes(Path(tmp_path / new).read_bytes())
    for name in ("other.capture.json", "captures/../other.capture.json", "captures/x.json", "/etc/passwd"):
        with pytest.raises(ValueError, match="names no capture"):
            capture_of(tmp_path, name)
