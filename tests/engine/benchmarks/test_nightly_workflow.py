"""The workflow of every night: its own lines, run for real on a small tree, with a bare remote and a loopback forge."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import yaml

from tests.engine.benchmarks.forge.forge_server import REPOSITORY, TOKEN, Forge, running
from tests.engine.benchmarks.history.rows import line, put
from tests.engine.benchmarks.lantern_tree import ROOT, git, lantern_tree

NAME, NOW = "benchmark-nightly", datetime.now(UTC)
BEFORE = "${{ needs.measuring.outputs.before }}"
TEMPLATE = ".github/ISSUE_TEMPLATE/benchmark_regression.md"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a runner's shell")


@pytest.fixture(scope="module")
def workflow():
    return yaml.safe_load((ROOT / ".github" / "workflows" / f"{NAME}.yml").read_text(encoding="utf-8"))


@pytest.fixture
def checkout(tmp_path):
    """A clone whose head is slow, with what the verbs read of their tree, and the page's script in two words."""
    folder, remote = lantern_tree(tmp_path / "tree"), tmp_path / "remote.git"
    git(folder, "checkout", "-q", "-B", "main", "slow")
    for name in ("resources/site", "resources/theme"):
        shutil.copytree(ROOT / name, folder / name)
    for name, text in (("page.js", "start()"), ("page.css", "main{}")):
        place = folder / "target" / "site" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    (folder / TEMPLATE).parent.mkdir(parents=True)
    shutil.copy(ROOT / TEMPLATE, folder / TEMPLATE)
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(remote))
    git(folder, "remote", "add", "origin", str(remote))
    git(folder, "push", "-q", "origin", "main")
    return folder


def said(folder, *words):
    return subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, text=True).stdout


class Night:
    """Two runners, one after the other in one folder: the jobs' shell steps that hold a mark, as conditions say.

    What a runner does between jobs is done too: the checkout knows the remote's branches, outputs reach the next job.
    """

    def __init__(self, workflow, checkout, forge, *marks):
        self.checkout, self.codes, self.told = checkout, {}, ""
        git(checkout, "fetch", "-q", "origin")
        output = checkout / "target" / "output"
        output.parent.mkdir(exist_ok=True)
        output.write_text("")
        for job in workflow["jobs"].values():
            before = output.read_text().partition("before=")[2].strip()
            environment = {
                **os.environ,
                **workflow["env"],
                **{key: value.replace(BEFORE, before) for key, value in job["env"].items()},
                "PATTERN": "lantern",
                "PYTHONPATH": f"{checkout}{os.pathsep}{ROOT}",
                "GITHUB_OUTPUT": str(output),
                "GITHUB_SHA": said(checkout, "rev-parse", "HEAD").strip(),
                "GITHUB_REPOSITORY": REPOSITORY,
                "GITHUB_API_URL": forge.address,
                "GITHUB_SERVER_URL": "https://forge.example",
            }
            failed = False
            for step in job["steps"]:
                text = step.get("run", "")
                if any(mark in text for mark in marks) and ("if" in step or not failed):
                    self.codes[text] = self._run(text, environment, step.get("env", {}))
                    failed = failed or self.codes[text] != 0

    def _run(self, text, environment, more):
        python = f"env PYTHONPATH={environment['PYTHONPATH']} {sys.executable}"
        more = {name: value.replace("${{ github.token }}", TOKEN) for name, value in more.items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text.replace("uv run --no-sync python", python)],
            cwd=self.checkout, env={**environment, **more}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        self.told += done.stdout + done.stderr
        return done.returncode

    def code(self, words):
        [found] = [code for text, code in self.codes.items() if words in text]
        return found


def past(folder, commits):
    """Rows of a lantern that became slower at run 45, as the nights before wrote them."""
    noise = np.exp(0.005 * np.random.default_rng(2).normal(size=60))
    more = {"name": "lantern.light", "params": {"kind": "changed"}}
    return put(
        folder,
        *[
            line(
                float(v * (1.15 if k >= 45 else 1)),
                timestamp=(NOW - timedelta(days=70 - k)).isoformat(timespec="milliseconds"),
                git_sha=commits[int(k >= 45)],
                **more,
            )
            for k, v in enumerate(noise)
        ],
    )


def test_who_runs_what_it_measures_may_write_nothing_and_who_writes_measures_nothing(workflow):
    assert workflow["permissions"] == {}
    measuring, publishing = workflow["jobs"]["measuring"], workflow["jobs"]["publishing"]
    assert (measuring["permissions"], publishing["permissions"]) == (
        {"contents": "read"}, {"contents": "write", "issues": "write"},
    )  # fmt: skip
    assert "github.token" not in json.dumps(measuring)
    assert measuring["if"] == "github.ref == 'refs/heads/main'"
    for job in (measuring, publishing):
        assert all("@v" in step["uses"] for step in job["steps"] if "uses" in step)
        assert job["timeout-minutes"]
    knowing = [step for step in publishing["steps"] if "env" in step]
    assert all(step["env"] == {"GITHUB_TOKEN": "${{ github.token }}"} for step in knowing)
    assert ["git push" in text or "editor bench" in text for text in (step["run"] for step in knowing)] == [True] * 3
    assert verbs(measuring) == ["run", "rotate", "check", "issues"]
    assert verbs(publishing) == ["issues", "site"]
    for text in runs(measuring):
        if "bench run" in text or "bench issues" in text:
            assert text.startswith('env -i HOME="$HOME" PATH="$PATH" ')
    assert "--minutes 0" in next(text for text in runs(publishing) if "bench issues" in text)


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.stem)
def test_every_workflow_is_bounded_and_only_publishing_may_write(path):
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert found["concurrency"]["group"]
    for name, job in found["jobs"].items():
        assert job["timeout-minutes"]
        rights = job.get("permissions", found["permissions"])
        assert (rights == {"contents": "read"}) == (name != "publishing")
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False


def runs(job):
    return [step.get("run", "") for step in job["steps"]]


def verbs(job):
    return [text.partition("editor bench ")[2].split()[0] for text in runs(job) if "editor bench " in text]


def test_what_comes_after_measuring_is_done_whatever_the_step_before_says(workflow):
    steps = workflow["jobs"]["measuring"]["steps"]
    [place] = [k for k, step in enumerate(steps) if "bench run" in step.get("run", "")]
    assert not any("if" in step for step in steps[: place + 1])
    assert {step.get("if") for step in steps[place + 1 :]} == {
        "${{ !cancelled() && steps.history.outcome == 'success' }}"
    }
    publishing = workflow["jobs"]["publishing"]
    assert publishing["if"] == "${{ !cancelled() && needs.measuring.outputs.kept == 'success' }}"
    assert [step.get("if") for step in publishing["steps"][-2:]] == ["${{ !cancelled() }}"] * 2


def publish(folder, remote):
    """What another run made of the branch of rows."""
    rows_commit(folder)
    git(folder, "push", "-q", str(remote), "benchmark-data")


def rows_commit(folder):
    git(folder, "init", "-q", "-b", "benchmark-data")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Rows")


@pytest.mark.timeout(900)
def test_a_night_keeps_its_rows_files_an_issue_and_shows_the_page_though_one_benchmark_broke(
    workflow, checkout, tmp_path
):
    remote, cases = tmp_path / "remote.git", checkout / "engine" / "benchmarks" / "cases"
    text = (cases / "lantern.py").read_text()
    (cases / "wick.py").write_text(text.replace("lantern.light", "lantern.wick").replace("lambda: MS", "lambda: [][0]"))
    commits = said(checkout, "rev-parse", "fast", "slow").split()
    past(tmp_path / "past", commits)
    publish(tmp_path / "past", remote)
    with running(Forge()) as forge:
        night = Night(workflow, checkout, forge, "git ", "editor bench")
    assert night.code("bench run") == 2
    assert "lantern.wick broke and left no row" in night.told
    assert {code for text, code in night.codes.items() if "bench run" not in text} == {0}, night.told
    assert "Of 4 cases 0 are judged" in night.told
    assert "3 have fewer than 11 runs on their machine" in night.told
    [issue] = forge.issues.values()
    assert issue["title"].startswith("lantern.light (kind changed) is 1")
    names = said(remote, "ls-tree", "-r", "--name-only", "benchmark-data").split()
    packed = {f"history-{NOW - timedelta(days=70 - k):%Y-%m}.jsonl.zst" for k in range(60)}
    assert packed & set(names), "older rows are packed"
    assert "by_turns.json" in names, "what was measured by turns is not measured again"
    assert any(name.startswith("raw/") for name in names)
    assert "history.lock" not in names
    rows = list(map(json.loads, said(remote, "show", "benchmark-data:history.jsonl").splitlines()))
    own = [row for row in rows if row["hardware_id"] != "h1"]
    assert {(row["benchmark_name"], row["params"]["kind"]) for row in own} == {
        *(("lantern.light", kind) for kind in ("old", "changed", "new"))
    }
    assert {row["git_sha"] for row in own} == {commits[1]}
    assert said(remote, "rev-list", "--count", "benchmark-data").strip() == "1"
    assert "Content-Security-Policy" in said(remote, "show", "gh-pages:index.html")
    assert said(checkout, "status", "--porcelain", "--untracked-files=no") == ""


def test_the_first_night_makes_the_branch_and_rows_of_another_run_are_not_overwritten(workflow, checkout, tmp_path):
    remote, hook = tmp_path / "remote.git", checkout / ".git" / "hooks" / "pre-push"
    mine = put(checkout / "target" / "benchmark-data", line())
    past(tmp_path / "past", ["a" * 40, "b" * 40])
    with running(Forge()) as forge:
        first = Night(workflow, checkout, forge, "git ")
        assert set(first.codes.values()) == {0}, first.told
        assert said(remote, "show", "benchmark-data:history.jsonl") == mine.read_text()
        push = f"push -q --force {remote} benchmark-data"
        rows_commit(tmp_path / "past")
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\nenv -u GIT_DIR -u GIT_INDEX_FILE git -C {tmp_path / 'past'} {push}\n")
        hook.chmod(0o755)
        (mine.parent / "more.jsonl").write_bytes(line(2.0))
        second = Night(workflow, checkout, forge, "git ")
    assert second.code("--force-with-lease") != 0
    assert len(said(remote, "show", "benchmark-data:history.jsonl").splitlines()) == 60
