"""The verbs over a history: what changed, what is packed, and how far the search can be trusted."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.benchmarks.discovery import find_benchmarks
from engine.benchmarks.history.unmeasured import keep_unmeasured, unmeasured
from engine.benchmarks.machine import machine_facts
from engine.benchmarks.runner import Measurement
from tests.engine.benchmarks.history.rows import line, put


def run(*words):
    return CliRunner().invoke(application("bench"), ["bench", *words])


def slower(folder):
    values = np.exp(0.01 * np.random.default_rng(2).normal(size=60)) * np.where(np.arange(60) < 45, 1.0, 1.2)
    return put(folder, *[line(float(v), day=60.0 - k, git_sha=f"{k:040x}") for k, v in enumerate(values)], b"{oops")


def test_changes_tells_the_step_its_commits_and_what_was_set_aside(tmp_path):
    slower(tmp_path)
    done = run("changes", "tick", "--history", str(tmp_path), "--json")
    assert done.exit_code == 1
    assert "history.jsonl, line 61: is cut short" in done.stderr
    [found] = json.loads(done.stdout)["series"]
    assert (found["runs"], found["state"], found["noise"]) == (60, "worse", "quiet")
    [change] = found["changes"]
    assert 0.17 < change["size"] < 0.23
    assert change["commits"].count("..") == 1
    table = run("changes", "--history", str(tmp_path))
    assert "worse" in table.stdout
    assert "+2" in table.stdout


def test_main_is_judged_where_no_branch_is_named_and_others_by_themselves(tmp_path):
    fine = [line(1.0 + 0.001 * (k % 3), day=60.0 - k, branch="main") for k in range(45)]
    worse = [line(1.3 + 0.001 * (k % 3), day=15.0 - k, branch="topic") for k in range(15)]
    put(tmp_path, *fine, *worse)
    told = run("changes", "--history", str(tmp_path), "--json")
    assert [(each["branch"], each["runs"]) for each in json.loads(told.stdout)["series"]] == [("main", 45)]
    told = run("changes", "--history", str(tmp_path), "--json", "--branch", "*")
    assert [(each["branch"], each["state"]) for each in json.loads(told.stdout)["series"]] == [
        ("main", "steady"),
        ("topic", "steady"),
    ]
    table = run("changes", "--history", str(tmp_path), "--branch", "*").stdout.splitlines()
    assert [line.split()[3] for line in table[1:3]] == ["main", "topic"]
    assert "branch" not in run("changes", "--history", str(tmp_path)).stdout
    put(tmp_path, *worse)
    told = run("changes", "--history", str(tmp_path))
    assert told.exit_code == 2
    assert "holds no series of main; there are some of topic: see --branch" in told.stderr


def test_a_change_from_zero_is_told_in_words_and_without_a_number_in_json(tmp_path):
    put(tmp_path, *[line(0.0 if k < 40 else 3.0, day=60.0 - k, unit="misses") for k in range(60)])
    told = json.loads(run("changes", "--history", str(tmp_path), "--json").stdout)
    [found] = told["series"]
    assert (found["state"], found["changes"][0]["size"], found["changes"][0]["after"]) == ("worse", None, 3.0)
    assert "from 0 to 3" in run("changes", "--history", str(tmp_path)).stdout


def test_a_damaged_month_is_told_by_every_verb(tmp_path):
    slower(tmp_path)
    (tmp_path / "history-2026-08.jsonl.zst").write_bytes(b"damaged")
    told = run("changes", "--history", str(tmp_path), "--json")
    assert told.exit_code == 1
    assert "history-2026-08.jsonl.zst: is no whole zstd file" in told.stderr


def test_nothing_to_judge_is_said(tmp_path):
    done = run("changes", "--history", str(tmp_path))
    assert done.exit_code == 2
    assert "run `astraweave bench run` first" in done.stderr


def test_what_is_packed_is_still_judged(tmp_path):
    slower(tmp_path)
    before = json.loads(run("changes", "--history", str(tmp_path), "--json").stdout)
    told = json.loads(run("rotate", "--history", str(tmp_path), "--json", "--days", "1").stdout)
    assert (sum(told["packed"].values()), told["set_aside"]) == (60, 1)
    assert json.loads(run("changes", "--history", str(tmp_path), "--json").stdout) == before


@pytest.mark.parametrize(("seed", "is_met"), [(2, True), (5, False)])
def test_trust_measures_beside_the_rules_of_dashboards(seed, is_met):
    done = run("trust", "--series", "20", "--seed", str(seed), "--json")
    told = json.loads(done.stdout)
    ours, previous, median = told["false_alarms"]
    assert [each["rule"] for each in (ours, previous, median)] == [
        "ours",
        "previous run + 10 %",
        "median of ten + 10 %",
    ]
    assert ours["per_hundred"] < 0.1 * previous["per_hundred"]
    assert [(each["size"], each["cv_below"], each["steps"]) for each in told["steps"]] == [
        (0.1, 0.03, 20), (0.2, 0.1, 20),
    ]  # fmt: skip
    goals = [ours["per_hundred"] <= 0.2]
    goals += [each["found"] >= 19 and each["placed"] >= 0.8 * each["found"] for each in told["steps"]]
    assert (all(goals), told["met"], done.exit_code) == (is_met, is_met, 0 if is_met else 1)


def test_reading_and_judging_many_rows_is_measured_on_rows_that_hold_steps(tmp_path):
    told = json.loads(run("trust", "--rows", "8000", "--json").stdout)
    assert told["rows"] == 8000
    assert told["changes"] > 40
    assert told["reading"] > 0
    assert told["judging"] > 0


def test_thirty_days_of_forty_benchmarks_are_as_small_as_they_shall_be(tmp_path):
    told = json.loads(run("trust", "--days", "2", "--json").stdout)
    assert (told["benchmarks"], told["rows"]) == (40, 80)
    assert 0.01 < told["megabytes"] * 15 <= 5.0
    assert told["median_s"] > 0.0


def test_the_page_of_one_machine_holds_its_newest_rows_with_machine_and_date(tmp_path):
    row = {"name": "nav.flow_field", "system": "nav", "params": {"side": 256}, "hardware_label": "Lamp, 2 cores"}
    put(
        tmp_path,
        line(9.0, day=3, **row),
        line(1.25, day=2, git_sha="a" * 40, p99=1.5, stddev=0.1, samples=50, **row),
        line(77.0, day=1, **{**row, "hardware_id": "h2"}),
    )
    done = run("baseline", "--history", str(tmp_path), "--hardware", "h1", "--output", str(tmp_path / "page.md"))
    assert done.exit_code == 0
    page = (tmp_path / "page.md").read_text()
    assert "| nav.flow_field | side 256 | 1.25 | 1.5 | 0.1 | ms | 50 | +20 % |" in page
    assert "Lamp, 2 cores (`h1`)" in page
    assert "2026-11-18 12:00 UTC" in page
    assert "a" * 12 in page
    assert "77" not in page
    assert "| physics.full_tick | not run on this machine |" in page
    assert "| physics_async_batch | not run on this machine: an earlier name of physics.full_tick" in page
    assert "| nav.flow_field |" not in page.partition("## Not measured")[2]
    missing = run("baseline", "--history", str(tmp_path), "--hardware", "h9")
    assert missing.exit_code == 2
    assert "no row was measured on h9" in missing.stderr


def test_why_a_case_left_no_row_stands_on_the_page_until_it_is_measured(tmp_path):
    def keep(*samples, broken=()):
        measured = Measurement(found, found.cases[0], samples, why_not="" if samples else "there is no oil")
        keep_unmeasured([measured], broken, tmp_path)
        return dict(unmeasured(tmp_path, machine))

    [found], machine = find_benchmarks("physics.dispatch"), str(machine_facts()["hardware_id"])
    assert keep(broken=["nav.follow"]) == {"physics.dispatch (agents 1)": "there is no oil", "nav.follow": "it broke"}
    put(tmp_path, line(1.0, name="scene.open", hardware_id=machine))
    page = run("baseline", "--history", str(tmp_path)).stdout
    assert "| physics.dispatch (agents 1) | there is no oil |" in page
    assert "| nav.follow | it broke |" in page
    assert keep(1.0) == {"nav.follow": "it broke"}
    assert unmeasured(tmp_path, "h9") == {}
