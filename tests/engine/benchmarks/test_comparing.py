"""A run beside a kept one: ratios with intervals that hold, and no ratio of two machines."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.benchmarks.benchmark import Benchmark, Case
from engine.benchmarks.comparing import beside, interval_of
from engine.benchmarks.machine import machine_now
from engine.benchmarks.runner import Measurement


def row(samples, unit="ms"):
    name = "test.lamp"
    return Measurement(Benchmark(name, unit, ({},), lambda: Case(lambda: None), 1.0, 9), {}, tuple(samples)).to_row()


def scattered(size, mean=1.0, seed=0):
    return mean * np.exp(0.05 * np.random.default_rng(seed).standard_t(3, size))


@pytest.mark.parametrize("count", [6, 30, 400, 600, 3_000])
def test_the_interval_of_a_median_holds_it_with_95_percent(count):
    runs = scattered((300, count), seed=7).tolist()
    assert 0.92 <= np.mean([low <= 1.0 <= high for low, high in map(interval_of, runs)]) < 1.0


def test_the_interval_of_a_ratio_holds_it_and_is_not_wide_for_nothing():
    found = [beside(row(scattered(40, 1.1, k)), row(scattered(40, 1.0, 1_000 + k))) for k in range(200)]
    assert 0.92 <= np.mean([each.low <= 1.1 <= each.high for each in found])
    assert np.median([each.high - each.low for each in found]) < 0.08
    assert np.mean([each.says == "worse" for each in found]) > 0.9


def test_equal_runs_differ_seldom_and_more_is_better_turns_the_ratio():
    equal = [beside(row(scattered(40, 1.0, k)), row(scattered(40, 1.0, 1_000 + k))).says for k in range(300)]
    assert equal.count("no difference") > 270
    faster = beside(row(scattered(40, 2.0), "x real time"), row(scattered(40, 1.0, 1), "x real time"))
    assert faster.says == "better"
    assert faster.ratio == pytest.approx(0.5, rel=0.05)


def test_what_can_not_be_divided_and_too_few_samples_are_told():
    assert beside(row([]), row([1.0])) is None
    assert beside(row([1.0], "ms"), row([1.0], "us")) is None
    assert beside(row([1.0] * 9), row([0.0] * 9)) is None
    few = beside(row([2.0] * 3), row([1.0] * 9))
    assert (few.ratio, few.low, few.says) == (2.0, None, "too few samples")


def test_the_verb_shows_the_ratio_beside_what_was_kept(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = ["bench", "run", "physics.dispatch", "--quick"]
    kept = json.loads(CliRunner().invoke(application("bench"), [*run, "--json"]).stdout)
    [base] = kept["rows"]
    assert base["low"] <= base["value"] <= base["high"]
    for key in ("value", "low", "high"):
        base[key] *= 1e-3
    (tmp_path / "base.json").write_text(json.dumps(kept))
    told = json.loads(CliRunner().invoke(application("bench"), [*run, "--json", "--compare", "base.json"]).stdout)
    [found] = told["rows"]
    assert found["compared"]["says"] == "worse"
    assert found["compared"]["low"] < found["compared"]["ratio"] < found["compared"]["high"]
    assert found["compared"]["ratio"] == pytest.approx(found["value"] / base["value"])
    base["params"] = {"agents": 7}
    (tmp_path / "base.json").write_text(json.dumps(kept))
    table = CliRunner().invoke(application("bench"), [*run, "--compare", "base.json"])
    assert table.exit_code == 0
    assert "no base" in table.stdout


@pytest.mark.parametrize(
    ("kept", "why"),
    [
        ({"rows": [], "machine": {**machine_now(), "hardware_id": "h1", "hardware_label": "Lamp, 2 cores"}}, "Lamp"),
        ({"rows": [{"benchmark_name": "a.b"}], "machine": machine_now()}, "a row lacks"),
        ({"series": []}, "is no output of"),
        ([], "is no output of"),
    ],
)
def test_another_machine_and_other_files_are_refused_before_anything_is_measured(kept, why, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.json").write_text(json.dumps(kept))
    done = CliRunner().invoke(application("bench"), ["bench", "run", "physics.dispatch", "--compare", "base.json"])
    assert done.exit_code == 2
    assert why in done.stderr
    assert not (tmp_path / "target").exists()
