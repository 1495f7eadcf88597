"""Histories of other tools come in once, at their time, and what is none of them is refused in words."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.benchmarks.history import importing
from engine.benchmarks.history.foreign.row_of import ForeignError
from engine.benchmarks.history.importing import import_history
from engine.benchmarks.history.places import LOCK
from engine.benchmarks.history.reading import read_history
from engine.benchmarks.regressions.series import series_of
from engine.file_lock import FileLock

from .rows import line, put

RUN = {
    "commit": {"id": "a" * 40, "message": "Walk faster"},
    "date": 1763000000000,
    "tool": "cargo",
    "benches": [
        {"name": "walk", "value": 1250, "range": "± 40", "unit": "ns/iter"},
        {"name": "run", "value": 90.5, "range": "3.2%", "unit": "ns/iter"},
    ],
}
SECOND = {**RUN, "date": 1763100000000, "benches": [{"name": "walk", "value": 1300, "unit": "ns/iter"}]}
DATA = {"lastUpdate": 1, "repoUrl": "https://example.org/walk", "entries": {"Rust": [SECOND, RUN]}}


def read(folder):
    return {(row.benchmark_name, row.value): row for row in read_history(folder).rows}


def test_a_data_file_of_github_action_benchmark(tmp_path):
    path = tmp_path / "data.js"
    path.write_text(f"window.BENCHMARK_DATA = {json.dumps(DATA)}", encoding="utf-8")
    done = import_history(path, tmp_path / "history")
    assert (done.tool, done.rows, done.known) == ("github-action-benchmark", 3, 0)
    found = read(tmp_path / "history")
    walk = found["walk", 1250.0]
    assert (walk.unit, walk.stddev, walk.git_sha) == ("ns/iter", 40.0, "a" * 40)
    assert walk.params_of() == {"suite": "Rust"}
    assert walk.timestamp.isoformat() == "2025-11-13T02:13:20+00:00"
    assert found["run", 90.5].stddev is None
    again = import_history(path, tmp_path / "history")
    assert (again.rows, again.known) == (0, 3)
    assert read(tmp_path / "history") == found


def test_what_can_be_no_row_is_refused_in_words_and_the_rest_comes_in(tmp_path):
    twice = {**RUN, "benches": [*RUN["benches"], {"name": "walk", "value": 1.0, "unit": "ns/iter"}]}
    later = {**RUN, "date": 4_000_000_000_000}
    path = tmp_path / "data.json"
    path.write_text(json.dumps({"entries": {"Rust": [twice, later]}}), encoding="utf-8")
    done = import_history(path, tmp_path / "history")
    assert (done.rows, done.known) == (2, 0)
    assert [words[:20] for words in done.refused] == [
        "walk stands there tw",
        "walk is of the futur",
        "run is of the future",
    ]
    assert read_history(tmp_path / "history").set_aside == []
    assert import_history(path, tmp_path / "history").rows == 0


@pytest.mark.parametrize(
    ("tool", "unit", "more"),
    [
        ("benchmarkjs", "ops/sec", True),
        ("pytest", "iter/sec", True),
        ("pytest", "", True),
        ("customBiggerIsBetter", "points", True),
        ("customSmallerIsBetter", "MB/s", False),
        ("cargo", "ns/iter", False),
        ("go", "ns/op", False),
        ("go", "MB/s", True),
        ("jmh", "ops/s", True),
        ("googlecpp", "ns/iter", False),
    ],
)
def test_which_way_is_better_is_as_the_tool_has_it(tmp_path, tool, unit, more):
    runs = [{"date": 1763000000000, "tool": tool, "benches": [{"name": "walk", "value": 5, "unit": unit}]}]
    (tmp_path / "data.json").write_text(json.dumps({"entries": {"all": runs}}))
    import_history(tmp_path / "data.json", tmp_path / "history")
    [series] = series_of(read_history(tmp_path / "history").rows)
    assert series.more_is_better == more


def test_what_pyperf_writes(tmp_path):
    path = tmp_path / "suite.json"
    subprocess.run(
        [sys.executable, "-m", "pyperf", "timeit", "--name", "pass", "-p", "2", "-n", "3", "-w", "1", "-l", "10",
         "-o", str(path), "--quiet", "pass"], check=True, capture_output=True,
    )  # fmt: skip
    assert import_history(path, tmp_path / "history").rows == 1
    [row] = read_history(tmp_path / "history").rows
    assert (row.benchmark_name, row.unit, row.samples) == ("pass", "s", 6)
    assert 0 < row.value < 1
    assert row.python.startswith("3.")
    assert row.hardware_label


def test_an_output_folder_of_criterion(tmp_path):
    for run, value, at in (("base", 900.0, 1763000000), ("new", 1000.0, 1763100000)):
        folder = tmp_path / "criterion" / "walk" / "1000" / run
        folder.mkdir(parents=True)
        estimates = {kind: {"point_estimate": value, "standard_error": 1.0} for kind in ("mean", "median", "std_dev")}
        (folder / "estimates.json").write_text(json.dumps(estimates))
        (folder / "benchmark.json").write_text(json.dumps({"group_id": "walk", "full_id": "walk/1000"}))
        sample = {"sampling_mode": "Linear", "iters": [1.0, 2.0, 4.0], "times": [value, 2.2 * value, 4 * value]}
        (folder / "sample.json").write_text(json.dumps(sample))
        os.utime(folder / "estimates.json", (at, at))
    (tmp_path / "criterion" / "report").mkdir()
    assert import_history(tmp_path / "criterion", tmp_path / "history").rows == 2
    found = read_history(tmp_path / "history").rows
    assert [(row.benchmark_name, row.value, row.unit, row.samples) for row in found] == [
        ("walk/1000", 900.0, "ns", 3),
        ("walk/1000", 1000.0, "ns", 3),
    ]
    assert found[0].stddev == pytest.approx(900 * 0.0471, rel=0.01)


def test_rows_come_in_at_their_time_and_spoil_none_that_stands_there(tmp_path):
    history = tmp_path / "history"
    put(history, line(5.0, day=1), b"{oops", line(6.0, day=0.5))
    path = tmp_path / "data.json"
    path.write_text(json.dumps(DATA))
    import_history(path, history)
    assert [row.value for row in read_history(history).rows if row.unit == "ms"] == [5.0, 6.0]
    assert len(read_history(history).rows) == 5


def test_nobody_else_writes_between_looking_and_taking_in(tmp_path, monkeypatch):
    held: list[bool] = []

    def and_look(folder):
        held.append(not FileLock(folder / LOCK).acquire())
        return read_history(folder)

    monkeypatch.setattr(importing, "read_history", and_look)
    (tmp_path / "data.json").write_text(json.dumps(DATA))
    import_history(tmp_path / "data.json", tmp_path / "history")
    assert held == [True]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "missing required field `entries`"),
        ("window.X = {", "can't be read"),
        ("nothing", "holds no object"),
        (
            '{"entries": {"a": [{"date": "x", "benches": []}]}}',
            "Expected `float`, got `str` - at `$.entries[...]",
        ),
        ('{"entries": {"a": [{"date": 1, "commit": 5, "benches": []}]}}', "Expected `object`, got `int`"),
        ('{"entries": {"a": [{"date": 1e30, "benches": [{"name": "b", "value": 1}]}]}}', "has the date 1e+30"),
        ('{"benchmarks": [{"runs": [{"values": ["x"]}]}]}', "Expected `float`, got `str` - at `$.benchmarks[0]"),
        ('{"benchmarks": [{"metadata": {"name": "b"}, "runs": [{"values": [1.0]}]}]}', "b: its date is ''"),
    ],
)
def test_what_is_no_history_is_refused_and_nothing_changes(tmp_path, text, told):
    path = tmp_path / "data.js"
    path.write_text(text)
    before = put(tmp_path / "history", line(5.0)).read_bytes()
    with pytest.raises(ForeignError) as error:
        import_history(path, tmp_path / "history")
    assert told in str(error.value)
    assert str(path) in str(error.value)
    assert (tmp_path / "history" / "history.jsonl").read_bytes() == before


def test_an_empty_folder_is_none_of_criterion_and_the_verb_says_so(tmp_path):
    done = CliRunner().invoke(application(), ["bench", "import", str(tmp_path), "--history", str(tmp_path / "h")])
    assert done.exit_code == 2
    assert "holds no estimates.json of Criterion" in done.stderr
