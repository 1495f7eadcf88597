"""The verbs over a history: what changed, what is packed, and how far the search can be trusted."""

import json

import numpy as np
from typer.testing import CliRunner

from editor.cli import application
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


def test_trust_measures_beside_the_rules_of_dashboards(tmp_path):
    done = run("trust", "--series", "60", "--json")
    told = json.loads(done.stdout)
    assert told["met"] == (done.exit_code == 0)
    assert [each["rule"] for each in told["false_alarms"]] == ["ours", "previous run + 10 %", "median of ten + 10 %"]
    assert told["false_alarms"][0]["per_hundred"] < 0.1 * told["false_alarms"][1]["per_hundred"]
    assert [(each["size"], each["cv_below"], each["steps"]) for each in told["steps"]] == [
        (0.1, 0.03, 60),
        (0.2, 0.1, 60),
    ]
