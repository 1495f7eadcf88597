"""A regression becomes one issue, which is renewed, closed when it recovers, and left alone where a person decided."""

import json
import re
import subprocess

import numpy as np
import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.benchmarks.forge.github import ForgeError, GitHub
from tests.engine.benchmarks.forge.forge_server import CLOSED, REPOSITORY, TOKEN, Forge, running
from tests.engine.benchmarks.history.rows import line, put
from tests.engine.benchmarks.lantern_tree import ROOT, git, lantern_tree

TEMPLATE = ROOT / ".github" / "ISSUE_TEMPLATE" / "benchmark_regression.md"


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = lantern_tree(tmp_path_factory.mktemp("tree"))
    place = folder / ".github" / "ISSUE_TEMPLATE"
    place.mkdir(parents=True)
    (place / TEMPLATE.name).write_bytes(TEMPLATE.read_bytes())
    return folder


@pytest.fixture(scope="module")
def commits(tree):
    words = ["git", "-C", str(tree), "rev-parse", "fast", "slow"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()


@pytest.fixture
def forge():
    with running(Forge()) as server:
        yield server


def history(folder, commits, runs=60, back=None, again=None, kind="changed", size=1.15, left=1.0, branch=None):
    """A lantern that becomes slower at run 45, takes `left` times as long as at first from run `back` on, slow `again`.

    Run 81 is of the first day of November.
    """
    values = np.exp(0.005 * np.random.default_rng(2).normal(size=runs))
    run = np.arange(runs)
    slow = (run >= 45) & (run < (back or runs)) | (run >= (again or runs))
    values[(run >= (back or runs)) & ~slow] *= left
    more = {"name": "lantern.light", "params": {"kind": kind}, "hardware_label": "A <b>@lamp</b>", "branch": branch}
    lines = [
        line(float(v * (size if late else 1)), day=100.0 - k, git_sha=commits[int(late)], **more)
        for k, (v, late) in enumerate(zip(values, slow, strict=True))
    ]
    put(folder, *lines)
    return str(folder)


def run(folder, tree, forge=None, *words, token=TOKEN):
    there = ("--address", forge.address, "--repository", REPOSITORY) if forge else ()
    words = ("bench", "issues", "--history", folder, "--tree", str(tree), "--turns", "10", *there, *words, "--json")
    done = CliRunner(env={"ASTRAWEAVE_FORGE_TOKEN": token, "GITHUB_TOKEN": ""}).invoke(application("bench"), words)
    assert TOKEN not in done.output
    return done, json.loads(done.stdout)


def deed(told):
    [one] = told["issues"]
    return one["do"], one["number"]


def test_one_issue_is_opened_renewed_and_closed(tmp_path, tree, commits, forge):
    for number in range(1, 103):
        forge.add(labels=[{"name": "benchmark-regression"}], body=f"another {number}", pull_request={})
    done, told = run(history(tmp_path, commits), tree, forge)
    assert (done.exit_code, deed(told)) == (0, ("open", 103))
    issue = forge.issues[103]
    assert re.fullmatch(r"lantern.light \(kind changed\) is 1[45].\d % worse on A  b  lamp /b", issue["title"])
    assert f"{commits[0]}..{commits[1]}" in issue["body"]
    assert "1.15" in issue["body"]
    assert "xychart-beta" in issue["body"]
    assert "<b>" not in issue["body"]
    assert "@lamp" not in issue["body"]
    assert "$" not in issue["body"]

    done, told = run(history(tmp_path, commits, runs=70), tree, forge)
    assert deed(told) == ("update", 103)
    assert len(forge.issues) == 103
    assert 'run" 11 --> 70' in forge.issues[103]["body"]

    done, told = run(history(tmp_path, commits, runs=95, back=75), tree, forge)
    assert deed(told) == ("close", 103)
    assert (forge.issues[103]["state"], forge.issues[103]["state_reason"]) == ("closed", "completed")
    assert "recovered" in forge.comments[0][1]
    assert run(history(tmp_path, commits, runs=95, back=75), tree, forge)[1] == {"issues": []}

    done, told = run(history(tmp_path, commits, runs=100, back=65, again=90), tree, forge)
    assert deed(told) == ("update", 103)
    assert forge.issues[103]["state"] == "open"


def test_what_a_person_closed_as_done_is_opened_by_what_became_worse_after_that_alone(tmp_path, tree, commits, forge):
    run(history(tmp_path, commits), tree, forge)
    forge.issues[1].update(state="closed", state_reason="completed", closed_at=CLOSED)
    _, told = run(history(tmp_path, commits, runs=80), tree, forge)
    assert deed(told) == ("leave", 1)
    assert "nothing became worse since" in told["issues"][0]["why"]
    assert forge.issues[1]["state"] == "closed"


def test_what_was_accepted_counts_no_more_after_it_was_opened_again(tmp_path, tree, commits, forge):
    def night(runs, *levels):
        values = np.exp(0.005 * np.random.default_rng(2).normal(size=runs))
        for first, level in levels:
            values[first:] *= level
        # Each step for the worse lies between the fast commit and the slow one, so that the lantern confirms it.
        slow = (np.arange(runs) >= 40) & (np.arange(runs) < 60) | (np.arange(runs) >= 75)
        more = {"name": "lantern.light", "params": {"kind": "changed"}}
        put(tmp_path, *[
            line(float(v), day=130.0 - k, git_sha=commits[int(late)], **more)
            for k, (v, late) in enumerate(zip(values, slow, strict=True))
        ])  # fmt: skip
        return deed(run(str(tmp_path), tree, forge)[1])

    assert night(60, (40, 1.3)) == ("open", 1)
    forge.issues[1].update(state="closed", state_reason="completed", closed_at="2026-09-10T00:00:00Z")
    assert night(74, (40, 1.3)) == ("leave", 1)
    for _ in range(2):
        assert night(95, (40, 1.3), (75, 1.2)) == ("update", 1)
        assert re.search(r"is (19|20|21)\.\d % worse", forge.issues[1]["title"])
    assert night(120, (40, 1.3), (75, 1.2), (100, 1 / 1.2)) == ("close", 1)


def test_who_files_without_measuring_has_what_a_dry_run_measured_for_later_steps_too(tmp_path, tree, commits, forge):
    case = tree / "engine" / "benchmarks" / "cases" / "lantern.py"
    git(tree, "checkout", "-q", "-B", "slower", "slow")
    case.write_text(case.read_text().replace("1.15", "1.4"))
    git(tree, "commit", "-q", "-a", "-m", "slower")
    words = ["git", "-C", str(tree), "rev-parse", "slower"]
    slower = subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    values = np.exp(0.005 * np.random.default_rng(2).normal(size=95))
    values[40:] *= 1.15
    values[75:] *= 1.4 / 1.15
    shas = [*[commits[0]] * 40, *[commits[1]] * 35, *[slower] * 20]
    more = {"name": "lantern.light", "params": {"kind": "changed"}}
    put(tmp_path, *[line(float(v), day=130.0 - k, git_sha=shas[k], **more) for k, v in enumerate(values)])
    assert "by turns" in str(run(str(tmp_path), tree, forge, "--minutes", "0")[1])

    assert deed(run(str(tmp_path), tree, None, "--dry-run")[1]) == ("open", None)
    _, told = run(str(tmp_path), tree, forge, "--minutes", "0")
    assert deed(told) == ("open", 1)
    assert f"{commits[0]}..{slower}" in forge.issues[1]["body"]
    forge.issues[1].update(state="closed", state_reason="completed", closed_at="2026-09-10T00:00:00Z")
    assert deed(run(str(tmp_path), tree, forge, "--minutes", "0")[1]) == ("update", 1)
    assert f"{commits[1]}..{slower}" in forge.issues[1]["body"]


def test_taking_back_a_part_of_it_closes_nothing(tmp_path, tree, commits, forge):
    run(history(tmp_path, commits, size=1.5), tree, forge)
    _, told = run(history(tmp_path, commits, runs=95, back=70, size=1.5, left=1.3), tree, forge)
    assert deed(told) == ("update", 1)
    assert re.search(r"is (29|30|31)\.\d % worse", forge.issues[1]["title"])
    assert forge.comments == []


def test_a_history_that_began_anew_closes_nothing(tmp_path, tree, commits, forge):
    run(history(tmp_path, commits), tree, forge)
    _, told = run(history(tmp_path, commits, runs=20), tree, forge)
    assert deed(told) == ("leave", 1)
    assert forge.issues[1]["state"] == "open"


def test_what_a_branch_does_is_told_only_when_it_is_asked_for(tmp_path, tree, commits):
    folder = history(tmp_path, commits, branch="topic")
    assert run(folder, tree, None, "--dry-run")[1] == {"issues": []}
    _, told = run(folder, tree, None, "--dry-run", "--branch", "topic")
    assert deed(told) == ("open", None)
    assert " topic -->" in told["issues"][0]["body"]


def test_what_a_person_declined_stays_closed(tmp_path, tree, commits, forge):
    folder = history(tmp_path, commits)
    run(folder, tree, forge)
    forge.issues[1].update(state="closed", state_reason="not_planned")
    _, told = run(folder, tree, forge)
    assert deed(told) == ("leave", 1)
    assert "not planned" in told["issues"][0]["why"]
    assert forge.issues[1]["state"] == "closed"


def test_what_measuring_by_turns_does_not_confirm_is_not_told(tmp_path, tree, commits, forge):
    _, told = run(history(tmp_path, commits, kind="old"), tree, forge)
    assert deed(told) == ("leave", None)
    assert "by turns it is 1.000 times" in told["issues"][0]["why"]
    _, told = run(history(tmp_path, [commits[0], commits[0]]), tree, forge)
    assert "could not be measured" in told["issues"][0]["why"]
    assert forge.issues == {}


def test_a_dry_run_asks_nobody_and_needs_no_token(tmp_path, tree, commits):
    done, told = run(history(tmp_path, commits), tree, None, "--dry-run", token="")
    assert (done.exit_code, deed(told)) == (0, ("open", None))
    assert told["issues"][0]["body"].startswith("<!-- astraweave-benchmark: lantern.light")


def test_without_a_token_a_repository_or_a_template_the_verb_says_so(tmp_path, tree, commits, forge):
    folder = history(tmp_path, commits)
    assert "a token in ASTRAWEAVE_FORGE_TOKEN" in run(folder, tree, forge, token="")[1]["error"]
    assert "--repository OWNER/NAME" in run(folder, tree)[1]["error"]
    assert "benchmark_regression.md is missing" in run(folder, tmp_path, forge)[1]["error"]
    assert forge.requests == []


@pytest.mark.parametrize(
    ("failing", "said", "requests"),
    [
        ([(401, {})], "does not know the token", 1),
        (
            [(403, {"x-ratelimit-remaining": "0", "retry-after": "60"})],
            "takes no more requests for now (403); try again in 60 s",
            1,
        ),
        ([(403, {"retry-after": "9"})], "takes no more requests for now (403); try again in 9 s", 1),
        ([(429, {"x-ratelimit-reset": "1767225600"})], "try again after 2026-01-01 00:00 UTC", 1),
        ([(301, {"location": "/repositories/7"})], "is elsewhere now (301): /repositories/7; name it by its new", 1),
        ([(403, {})], "may not write issues of tools/lantern (403): said so", 1),
        ([(404, {})], "is not there", 1),
        ([(422, {})], "refused the issue (422): said so", 1),
        ([(500, {}), (502, {}), (503, {})], "the forge failed (503)", 3),
        ([(0, {}), (0, {}), (0, {})], "can't be reached", 3),
    ],
)
def test_what_the_forge_refuses_is_a_sentence(forge, failing, said, requests):
    forge.failing = list(failing)
    with pytest.raises(ForgeError, match=said.replace("(", r"\(").replace(")", r"\)")):
        GitHub(forge.address, REPOSITORY, TOKEN, pause=0.0).regressions()
    assert len(forge.requests) == requests


def test_what_fails_for_a_moment_is_tried_again_but_nothing_is_created_twice(forge):
    forge.failing = [(502, {}), (0, {})]
    github = GitHub(forge.address, REPOSITORY, TOKEN, pause=0.0)
    assert github.regressions() == []
    forge.failing = [(502, {})]
    with pytest.raises(ForgeError, match="failed"):
        github.create("a", "b")
    assert forge.requests.count(f"POST /repos/{REPOSITORY}/issues") == 1


def test_nobody_there_is_said():
    with pytest.raises(ForgeError, match="can't be reached"):
        GitHub("http://127.0.0.1:9", REPOSITORY, TOKEN, pause=0.0).regressions()
