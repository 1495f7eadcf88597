"""Measuring by turns leaves nothing behind, however it ends: no process, no folder, no work tree."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from editor.core.in_process import in_process
from editor.core.jobs import Jobs
from engine.benchmarks.beside.confirming import confirm
from engine.benchmarks.verifying.trees import PREFIX, sweep, trees_of
from tests.engine.benchmarks.lantern_tree import ROOT, git, lantern_tree

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """The lantern's, and a commit of which a single run takes ten minutes."""
    folder = lantern_tree(tmp_path_factory.mktemp("tree"))
    case = folder / "engine" / "benchmarks" / "cases" / "lantern.py"
    git(folder, "checkout", "-q", "-B", "endless", "fast")
    case.write_text(case.read_text().replace("run=lambda: MS", "run=lambda: __import__('time').sleep(600) or MS"))
    git(folder, "commit", "-q", "-a", "-m", "endless")
    return folder


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Where temporary folders go."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def folders(place):
    return list(place.glob(f"{PREFIX}*"))


def trees(repository):
    words = ["git", "-C", str(repository), "worktree", "list"]
    return len(subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()) - 1


def at_work(place):
    """The processes that run in a folder below the place."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            where = os.readlink(entry / "cwd")
        except OSError:
            continue
        if Path(where.removesuffix(" (deleted)")).is_relative_to(place):
            found.append(entry.name)
    return found


def until(condition):
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def measuring(repository, place):
    """The verb, measuring what never ends."""
    words = [sys.executable, "-m", "editor", "bench", "verify", "endless..endless", "lantern"]
    process = subprocess.Popen(
        [*words, "--repository", str(repository)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
    )  # fmt: skip
    until(lambda: len(at_work(place)) == 2)
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_verb_leaves_nothing_when_it_is_told_to_end(repository, place, number):
    process = measuring(repository, place)
    assert (len(folders(place)), trees(repository)) == (1, 2)

    process.send_signal(number)

    assert process.wait(PATIENCE_S) in (130, 143)
    assert (folders(place), trees(repository)) == ([], 0)
    until(lambda: at_work(place) == [])


def test_what_a_killed_one_left_goes_with_the_next_and_what_another_holds_stays(repository, place):
    process = measuring(repository, place)
    process.kill()
    process.wait()
    until(lambda: at_work(place) == [])
    assert (len(folders(place)), trees(repository)) == (1, 2)

    with trees_of(repository, ["fast"]) as [tree]:
        assert (folders(place), trees(repository)) == ([tree.parent], 1)
        sweep(repository)
        assert (tree / "engine").is_dir()
    assert (folders(place), trees(repository)) == ([], 0)


def test_a_verification_that_is_given_up_in_the_window_leaves_nothing(repository, place):
    jobs = Jobs()
    work = in_process(confirm, repository, "endless", "endless", "lantern.light", b'{"kind": "old"}', 10)
    job = jobs.submit("Verifying", work)
    until(lambda: len(at_work(place)) == 2)

    job.cancel()
    jobs.wait(job)

    assert job.state == "cancelled"
    assert (folders(place), trees(repository)) == ([], 0)
    until(lambda: at_work(place) == [])
