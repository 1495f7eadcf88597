"""Two real commits measured by turns: the slower one is told, and what is the same is not."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from editor.cli import application

ENGINE = Path(__file__).parents[4] / "engine"
CASE = '''"""What a lantern costs."""

from itertools import count

from engine.benchmarks.benchmark import Case, Unavailable, benchmark

MS = {times}


@benchmark(name="lantern.light", unit="ms", cases=[{{"kind": kind}} for kind in MS], samples=50)
def lantern_light(kind: str) -> Case:
    """Tell how long the kind burns, a little longer each time."""
    if not MS[kind]:
        raise Unavailable("there is no oil")

    times = count()
    return Case(run=lambda: MS[kind] * (1.0 + 0.001 * (next(times) % 7)))
'''


def git(folder, *words):
    name = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", "-C", str(folder), *name, *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tree")
    shutil.copytree(ENGINE, folder / "engine", ignore=shutil.ignore_patterns("__pycache__", "cases"))
    cases = folder / "engine" / "benchmarks" / "cases"
    cases.mkdir()
    (cases / "__init__.py").write_text('"""Cases."""\n')
    git(folder, "init", "-q", "-b", "main")
    for tag, times in (
        ("fast", {"old": 1.0, "changed": 1.0, "dry": 0.0}),
        ("slow", {"old": 1.0, "changed": 1.15, "dry": 0.0, "new": 1.0}),
        ("broken", None),
    ):
        text = CASE.format(times=times) if times else "raise RuntimeError('the wick is wet')\n"
        (cases / "lantern.py").write_text(text)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", tag)
        git(folder, "tag", tag)
    return folder


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
