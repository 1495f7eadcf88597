"""Every benchmark has a bar with a reason; results are judged by it, and the shipped file says the same."""

import json

import pytest
import rtoml
from typer.testing import CliRunner

from editor.cli import application
from engine.benchmarks.benchmark import Case, alias, benchmark
from engine.benchmarks.checking import FAIL, FINE, WARN, check, check_beside, worse_by
from engine.benchmarks.discovery import find_all
from engine.benchmarks.regressions.series import MORE_IS_BETTER
from engine.benchmarks.threshold import QUIET_PAIR, Baseline, Threshold
from engine.benchmarks.thresholds_file import shipped_text, thresholds_text
from tests.engine.benchmarks.history.rows import line, put

BAR = Threshold("Somebody waits.", baselines=(Baseline(10.0, {"size": 3}, "h1"),))


def of(unit="ms", threshold=BAR):
    @benchmark(name="a.b", unit=unit, cases=[{"size": 3}, {"size": 4}], threshold=threshold)
    def case(size):
        """Nothing."""
        return Case(run=lambda: None)

    return case


def run(*words):
    return CliRunner().invoke(application("bench"), ["bench", *words])


def test_no_benchmark_is_without_a_threshold_that_says_why():
    found = find_all()
    assert len(found) >= 60
    assert [each.name for each in found if each.threshold is None] == []
    assert all(each.threshold.why.endswith(".") for each in found)  # pyright: ignore[reportOptionalMemberAccess]


def test_baselines_are_of_cases_that_exist():
    for each in find_all():
        for base in each.threshold.baselines if each.threshold else ():
            cases = [case for case in each.cases if base.case.items() <= dict(case).items()]
            assert cases, f"{each.name}: no case has {base.case}"


def test_the_shipped_file_is_what_the_benchmarks_say_and_is_toml():
    text = thresholds_text(find_all())
    assert shipped_text() == text == run("thresholds").stdout
    found = rtoml.loads(text)
    assert found["physics_async_full_tick"]["fail"] == 0.2
    assert found["physics_async_full_tick"]["baselines"] == [{"value": 4.0, "case": {}, "hardware_id": QUIET_PAIR}]
    assert found["terrain_streaming_background"]["baselines"][0]["value"] == 18.0
    assert (found["llm_eval_mock_client"]["fail"], found["llm_eval_mock_client"]["baselines"][0]["value"]) == (
        0.15,
        5.0,
    )


def test_units_of_which_more_is_better_are_those_of_speeds():
    speeds = {each.unit for each in find_all() if each.unit.startswith("x ") and each.unit != "x alone"}
    assert speeds <= MORE_IS_BETTER


@pytest.mark.parametrize(
    ("value", "bar", "more", "worse"),
    [(12, 10, False, 0.2), (8, 10, False, -0.2), (5, 10, True, 1.0), (20, 10, True, -0.5), (0, 0, False, 0.0)],
)
def test_how_much_worse(value, bar, more, worse):
    assert worse_by(value, bar, more_is_better=more) == pytest.approx(worse)


def test_one_digest_too_many_is_infinitely_worse_than_none():
    assert worse_by(1.0, 0.0, more_is_better=False) == float("inf")


@pytest.mark.parametrize(("value", "verdict"), [(10.9, FINE), (11.5, WARN), (12.6, FAIL), (3.0, FINE)])
def test_a_result_is_judged_by_its_shares(value, verdict):
    found = check(of(), {"size": 3}, value, 10.0, "base")
    assert found is not None
    assert found.verdict == verdict


def test_a_badly_declared_threshold_is_refused():
    for bad in ({"why": ""}, {"why": "x", "warn": 0.5, "fail": 0.1}, {"why": "x", "warn": 0.0}):
        with pytest.raises(ValueError, match="expected 0 < warn"):
            Threshold(**bad)


def test_a_baseline_holds_for_its_case_on_its_machine_alone():
    assert BAR.baseline_of({"size": 3, "peer": "x"}, "h1") is not None
    assert BAR.baseline_of({"size": 4}, "h1") is None
    assert BAR.baseline_of({"size": 3}, "h2") is None
    assert alias("old", of(), [{"size": 9}]).threshold == Threshold(BAR.why)


def test_rows_are_judged_beside_those_of_the_same_case_and_the_worst_comes_first():
    base = [{"benchmark_name": "a.b", "params": {"size": size}, "value": 10.0} for size in (3, 4)]
    head = [
        {"benchmark_name": "a.b", "params": {"size": size}, "value": value}
        for size, value in ((3, 10), (4, 13), (5, 99))
    ]
    found = check_beside(head, [*base, {"benchmark_name": "c.d", "params": {}, "value": 1.0}], {"a.b": of()})
    assert [(each.params["size"], each.verdict) for each in found] == [(4, FAIL), (3, FINE)]


def test_the_verb_judges_the_newest_clean_row_of_the_machine_that_a_baseline_names(tmp_path):
    def told(value, **more):
        row = {"name": "physics_async_full_tick", "unit": "ms", "hardware_id": QUIET_PAIR} | more
        put(tmp_path, line(0.4, day=3, **row), line(value, day=2, **row), line(99.0, day=1, git_dirty=True, **row))
        return run("check", "--history", str(tmp_path), "--json")

    fine = told(4.1)
    assert (fine.exit_code, json.loads(fine.stdout)["checks"][0]["verdict"]) == (0, FINE)
    bad = told(4.9)
    assert bad.exit_code == 1
    [check] = json.loads(bad.stdout)["checks"]
    assert (check["verdict"], check["bar"], check["beside"]) == (FAIL, 4.0, "baseline")
    warned = told(4.5)
    assert warned.exit_code == 0
    assert run("check", "--history", str(tmp_path), "--strict").exit_code == 1
    elsewhere = told(99.0, hardware_id="h9")
    assert elsewhere.exit_code == 0
    assert json.loads(elsewhere.stdout) == {
        "checks": [], "not_judged": {"have fewer than 11 runs on their machine": 1}
    }  # fmt: skip
    assert run("check", "--history", str(tmp_path), "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("late", "verdicts"),
    [
        ([1.0, 1.0, 1.0], [FINE]),
        ([1.0, 1.0, 2.0], [FINE]),  # a spike of one run
        ([1.15, 1.15, 1.15], [WARN]),
        ([1.4, 1.4, 1.4], [FAIL]),
    ],
)
def test_where_no_baseline_is_a_series_is_judged_by_its_own_runs(tmp_path, late, verdicts):
    case = {"name": "nav.flow_field", "params": {"side": 256}, "hardware_id": "a runner"}
    values = [*([1.0, 1.01, 0.99] * 4), *late]
    rows = [line(value, day=20.0 - k, samples=k, **case) for k, value in enumerate(values)]
    rows += [line(1.0, day=day, **{**case, "params": {"side": 128}}) for day in (8.0, 7.0)]
    rows += [line(1.0, day=60.0, **{**case, "hardware_id": "gone"}), line(1.0, day=8.0, name="lantern.light")]
    put(tmp_path, *rows)
    done = run("check", "--history", str(tmp_path))
    assert done.exit_code == (1 if FAIL in verdicts else 0)
    assert (
        "Of 4 cases 1 are judged: 1 by their own runs before. Not judged: "
        "1 are of no benchmark of this program, 1 have fewer than 11 runs on their machine, "
        "1 were not measured in the last 7 days on their machine."
    ) in " ".join(done.stdout.split())
    told = json.loads(run("check", "--history", str(tmp_path), "--json").stdout)
    assert [each["verdict"] for each in told["checks"]] == verdicts


def test_a_series_that_scatters_fails_only_where_that_shows(tmp_path):
    case = {"name": "nav.flow_field", "params": {"side": 256}, "hardware_id": "a runner"}
    values = [1.0, 1.4, 0.7, 1.2, 0.8, 1.5, 0.9, 1.1, 0.7, 1.3, 1.4, 1.5, 1.4]
    put(tmp_path, *[line(value, day=20.0 - k, **case) for k, value in enumerate(values)])
    told = json.loads(run("check", "--history", str(tmp_path), "--json").stdout)
    assert [each["verdict"] for each in told["checks"]] == [FINE]
    assert told["checks"][0]["worse"] > 0.2


def test_the_verb_judges_one_run_by_another(tmp_path):
    for name, value in (("base", 1.0), ("head", 1.4)):
        rows = [{"benchmark_name": "nav.flow_field", "params": {"side": 256}, "value": value, "unit": "ms"}]
        (tmp_path / f"{name}.json").write_text(json.dumps({"rows": rows}))
    words = ("--base", str(tmp_path / "base.json"), "--head", str(tmp_path / "head.json"))
    done = run("check", *words)
    assert done.exit_code == 1
    assert "+40.0 %" in done.stdout
    assert run("check", *words[:2]).exit_code == 2
    (tmp_path / "head.json").write_text("{}")
    broken = run("check", *words)
    assert broken.exit_code == 2
    assert "holds no rows" in broken.stderr
