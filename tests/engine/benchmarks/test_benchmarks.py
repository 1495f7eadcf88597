"""The suite is found by a walk, measured in turns, and kept: nothing invented, nothing lost."""

import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.benchmarks.benchmark import Case, Unavailable, benchmark
from engine.benchmarks.discovery import find_benchmarks
from engine.benchmarks.history.appending import append_history
from engine.benchmarks.history.places import FOLDER
from engine.benchmarks.history.reading import read_history
from engine.benchmarks.history.row import decode
from engine.benchmarks.history.samples import read_samples
from engine.benchmarks.machine import machine_now
from engine.benchmarks.runner import FEWEST_SAMPLES, WARM_UPS, measure

FIELDS = [
    "schema_version",
    "timestamp",
    "benchmark_name",
    "system",
    "value",
    "unit",
    "p95",
    "p99",
    "max",
    "stddev",
    "samples",
    "git_sha",
    "branch",
    "git_dirty",
    "hardware_id",
    "hardware_label",
    "python",
    "threads",
    "raw",
    "capture",
]


def recorded(order, *, samples=6):
    """A benchmark of two cases that writes down what is called when."""

    @benchmark(name="test.order", unit="ms", cases=[{"name": "A"}, {"name": "B"}], seconds=60.0, samples=samples)
    def order_of_calls(name: str) -> Case:
        """One iteration notes its name."""
        return Case(
            run=lambda: order.append(name),
            before=lambda: order.append(f"before {name}"),
            close=lambda: order.append(f"close {name}"),
        )

    return order_of_calls


def test_every_benchmark_says_what_it_measures_and_has_a_system():
    found = find_benchmarks()
    assert {"physics.full_tick", "nav.flow_field", "demo.headless", "world.compile_cold"} <= {e.name for e in found}
    for entry in found:
        assert entry.doc.endswith(".")
        assert entry.system in {
            *("physics", "terrain", "nav", "goap", "scene", "world", "demo", "editor", "render", "audit", "llm"),
            "balance",
        }


def test_the_suite_of_balance_asks_what_the_panel_asks():
    cases = {entry.name: [dict(params) for params in entry.cases] for entry in find_benchmarks("balance.*")}
    assert cases == {
        "balance.badge": [{"seeds": 16, "skills": 3}, {"seeds": 64, "skills": 3}],
        "balance.curve": [{"values": 7, "seeds": 64}],
        "balance.fork": [{"futures": 64, "second": 10}],
        "balance.simulations": [{"simulations": 25_000}],
        "balance.what_matters": [{"properties": 40, "skill": "average"}],
    }


def test_a_pattern_picks_by_part_of_the_name_or_by_wildcard():
    assert [entry.name for entry in find_benchmarks("flow")] == ["nav.flow_field"]
    assert {entry.system for entry in find_benchmarks("physics.*")} == {"physics"}
    assert find_benchmarks("no such thing") == []


def test_cases_take_turns_after_they_were_warmed():
    order = []
    measure(recorded(order))
    runs = [entry for entry in order if entry in {"A", "B"}]
    assert runs[: 2 * WARM_UPS] == ["A"] * WARM_UPS + ["B"] * WARM_UPS
    assert runs[2 * WARM_UPS :] == ["A", "B"] * 6
    assert order[-2:] == ["close A", "close B"]
    assert order[order.index("A") - 1] == "before A"


def test_a_value_that_a_case_returns_is_the_sample():
    @benchmark(name="test.rate", unit="x real time", cases=[{}], samples=7)
    def rate() -> Case:
        """One iteration counts."""
        values = iter(range(100))
        return Case(run=lambda: float(next(values)))

    (found,) = measure(rate)
    assert found.samples == (3, 4, 5, 6, 7, 8, 9)
    assert (found.median, found.p95, found.p99, found.slowest) == (6, 9, 9, 9)
    assert found.stddev == pytest.approx(2.0)


def test_a_unit_that_is_no_time_needs_a_value():
    @benchmark(name="test.rate", unit="frames", cases=[{}])
    def rate() -> Case:
        """One iteration forgets its value."""
        return Case(run=lambda: None)

    with pytest.raises(TypeError, match="must return its value"):
        measure(rate)


def test_what_cannot_be_measured_here_has_no_number_but_a_reason():
    @benchmark(name="test.missing", unit="ms", cases=[{"there": True}, {"there": False}], samples=FEWEST_SAMPLES)
    def missing(there: bool) -> Case:
        """One iteration does nothing."""
        if not there:
            raise Unavailable("no such device")
        return Case(run=lambda: None)

    there, not_there = measure(missing)
    assert len(there.samples) == FEWEST_SAMPLES
    assert not_there.median is None
    assert not_there.to_row() == {
        "benchmark_name": "test.missing",
        "value": None,
        "low": None,
        "high": None,
        "min": None,
        "unit": "ms",
        "p95": None,
        "p99": None,
        "max": None,
        "spread": None,
        "samples": 0,
        "params": {"there": False},
        "why_not": "no such device",
    }


def test_a_case_that_fails_still_closes_the_others():
    order = []

    @benchmark(name="test.fail", unit="ms", cases=[{"k": 0}, {"k": 1}])
    def fail(k: int) -> Case:
        """One iteration fails the second time."""

        def run() -> None:
            if k:
                raise ArithmeticError

        return Case(run=run, close=lambda: order.append(k))

    with pytest.raises(ArithmeticError):
        measure(fail)
    assert order == [0, 1]


@pytest.mark.parametrize("bad", [{"name": "plain", "cases": [{}]}, {"name": "a.b", "cases": []}])
def test_a_badly_declared_benchmark_is_refused(bad):
    with pytest.raises(ValueError, match="expected"):
        benchmark(unit="ms", **bad)(lambda: Case(run=lambda: None))


def test_history_rows_hold_every_field_and_grow_at_the_end(tmp_path):
    found = measure(recorded([]))
    at = datetime(2026, 3, 1, 12, 0, 0, 5000, tzinfo=UTC)
    append_history(found, tmp_path, now=at)
    path = append_history(found, tmp_path, now=at.replace(hour=13))

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 4
    assert set(FIELDS) <= set(rows[0])
    assert [row["params"]["name"] for row in rows] == ["A", "B", "A", "B"]
    assert rows[0]["timestamp"] == "2026-03-01T12:00:00.005+00:00"
    assert len(read_samples(tmp_path, rows[1]["raw"])) == rows[1]["samples"]
    assert [row.series for row in read_history(tmp_path).rows] == [row.series for row in map(decode, path.open("rb"))]


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (RuntimeError, 2)])
def test_what_was_measured_is_kept_whatever_becomes_of_the_rest(tmp_path, monkeypatch, error, code):
    monkeypatch.chdir(tmp_path)
    taken = recorded([])

    @benchmark(name="test.stopped", unit="ms", cases=[{}], samples=2)
    def stopped() -> Case:
        """Is stopped by somebody, or breaks."""
        raise error

    monkeypatch.setattr("engine.cli.bench.run.named", lambda *_words, **_more: [taken, stopped])
    done = CliRunner().invoke(application(), ["bench", "run"])
    assert done.exit_code == code
    assert len(read_history(FOLDER).rows) == 2
    assert "stopped" in done.stderr


def test_a_history_that_cannot_be_written_is_told_before_anything_is_measured(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "target").write_text("no folder")
    order: list[object] = []
    monkeypatch.setattr("engine.cli.bench.run.named", lambda *_words, **_more: [recorded(order)])
    done = CliRunner().invoke(application(), ["bench", "run", "--json"])
    assert done.exit_code == 2
    assert "target/benchmark-data: Not a directory" in json.loads(done.stdout)["error"]
    assert order == []


def test_the_machine_is_named_the_same_each_time():
    assert machine_now()["hardware_id"] == machine_now()["hardware_id"]
    assert machine_now()["cores"] >= 1


def test_the_verb_lists_and_measures_and_says_what_there_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    verb = CliRunner()
    listed = json.loads(verb.invoke(application(), ["bench", "list", "--json"]).stdout)
    assert "nav.flow_field" in {row["benchmark_name"] for row in listed["benchmarks"]}

    result = verb.invoke(application(), ["bench", "run", "physics.dispatch", "--json", "--quick"])
    report = json.loads(result.stdout)
    assert [row["params"] for row in report["rows"]] == [{"agents": 1}]
    assert all(row["value"] > 0 and row["unit"] == "us" for row in report["rows"])
    assert report["machine"]["hardware_id"]
    assert len((tmp_path / "target" / "benchmark-data" / "history.jsonl").read_text().splitlines()) == 1

    unknown = verb.invoke(application(), ["bench", "nonsense"])
    assert unknown.exit_code == 2
    assert "there are audit.scan, audit.scan_python, balance.badge" in unknown.stderr
