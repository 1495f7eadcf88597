"""Two real commits measured by turns: the slower one is told, and what is the same is not."""

import json
import os
import shutil
import subprocess
import sys

import pytest
import yaml
from typer.testing import CliRunner

from editor.cli import application
from tests.engine.benchmarks.lantern_tree import ROOT, git, lantern_tree


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    return lantern_tree(tmp_path_factory.mktemp("tree"))


def run(repository, *words):
    return CliRunner().invoke(application("bench"), ["bench", "verify", *words, "--repository", str(repository)])


def test_the_slower_case_is_told_and_the_others_are_not(repository, tmp_path):
    done = run(repository, "fast..slow", "lantern", "--json", "--turns", "16", "--write", str(tmp_path))
    assert done.exit_code == 1, done.output
    told = json.loads(done.stdout)
    found = {each["params"]["kind"]: each for each in told["verdicts"]}
    assert set(found) == {"old", "changed"}
    assert (found["old"]["says"], found["changed"]["says"]) == ("no difference", "slower")
    assert found["changed"]["ratio"] == pytest.approx(1.15, abs=0.01)
    assert len(told["base"]) == len(told["head"]) == 40
    assert "lantern.light (kind dry): there is no oil" in done.stderr
    assert "lantern.light (kind new): the base has no such case" in done.stderr
    rows = json.loads((tmp_path / "head.json").read_text())["rows"]
    assert {row["params"]["kind"]: round(row["value"], 2) for row in rows} == {"old": 1.0, "changed": 1.15}


def steps_of_the_workflow(repository, base, head):
    """The workflow's own lines, as a runner would run them, over two commits; the exit code of each."""
    steps = yaml.safe_load((ROOT / ".github" / "workflows" / "benchmarks.yml").read_text())["jobs"]["base_and_head"][
        "steps"
    ]
    told = {f"${{{{ github.event.pull_request.{name}.sha }}}}": at for name, at in (("base", base), ("head", head))}
    wanted = [step for step in steps if "editor bench" in step.get("run", "")]
    assert len(wanted) == 2
    codes = []
    for step in wanted:
        line = step["run"].replace("uv run --no-sync python", sys.executable)
        own = {name: told[value] for name, value in step.get("env", {}).items()}
        environment = {**os.environ, "NAMES": "lantern", "PYTHONPATH": f"{repository}{os.pathsep}{ROOT}", **own}
        codes.append(subprocess.run(["bash", "-ec", line], cwd=repository, env=environment, check=False).returncode)
    return codes


@pytest.mark.skipif(sys.platform == "win32", reason="a runner's shell")
def test_the_workflow_of_a_pull_request_fails_for_what_is_slower_alone(repository):
    git(repository, "checkout", "-q", "slow")
    assert steps_of_the_workflow(repository, "fast", "slow") == [0, 1]
    assert steps_of_the_workflow(repository, "slow", "slow") == [0, 0]
    # What the base became after the fork is not held against who forked before it.
    git(repository, "checkout", "-q", "-b", "fork", "slow")
    git(repository, "commit", "-q", "--allow-empty", "-m", "words")
    git(repository, "checkout", "-q", "-b", "base", "slow")
    git(repository, "checkout", "-q", "fast", "--", ".")
    git(repository, "commit", "-q", "-m", "fast again")
    assert steps_of_the_workflow(repository, "base", "fork") == [0, 0]
    shutil.rmtree(repository / "verified")


def test_trees_are_gone_afterwards_and_the_repository_is_as_it_was(repository):
    listed = subprocess.run(
        ["git", "-C", str(repository), "worktree", "list"], capture_output=True, text=True, check=True
    ).stdout
    assert len(listed.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("fast", "lantern"), "expected BASE..HEAD"),
        (("fast..nowhere", "lantern"), "nowhere is no commit"),
        (("fast..broken", "lantern"), "the wick is wet"),
        (("fast..slow", "candle"), "no case of these benchmarks in common"),
    ],
)
def test_what_can_not_be_measured_is_said(repository, words, told):
    done = run(repository, *words)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_folder_without_git_is_none(tmp_path):
    done = run(tmp_path, "a..b", "lantern")
    assert done.exit_code == 2
    assert "not a git repository" in done.stderr


def test_a_slowdown_that_is_put_into_the_runs_is_told_and_none_where_none_is(repository):
    case = repository / "engine" / "benchmarks" / "cases" / "lantern.py"
    git(repository, "checkout", "-q", "-B", "timed", "fast")
    text = case.read_text().replace("lantern.light", "lantern.timed")
    (case.parent / "timed.py").write_text(
        text.replace("run=lambda: MS", "run=lambda: [sum(range(20_000))][1:] or None and MS")
    )
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "timed")
    done = run(repository, "timed..timed", "lantern", "--inject", "1.5", "--turns", "10", "--json")
    told = json.loads(done.stdout)["verdicts"]
    assert (done.exit_code, {(each["benchmark"], each["says"]) for each in told}) == (1, {("lantern.timed", "slower")})
    assert "lantern.light (kind old): it tells its result itself" in done.stderr
    done = run(repository, "fast..fast", "lantern", "--turns", "10", "--json")
    assert {each["says"] for each in json.loads(done.stdout)["verdicts"]} == {"no difference"}
