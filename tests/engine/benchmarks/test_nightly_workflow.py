"""The workflow of every night: its own lines, run for real on a small tree, with a bare remote and a loopback forge."""

import json
import os
import shutil
import subprocess
import sys

import numpy as np
import pytest
import yaml

from tests.engine.benchmarks.forge.forge_server import REPOSITORY, TOKEN, Forge, running
from tests.engine.benchmarks.history.rows import line, put
from tests.engine.benchmarks.lantern_tree import ROOT, git, lantern_tree

NAME = "benchmark-nightly"
TEMPLATE = ".github/ISSUE_TEMPLATE/benchmark_regression.md"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a runner's shell")


@pytest.fixture(scope="module")
def job():
    text = (ROOT / ".github" / "workflows" / f"{NAME}.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    [(_, found)] = workflow["jobs"].items()
    return found


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
    """A runner: takes the job's shell steps that hold a mark, in order, as the workflow's conditions say."""

    def __init__(self, job, checkout, forge, *marks):
        self.checkout, self.codes, self.told = checkout, {}, ""
        kept = checkout / "target" / "env"
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("")
        environment = {
            **os.environ,
            **job["env"],
            "PATTERN": "lantern",
            "PYTHONPATH": f"{checkout}{os.pathsep}{ROOT}",
            "GITHUB_ENV": str(kept),
            "GITHUB_SHA": said(checkout, "rev-parse", "HEAD").strip(),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_API_URL": forge.address,
        }
        steps = [
            step for step in job["steps"] if "git " in step.get("run", "") or "editor bench" in step.get("run", "")
        ]
        for step in steps:
            if "if" not in step and any(self.codes.values()):
                continue
            more = dict(each.partition("=")[::2] for each in kept.read_text().splitlines())
            more |= {name: value.replace("${{ github.token }}", TOKEN) for name, value in step.get("env", {}).items()}
            text = step["run"].replace("uv run --no-sync python", sys.executable)
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text],
                cwd=checkout, env={**environment, **more}, capture_output=True, text=True, check=False,
            )  # fmt: skip
            self.told += done.stdout + done.stderr
            self.codes[step["run"]] = done.returncode

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
            line(float(v * (1.15 if k >= 45 else 1)), day=100.0 - k, git_sha=commits[int(k >= 45)], **more)
            for k, v in enumerate(noise)
        ],
    )


def test_it_may_do_no_more_than_it_has_to(job):
    assert job["permissions"] == {"contents": "write", "issues": "write"}
    assert job["if"] == "github.ref == 'refs/heads/main'"
    assert all("@v" in step["uses"] for step in job["steps"] if "uses" in step)
    assert [step for step in job["steps"] if "env" in step] == [
        step for step in job["steps"] if "bench issues" in step.get("run", "")
    ], "the token is for the issues alone"


def test_what_comes_after_measuring_is_done_whatever_the_step_before_says(job):
    runs = [step.get("run", "") for step in job["steps"]]
    [measuring] = [place for place, text in enumerate(runs) if "bench run" in text]
    assert not any("if" in step for step in job["steps"][: measuring + 1])
    assert {step.get("if") for step in job["steps"][measuring + 1 :]} == {
        "${{ !cancelled() && steps.history.outcome == 'success' }}"
    }
    order = [text.partition("editor bench ")[2].split()[0] for text in runs if "editor bench " in text]
    assert order == ["run", "rotate", "check", "issues", "site"]


def publish(folder, remote):
    """What another run made of the branch of rows."""
    rows_commit(folder)
    git(folder, "push", "-q", str(remote), "benchmark-data")


def rows_commit(folder):
    git(folder, "init", "-q", "-b", "benchmark-data")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Rows")


@pytest.mark.timeout(900)
def test_a_night_keeps_its_rows_files_an_issue_and_shows_the_page_though_one_benchmark_broke(job, checkout, tmp_path):
    remote, cases = tmp_path / "remote.git", checkout / "engine" / "benchmarks" / "cases"
    text = (cases / "lantern.py").read_text()
    (cases / "wick.py").write_text(text.replace("lantern.light", "lantern.wick").replace("lambda: MS", "lambda: [][0]"))
    commits = said(checkout, "rev-parse", "fast", "slow").split()
    past(tmp_path / "past", commits)
    publish(tmp_path / "past", remote)
    with running(Forge()) as forge:
        night = Night(job, checkout, forge)
    assert night.code("bench run") == 2
    assert "lantern.wick broke and left no row" in night.told
    assert {code for text, code in night.codes.items() if "bench run" not in text} == {0}, night.told
    [issue] = forge.issues.values()
    assert issue["title"].startswith("lantern.light (kind changed) is 1")
    names = said(remote, "ls-tree", "-r", "--name-only", "benchmark-data").split()
    assert any(name.startswith("history-2026-") for name in names), "older rows are packed"
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


def test_the_first_night_makes_the_branch_and_rows_of_another_run_are_not_overwritten(job, checkout, tmp_path):
    remote, hook = tmp_path / "remote.git", checkout / ".git" / "hooks" / "pre-push"
    mine = put(checkout / "target" / "benchmark-data", line())
    past(tmp_path / "past", ["a" * 40, "b" * 40])
    with running(Forge()) as forge:
        first = Night(job, checkout, forge, "git ")
        assert set(first.codes.values()) == {0}, first.told
        assert said(remote, "show", "benchmark-data:history.jsonl") == mine.read_text()
        push = f"push -q --force {remote} benchmark-data"
        rows_commit(tmp_path / "past")
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\nenv -u GIT_DIR -u GIT_INDEX_FILE git -C {tmp_path / 'past'} {push}\n")
        hook.chmod(0o755)
        second = Night(job, checkout, forge, "git ")
    assert second.code("--force-with-lease") != 0
    assert len(said(remote, "show", "benchmark-data:history.jsonl").splitlines()) == 60
