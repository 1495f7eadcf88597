"""The page pushed to a branch of a remote: a bare repository on this disk, beside a checkout that stays as it was."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.benchmarks.site import page
from tests.engine.benchmarks.history.rows import line, put
from tests.engine.benchmarks.lantern_tree import git


def said(folder, *words):
    return subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def places(tmp_path, monkeypatch):
    """A checkout with work half done, its remote, and a history."""
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    (bundle / "page.js").write_text("start()", encoding="utf-8")
    (bundle / "page.css").write_text("main{}", encoding="utf-8")
    monkeypatch.setattr(page, "bundle", lambda: bundle)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "test@example.org")
    remote, checkout = tmp_path / "remote.git", tmp_path / "checkout"
    for folder, *how in ((remote, "--bare"), (checkout,)):
        folder.mkdir()
        git(folder, "init", "-q", "-b", "main", *how)
    git(checkout, "remote", "add", "origin", str(remote))
    (checkout / "kept.txt").write_text("kept")
    git(checkout, "add", ".")
    git(checkout, "commit", "-q", "-m", "First")
    (checkout / "kept.txt").write_text("half done")
    (checkout / "staged.txt").write_text("staged")
    git(checkout, "add", "staged.txt")
    put(tmp_path / "history", line(day=2), line(2.0, day=1))
    return tmp_path


def run(places, *words):
    folder = ("--history", str(places / "history"), "--tree", str(places / "checkout"))
    return CliRunner().invoke(application("bench"), ["bench", "site", *words, *folder])


def state(checkout):
    words = (("status", "--porcelain"), ("for-each-ref", "refs/heads"), ("diff", "--cached"), ("rev-parse", "HEAD"))
    return [said(checkout, *each) for each in words]


def test_each_deploy_is_one_commit_and_the_checkout_stays_as_it_was(places):
    remote, checkout = places / "remote.git", places / "checkout"
    before = state(checkout)
    first = json.loads(run(places, "--deploy", "--json").stdout)["deployed"]
    done = run(places, str(places / "out"), "--deploy")
    assert done.exit_code == 0, done.output
    assert said(remote, "rev-list", "--count", "gh-pages").strip() == "2"
    assert (first["before"], said(remote, "rev-parse", "gh-pages~1").strip()) == ("", first["commit"])
    assert said(remote, "ls-tree", "--name-only", "gh-pages").split() == ["index.html"]
    assert said(remote, "show", "gh-pages:index.html") == (places / "out" / "index.html").read_text(encoding="utf-8")
    assert "2 runs of 1 series" in said(remote, "log", "-1", "--format=%s", "gh-pages")
    assert state(checkout) == before


def test_what_others_put_on_the_branch_stays(places):
    other = places / "other"
    git(places, "clone", "-q", str(places / "remote.git"), str(other))
    git(other, "checkout", "-q", "-b", "gh-pages")
    (other / "CNAME").write_text("lanterns.example.org")
    (other / "index.html").write_text("old")
    git(other, "add", ".")
    git(other, "commit", "-q", "-m", "By hand")
    git(other, "push", "-q", "origin", "gh-pages")
    assert run(places, "--deploy").exit_code == 0
    assert said(places / "remote.git", "show", "gh-pages:CNAME") == "lanterns.example.org"
    assert said(places / "remote.git", "show", "gh-pages:index.html") != "old"
    assert said(places / "remote.git", "rev-list", "--count", "gh-pages").strip() == "2"


@pytest.mark.skipif(sys.platform == "win32", reason="the hook is a shell's")
def test_a_push_that_is_refused_is_told_in_the_remotes_words(places):
    hook = places / "remote.git" / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'the branch is protected' >&2\nexit 1\n")
    hook.chmod(0o755)
    done = run(places, "--deploy")
    assert done.exit_code == 2
    assert "git push: " in done.stderr
    assert "the branch is protected" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "name a folder to write the page into, or push it with --deploy"),
        (("--deploy", "--remote", "upstream"), "has no remote called upstream; there are origin"),
        (("--deploy", "--branch", "a..b"), "a..b can't be the name of a branch"),
    ],
)
def test_what_can_not_be_deployed_is_said(places, words, told):
    done = run(places, *words)
    assert done.exit_code == 2
    assert told in done.stderr
    assert said(places / "remote.git", "for-each-ref") == ""


def test_a_folder_that_is_no_checkout_and_a_remote_that_is_gone_are_said(places, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(places))
    words = ["bench", "site", "--deploy", "--history", str(places / "history"), "--tree", str(places / "history")]
    done = CliRunner().invoke(application("bench"), words)
    assert done.exit_code == 2
    assert "not a git repository" in done.stderr
    (places / "remote.git").rename(places / "gone.git")
    done = run(places, "--deploy")
    assert done.exit_code == 2
    assert "git ls-remote: " in done.stderr
